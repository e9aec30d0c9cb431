import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { Drawing } from '../../../shared/domain/drawing.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { MAX_DRAWN } from '../../../shared/kit/check-geometry.ts';
import { openStore, type Store } from '../store/store.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { AT, change, drawing, incident } from '../testing/records.ts';
import { Applier } from './applier.ts';

let profile: TestProfile;
let store: Store;
let applier: Applier;
beforeEach(() => {
  profile = testProfile();
  store = openStore(profile.ports());
  applier = new Applier();
  store.transact(({ write }) => {
    write.feeds.join('fire', 'http://hub/fire');
    write.feeds.jump('fire', { epoch: 'e1', seq: 0 });
  });
});
afterEach(() => {
  store.close();
  profile.remove();
});

function tell(topic: Topic, id: string, op: 'put' | 'patch', data: unknown, rev = 1): void {
  const seq = (store.read.feeds.get('fire')?.seq ?? 0) + 1;
  store.transact((unit) => {
    const changes = [change({ seq, topic, id, op, rev, data: data as object })];
    applier.apply(unit, { kind: 'changes', feed: 'fire', from: { epoch: 'e1', seq: seq - 1 }, to: seq, changes }, AT);
    return applier.finish(unit);
  });
}

function kept<T>(topic: Topic, id: string): T | undefined {
  const line = store.read.entities.get(topic, id);
  return line && (JSON.parse(line.json) as T);
}

const quarantine = () => store.read.quarantine.page(null, 0, 100).map(({ code, detail }) => [code, detail]);

const SQUARE = [[117, 30], [118, 30], [118, 31], [117, 31], [117, 30]]; // prettier-ignore
function alert(...polygons: unknown[]) {
  return {
    identifier: 'a', sender: 's', sentAt: AT, status: 'Actual', msgType: 'Alert', scope: 'Public', references: [],
    event: { zh: '暴雨' }, urgency: 'Immediate', severity: 'Severe', certainty: 'Observed', level: 2, headline: { zh: '暴雨' },
    areas: [{ name: { zh: '全市' }, polygons, circles: [], geocodes: [] }],
  }; // prettier-ignore
}

describe('R23: hostile geometry by feed', () => {
  it('a warning with a broken outline is a warning: the outline is put right, said so, and what came is kept', () => {
    tell('alert', 'a', 'put', alert(SQUARE, [[117, null], ...SQUARE], [[500, 30], ...SQUARE.slice(1)], [[1, 2]], 'x'));
    const record = kept<Alert>('alert', 'a');
    expect(record?.areas[0]?.polygons).toHaveLength(3);
    expect(record?.faults).toEqual(['not-a-number', 'out-of-range', 'unclosed', 'too-short']);
    expect(quarantine()).toEqual([['bad-geometry', 'not-a-number out-of-range unclosed too-short']]);
  });

  it('half a million corners: kept as many as can be drawn', () => {
    const many = Array.from({ length: 500_000 }, (_, index) => {
      const angle = (index / 500_000) * 2 * Math.PI;
      return [117 + Math.cos(angle), 30 + Math.sin(angle)];
    });
    tell('alert', 'a', 'put', alert(many));
    const record = kept<Alert>('alert', 'a');
    expect(record?.areas[0]?.polygons[0]?.length).toBeLessThanOrEqual(MAX_DRAWN);
    expect(record?.faults).toContain('too-many');
    expect(quarantine()).toHaveLength(1);
  });

  it('a patch that breaks it is put right as a put is; the next good one clears nothing else', () => {
    tell('alert', 'a', 'put', alert(SQUARE));
    tell('alert', 'a', 'patch', { areas: alert([[117, 300], ...SQUARE]).areas, level: 1 }, 2);
    expect(kept<Alert>('alert', 'a')).toMatchObject({ level: 1, faults: ['out-of-range'] });
    tell('alert', 'a', 'patch', { headline: { zh: '暴雨红色' } }, 3);
    expect(kept<Alert>('alert', 'a')).toMatchObject({ headline: { zh: '暴雨红色' }, faults: ['out-of-range'] });
  });

  it('an incident off the earth is an incident without a place; a drawing keeps what can be drawn', () => {
    tell('incident', 'i', 'put', { ...incident(), at: [30, 117] });
    expect(kept<Incident>('incident', 'i')).toMatchObject({ faults: ['out-of-range'] });
    expect(kept<Incident>('incident', 'i')).not.toHaveProperty('at');
    tell('drawing', 'd', 'put', {
      ...drawing(),
      geometry: { type: 'area', polygons: [[SQUARE.slice(0, 4)], [[[1, 1]]]] },
    });
    expect(kept<Drawing>('drawing', 'd')).toMatchObject({
      faults: ['unclosed', 'too-short'],
      geometry: { polygons: [[SQUARE]] },
    });
  });

  it('what is wrong in another way stays out, with its own reason', () => {
    tell('alert', 'a', 'put', { ...alert([[500, 30], ...SQUARE]), level: 9 });
    tell('drawing', 'd', 'put', { ...drawing(), geometry: { type: 'area', polygons: [[[[1, 1]]]] } });
    expect(kept('alert', 'a')).toBeUndefined();
    expect(kept('drawing', 'd')).toBeUndefined();
    expect(quarantine().map(([code]) => code)).toEqual(['bad-record', 'bad-record']);
  });
});
