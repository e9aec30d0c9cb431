import { describe, expect, it } from 'vitest';
import { report as reportSchema, type Report } from '../../domain/report.ts';
import { missingFields, toldBy } from '../../domain/report-told.ts';
import { isTopic } from '../../domain/topics.ts';
import { instant, MINUTE } from '../../kit/time.ts';
import type { AuthorityMatrix } from '../authority.ts';
import type { Command } from '../feed/command.ts';
import { merge } from '../merge.ts';
import { COMMAND_TYPES } from './command-types.ts';
import { decide } from './decide.ts';
import type { NewReport } from './report-commands.ts';

const NOW = instant(1_750_000_000_000);
const REQUIRED = ['place', 'casualties', 'requests'];
const DRAFT: NewReport = {
  incident: 'i1',
  kind: 'first',
  number: 0,
  set: 'standard',
  recipient: { zh: '省政府总值班室' },
  dueAt: instant(NOW + 60 * MINUTE),
  phoneDueAt: instant(NOW + 30 * MINUTE),
  fields: [
    { key: 'place', text: { zh: '滨江路下穿' }, source: { zh: '事件记录' } },
    { key: 'casualties', text: null },
    { key: 'requests', text: { zh: '请派大流量泵车 1 台' } },
  ],
  told: [],
};

const matrix: AuthorityMatrix = {
  version: 1,
  authorities: {
    all: { name: { zh: '', en: '' }, may: [...COMMAND_TYPES] },
    look: { name: { zh: '', en: '' }, may: [] },
  },
};

/** A feed of one hub, decided by the real rules. */
class Feed {
  readonly entities = new Map<string, { rev: number; data: Record<string, unknown> }>();
  #count = 0;

  give(type: string, payload: unknown = {}, part: Partial<Command> & { officer?: string } = {}): string {
    const { officer = 'tang', entityId = 'r1', ...rest } = part;
    this.#count += 1;
    const rev = this.entities.get(`report ${entityId}`)?.rev;
    const command: Command = {
      commandId: `command-${this.#count}`,
      stationId: 'S1',
      stationSeq: this.#count,
      actor: { officer, post: 'CCC-DO3', station: 'S1', authority: 'all' },
      type,
      topic: 'report',
      entityId,
      payload,
      expectedRev: type === 'report.draft' ? null : (rev ?? 1),
      issuedAt: NOW,
      expiresAt: instant(NOW + MINUTE),
      ...rest,
    };
    const { answer, effects } = decide(command, {
      now: NOW,
      head: 0,
      matrix,
      find: (topic, id) => {
        const found = this.entities.get(`${topic} ${id}`);
        return found && { ...found, handOf: () => undefined };
      },
    });
    for (const { op, topic, id, data } of effects) {
      const before = this.entities.get(`${topic} ${id}`);
      if (!isTopic(topic)) throw new Error(topic);
      const record = op === 'put' ? data : merge(topic, before?.data ?? {}, data as object);
      this.entities.set(`${topic} ${id}`, { rev: (before?.rev ?? 0) + 1, data: record as Record<string, unknown> });
    }
    if (answer.outcome !== 'rejected') return answer.outcome;
    return answer.detail === undefined ? answer.code : `${answer.code} ${answer.detail}`;
  }

  report(id = 'r1'): Report {
    return reportSchema.parse(this.entities.get(`report ${id}`)?.data);
  }
}

const send = { required: REQUIRED };

describe('report', () => {
  it('RP5: what is asked for and missing keeps a report from going out and is named; an unknown one does not', () => {
    const feed = new Feed();
    feed.give('report.draft', { ...DRAFT, fields: DRAFT.fields.slice(0, 2) });
    expect(feed.give('report.send', send)).toBe('report-field-missing requests');
    const blank = [...DRAFT.fields.slice(0, 2), { key: 'requests', text: { zh: '  ' } }];
    feed.give('report.change', { fields: blank, told: [] });
    expect(feed.give('report.send', send)).toBe('report-field-missing requests');
    feed.give('report.change', { fields: DRAFT.fields, told: [] });
    expect(feed.give('report.send', send)).toBe('accepted');
    expect(feed.report().status).toMatchObject({ state: 'sent', since: NOW, by: { officer: 'tang' } });
    expect(missingFields([], REQUIRED)).toEqual(REQUIRED);
  });

  it('RP6: a field that says something else than was told carries both; what is told first is no correction', () => {
    const feed = new Feed();
    feed.give('report.draft', DRAFT);
    feed.give('report.send', send);
    const told = [...toldBy([feed.report()])].map(([key, text]) => ({ key, text }));
    const fields = [
      { key: 'place', text: { zh: '滨江路下穿' } },
      { key: 'casualties', text: { zh: '受伤 2 人' } },
      { key: 'trend', text: { zh: '水位回落' } },
    ];
    feed.give('report.draft', { ...DRAFT, kind: 'followUp', number: 1, fields, told }, { entityId: 'r2' });
    const wanted = { key: 'casualties', was: null, is: { zh: '受伤 2 人' } };
    expect(feed.report('r2').corrections).toEqual([wanted]);
    const next = [...fields.slice(1), { key: 'place', text: null }];
    feed.give('report.change', { fields: next, told }, { entityId: 'r2', officer: 'lin' });
    expect(feed.report('r2').corrections).toEqual([wanted, { key: 'place', was: { zh: '滨江路下穿' }, is: null }]);
    expect(feed.report('r2').writtenBy.map(({ officer }) => officer)).toEqual(['tang', 'lin']);
  });

  it('RP7: sent once, received once, called once; what is out is not rewritten', () => {
    const feed = new Feed();
    feed.give('report.draft', DRAFT);
    expect(feed.give('report.receive', { by: '省值班员' })).toBe('report-not-out');
    expect(feed.give('report.phone')).toBe('accepted');
    expect(feed.report().phonedAt).toBe(NOW);
    expect(feed.give('report.phone')).toBe('report-phoned');
    feed.give('report.send', send);
    expect(feed.give('report.send', send)).toBe('report-is-out');
    expect(feed.give('report.change', { fields: DRAFT.fields, told: [] })).toBe('report-is-out');
    expect(feed.give('report.receive', { by: '省值班员' })).toBe('accepted');
    expect(feed.report().status).toMatchObject({ state: 'received', by: '省值班员', sent: { officer: 'tang' } });
    expect(feed.give('report.receive', { by: '省值班员' })).toBe('report-is-received');
  });

  it('RP7: nobody sends a text that changed under his eyes', () => {
    const feed = new Feed();
    feed.give('report.draft', DRAFT);
    feed.give('report.change', { fields: DRAFT.fields.toReversed(), told: [] }, { officer: 'lin' });
    expect(feed.give('report.send', send, { expectedRev: 1 })).toBe('report-moved');
    expect(feed.report().status.state).toBe('drafted');
  });

  it('RP8: follow-ups are numbered, and a number is there once', () => {
    const feed = new Feed();
    expect(feed.give('report.draft', { ...DRAFT, number: 1 })).toBe('report-number-wrong');
    expect(feed.give('report.draft', { ...DRAFT, kind: 'followUp' })).toBe('report-number-wrong');
    expect(feed.give('report.draft', DRAFT)).toBe('accepted');
    expect(feed.give('report.draft', DRAFT, { officer: 'lin' })).toBe('report-exists');
  });

  it('RP5: no field stands twice, and nobody without the authority drafts', () => {
    const feed = new Feed();
    const twice = { ...DRAFT, fields: [...DRAFT.fields, { key: 'place', text: null }] };
    expect(feed.give('report.draft', twice)).toBe('report-field-twice place');
    const actor = { officer: 'shen', post: 'CCC-REV', station: 'S1', authority: 'look' };
    expect(feed.give('report.draft', DRAFT, { actor })).toBe('not-authorised report.draft');
  });
});
