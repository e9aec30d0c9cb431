import { describe, expect, it } from 'vitest';
import type { Report } from '../../../shared/domain/report.ts';
import type { ReportSet } from '../../../shared/domain/report-set.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { NewReport } from '../../../shared/protocol/commands/report-commands.ts';
import { carryOut, worldOf } from '../../../shared/protocol/commands/carry-out.ts';
import type { CallAnswer } from '../../../shared/protocol/console-api/calls.ts';
import { passOver } from '../queries/live-source.ts';
import type { Order } from '../sync/command-desk.ts';
import { AT, incident } from '../testing/records.ts';
import { reportCalls } from './report-calls.ts';

const PROVINCE = { zh: '省政府总值班室' };
const SET: ReportSet = {
  id: 'standard',
  name: { zh: '标准' },
  from: 'learned',
  phone: 30,
  first: 60,
  every: 120,
  daily: [],
  final: 1_440,
  recipients: [PROVINCE],
  fields: { first: ['place', 'leaders'], followUp: ['asOf', 'progress'], final: ['cause'] },
};
const LINE = { incident: 'i1', set: 'standard', recipient: PROVINCE };

/** The room over records in memory; what it orders is carried out by the city's own rules. */
class Room {
  readonly records = new Map<string, object>([['incident i1', incident()]]);
  now = instant(AT + 10 * MINUTE);
  #count = 0;
  readonly calls = reportCalls({
    now: () => this.now,
    sets: [SET],
    desk: {
      give: (order) => this.#give(order),
      seen: (topic, id) => this.records.get(`${topic} ${id}`) as never,
    },
    records: (topic) => ({ pass: () => passOver(this.#rows(topic)), subscribe: () => () => undefined }),
    cityFeed: () => 'hotline',
    contact: () => ({ zh: '值班长 周砚宁' }),
    departmentName: (code) => ({ zh: code }),
  });

  report(id: string): Report {
    return this.records.get(`report ${id}`) as Report;
  }

  refusal(work: () => unknown): string {
    try {
      work();
    } catch (error) {
      if (error instanceof ProblemError) return [error.problem.code, error.problem.detail].filter(Boolean).join(' ');
      throw error;
    }
    return 'none';
  }

  #rows(topic: Topic) {
    return [...this.records].flatMap(([key, data]) => {
      const [of, id = ''] = key.split(' ');
      return of === topic ? [{ id, json: JSON.stringify({ id, data }) }] : [];
    });
  }

  #give({ type, entityId, payload, expectedRev }: Order) {
    this.#count += 1;
    const command = {
      commandId: `c${this.#count}`,
      stationId: 'S1',
      stationSeq: this.#count,
      actor: { officer: 'tang', post: 'CCC-DO3', station: 'S1', authority: 'draft-reports' },
      type,
      topic: 'report',
      entityId,
      payload: JSON.parse(JSON.stringify(payload)) as NewReport,
      expectedRev: expectedRev ?? null,
      issuedAt: this.now,
      expiresAt: instant(this.now + MINUTE),
    };
    const world = worldOf((topic, id) => this.records.get(`${topic} ${id}`));
    for (const { effect, record } of carryOut(world, command)) this.records.set(`${effect.topic} ${effect.id}`, record);
    return { commandId: command.commandId, stationSeq: this.#count };
  }
}

async function drafted(room: Room, kind: Report['kind']): Promise<string> {
  return ((await room.calls.draftReport({ ...LINE, kind })) as CallAnswer<'draftReport'>).id;
}

describe('calls of reports', () => {
  it('RP5, RP8: drafted once with the limits of its set, refused by the field that is missing, sent when it is said unknown', async () => {
    const room = new Room();
    const id = await drafted(room, 'first');
    const at = { id, expectedRev: 1 };
    expect(room.report(id)).toMatchObject({ dueAt: AT + 60 * MINUTE, phoneDueAt: AT + 30 * MINUTE, number: 0 });
    expect(room.refusal(() => room.calls.draftReport({ ...LINE, kind: 'first' }))).toBe('report-exists');
    expect(room.refusal(() => room.calls.draftReport({ ...LINE, kind: 'followUp' }))).toBe('report-no-first');
    expect(room.refusal(() => room.calls.sendReport(at))).toBe('report-field-missing leaders');
    await room.calls.changeReport({ ...at, fields: [...room.report(id).fields, { key: 'leaders', text: null }] });
    await room.calls.sendReport(at);
    expect(room.report(id).status).toMatchObject({ state: 'sent', since: room.now });
  });

  it('RP6, RP8: follow-ups are numbered, carry what was told otherwise, and end with the final report', async () => {
    const room = new Room();
    const first = await drafted(room, 'first');
    const told = [
      ...room.report(first).fields.filter(({ key }) => key !== 'place'),
      { key: 'place', text: { zh: '滨江路' } },
      { key: 'leaders', text: null },
    ];
    await room.calls.changeReport({ id: first, expectedRev: 1, fields: told });
    await room.calls.sendReport({ id: first, expectedRev: 1 });
    room.now = instant(AT + 100 * MINUTE);
    room.records.set('incident i1', incident({ level: 1 }));
    const next = await drafted(room, 'followUp');
    expect(room.report(next)).toMatchObject({ number: 1, dueAt: AT + 130 * MINUTE });
    expect(room.report(next).corrections.map(({ key }) => key)).toEqual(['nature']);
    expect(room.refusal(() => room.calls.draftReport({ ...LINE, kind: 'followUp' }))).toBe('report-exists');
    const fields = [
      ...room.report(next).fields,
      { key: 'progress', text: { zh: '水位回落' } },
      { key: 'place', text: { zh: '滨江路下穿' } },
    ];
    await room.calls.changeReport({ id: next, expectedRev: 1, fields });
    expect(room.report(next).corrections).toContainEqual({ key: 'place', was: { zh: '滨江路' }, is: { zh: '滨江路下穿' } }); // prettier-ignore
    await room.calls.sendReport({ id: next, expectedRev: 1 });
    expect(room.report(await drafted(room, 'followUp')).number).toBe(2);
    const final = await drafted(room, 'final');
    await room.calls.changeReport({ id: final, expectedRev: 1, fields: [{ key: 'cause', text: { zh: '正在调查' } }] });
    await room.calls.sendReport({ id: final, expectedRev: 1 });
    expect(room.refusal(() => room.calls.draftReport({ ...LINE, kind: 'final' }))).toBe('report-exists');
  });

  it('RP1: a set that nobody knows is refused by its name', () => {
    const room = new Room();
    expect(room.refusal(() => room.calls.draftReport({ ...LINE, set: 'none', kind: 'first' }))).toBe('report-set-unknown'); // prettier-ignore
    expect(room.refusal(() => room.calls.draftReport({ ...LINE, incident: 'i9', kind: 'first' }))).toBe('entity-unknown'); // prettier-ignore
  });
});
