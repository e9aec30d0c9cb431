import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { Drawing } from '../../../shared/domain/drawing.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Publisher, Release } from '../../../shared/domain/release.ts';
import { HOUR, instant, MINUTE } from '../../../shared/kit/time.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { areaOfDistrict, areaOfDrawing } from './area-sources.ts';
import { blankDraft, draftAfter, draftFromAlert, draftFromIncident } from './draft-sources.ts';
import { contentOf, draftOf, faultsOfDraft, instantOfLocal, localTimeOf, releaseOf } from './draft-state.ts';
import { en, zh } from '../../text/catalogues.ts';
import { MESSAGE_FAULTS } from '../../../shared/protocol/cap/faults.ts';
import { RELEASE_FAULTS } from '../../../shared/protocol/release/release-faults.ts';
import { groupOf } from './release-order.ts';

const NOW = instant(1_750_000_000_000);
const PUBLISHER: Publisher = {
  sender: 'w@c.example',
  name: { zh: '市', en: 'City' },
  code: '99010000000000',
  offset: 480,
};
const INCIDENT: Incident = {
  kind: 'waterlog',
  level: 2,
  title: { zh: '张三报滨江路积水', en: 'Zhang San reports water' },
  status: { state: 'reported', since: NOW },
  at: [117.6, 30.3],
  place: { zh: '滨江路下穿', en: 'Riverside underpass' },
  reportedAt: NOW,
  channel: '12345',
};
const TEXTS = { description: { zh: '积水', en: '' }, todo: { zh: '绕行', en: '' }, avoid: { zh: '勿入', en: '' } };

it.each([...RELEASE_FAULTS, ...MESSAGE_FAULTS])('RE4: %s has words in both languages', (code) => {
  expect([zh.problem.code[code], en.problem.code[code]].every((words) => typeof words === 'string')).toBe(true);
});

describe('a draft', () => {
  it('RE14: from an incident: kind, place, grade and a circle are there, its title is not', () => {
    const draft = draftFromIncident('I1', INCIDENT, NOW);
    const content = contentOf(draft);
    expect(content).toMatchObject({
      event: { zh: '内涝' },
      eventCode: '11A02',
      colour: 'orange',
      severity: 'Severe',
      headline: { zh: '滨江路下穿内涝橙色预警' },
      areas: [{ name: { zh: '滨江路下穿' }, circles: [{ center: [117.6, 30.3], radius: 500 }] }],
    });
    expect(JSON.stringify(content)).not.toContain('张三');
    expect(contentOf({ ...draft, hasEnglish: true }).headline.en).toBe(
      'Riverside underpass: Urban waterlogging, Orange warning',
    );
    expect(faultsOfDraft(draft, PUBLISHER, NOW)).toEqual([
      'release-description-missing',
      'release-todo-missing',
      'release-avoid-missing',
    ]);
    expect(faultsOfDraft({ ...draft, texts: { ...draft.texts, ...TEXTS } }, PUBLISHER, NOW)).toEqual([]);
  });

  it('RE6: from a drill it is one', () => {
    const alert = { status: 'Exercise', msgType: 'Alert', event: { zh: '内涝' }, level: 3, areas: [], headline: {} };
    expect(draftFromAlert('A', alert as unknown as Alert, NOW).reality).toBe('Exercise');
    expect(draftFromAlert('A', { ...alert, status: 'System' } as unknown as Alert, NOW).reality).toBe('Test');
  });

  it('RE14: English is all or nothing, and switched off it is gone, from the names of areas too', () => {
    const draft = { ...draftFromIncident('I1', INCIDENT, NOW), hasEnglish: true };
    expect(contentOf(draft).event).toEqual({ zh: '内涝', en: 'Urban waterlogging' });
    const off = contentOf({ ...draft, hasEnglish: false });
    expect(JSON.stringify(off)).not.toMatch(/"en"/);
  });

  it('RE14: what was kept comes back into the form as it was', () => {
    const draft = { ...draftFromIncident('I1', INCIDENT, NOW), hasEnglish: true };
    const whole = { ...draft, texts: { ...draft.texts, ...TEXTS } };
    expect(contentOf(draftOf(releaseOf(whole, PUBLISHER, NOW)))).toEqual(contentOf(whole));
  });

  it('RE7: an update begins with what was said, a cancel with its headline alone', () => {
    const first = draftFromIncident('I1', INCIDENT, NOW);
    const out: Release = {
      ...releaseOf({ ...first, texts: { ...first.texts, ...TEXTS } }, PUBLISHER, NOW),
      status: { state: 'released', since: NOW, by: { officer: 'gu', post: 'IC', at: NOW } },
    };
    const later = instant(NOW + HOUR);
    const update = draftAfter('R1', out, 'update', later);
    expect(update).toMatchObject({ kind: { is: 'update', of: 'R1' }, basis: null, texts: { todo: { zh: '绕行' } } });
    expect(update.references).toEqual([{ identifier: 'R1', sentAt: NOW }]);
    expect(faultsOfDraft(update, PUBLISHER, later)).toEqual(['release-reason-missing']);
    const cancel = draftAfter('R1', out, 'cancel', later);
    expect(contentOf(cancel)).toMatchObject({ headline: { zh: '滨江路下穿内涝橙色预警解除' }, urgency: 'Past' });
    expect(contentOf(cancel)).not.toHaveProperty('todo');
    expect(faultsOfDraft(cancel, PUBLISHER, later)).toEqual(['release-reason-missing']);
  });

  it('RE14: an area is closed; of a drawing with a hole the outer ring goes out', () => {
    const open: LonLat[] = [[0, 0], [1, 0], [1, 1]]; // prettier-ignore
    const hole: LonLat[] = [[0.2, 0.1], [0.3, 0.1], [0.3, 0.2], [0.2, 0.1]]; // prettier-ignore
    const drawing = {
      name: { zh: '警戒区' },
      geometry: { type: 'area', polygons: [[open, hole]] },
    } as unknown as Drawing;
    expect(areaOfDrawing(drawing).polygons).toEqual([[...open, [0, 0]]]);
    const district = {
      code: '990102',
      key: 'LP',
      name: { zh: '柳浦区', en: 'Liupu' },
      population: 1,
      label: [0, 0] as LonLat,
      polygon: open,
    };
    expect(areaOfDistrict(district)).toMatchObject({ geocodes: [{ value: '990102' }], polygons: [[...open, [0, 0]]] });
  });

  it('RE14: a time goes through the browser’s field and back', () => {
    const minute = instant(Math.floor(NOW / MINUTE) * MINUTE);
    expect(instantOfLocal(localTimeOf(minute))).toBe(minute);
    expect([localTimeOf(null), instantOfLocal('')]).toEqual(['', null]);
  });

  it('RE14: what is replaced, cancelled, past its end or taken back is over', () => {
    const hand = { officer: 'gu', post: 'IC', at: NOW };
    const base = releaseOf(blankDraft(NOW), PUBLISHER, NOW);
    const out: Release = { ...base, status: { state: 'released', since: NOW, by: hand } };
    expect(groupOf(out, NOW)).toBe('released');
    expect(groupOf({ ...out, replacedBy: 'x' }, NOW)).toBe('over');
    expect(groupOf({ ...out, kind: { is: 'cancel', of: 'x' } }, NOW)).toBe('over');
    expect(groupOf(out, instant(NOW + 24 * HOUR))).toBe('over');
    expect(groupOf({ ...base, status: { state: 'rejected', since: NOW, by: hand, reason: { zh: 'x' } } }, NOW)).toBe(
      'drafted',
    );
    expect(groupOf({ ...base, status: { state: 'withdrawn', since: NOW, by: hand } }, NOW)).toBe('over');
  });
});
