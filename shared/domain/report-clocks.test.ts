import { describe, expect, it } from 'vitest';
import { DAY, HOUR, instant, MINUTE, type Instant } from '../kit/time.ts';
import type { Report } from './report.ts';
import { nextClock, nextDaily, nextNumber, reportClocks, setFor, type Happening } from './report-clocks.ts';
import type { ReportSet } from './report-set.ts';

/** 2025-06-15 23:06:40 in Beijing. */
const T0 = instant(1_750_000_000_000);
const at = (minutes: number): Instant => instant(T0 + minutes * MINUTE);
const PROVINCE = { zh: '省政府总值班室' };
const standard: ReportSet = {
  id: 'standard',
  name: { zh: '标准' },
  from: 'learned',
  phone: 30,
  first: 60,
  every: 120,
  daily: [],
  atOnce: ['level', 'deaths'],
  final: 1_440,
  recipients: [PROVINCE],
  fields: { first: ['place'], followUp: ['asOf'], final: ['cause'] },
};
const learned: Happening = { learnedAt: T0, occurredAt: null, endedAt: null, level: 3, deaths: null };

function report(kind: Report['kind'], sent: Instant | null, part: Partial<Report> = {}): Report {
  const hand = { officer: 'tang', post: 'CCC-DO3', at: sent ?? T0 };
  return {
    incident: 'i1',
    kind,
    number: 0,
    set: 'standard',
    recipient: PROVINCE,
    dueAt: at(60),
    fields: [],
    corrections: [],
    writtenBy: [hand],
    status: sent === null ? { state: 'drafted', since: T0 } : { state: 'sent', since: sent, by: hand },
    ...part,
  };
}

function clocksAt(minutes: number, reports: readonly Report[] = [], set = standard, happening = learned) {
  return reportClocks(happening, set, reports, at(minutes));
}

describe('report clocks', () => {
  it('RP2: telephone and first written run side by side from when it was learned of', () => {
    expect(clocksAt(10)).toMatchObject([
      { duty: 'phone', since: T0, due: at(30), state: 'running', lateBy: 0 },
      { duty: 'first', since: T0, due: at(60), state: 'running', lateBy: 0 },
    ]);
    expect(nextClock(clocksAt(10))?.duty).toBe('phone');
    const [phone, first] = clocksAt(45, [report('first', null, { phonedAt: at(12) })]);
    expect(phone).toMatchObject({ doneAt: at(12), state: 'done', lateBy: 0 });
    expect(first).toMatchObject({ state: 'running' });
  });

  it('RP2: late is counted while it is open and stays with what was done late', () => {
    expect(clocksAt(75)).toMatchObject([
      { state: 'late', lateBy: 45 * MINUTE },
      { state: 'late', lateBy: 15 * MINUTE },
    ]);
    const [phone, first] = clocksAt(500, [report('first', at(70))]);
    expect(phone).toMatchObject({ state: 'done', doneAt: at(70), lateBy: 40 * MINUTE });
    expect(first).toMatchObject({ state: 'done', lateBy: 10 * MINUTE });
  });

  it('RP2: a follow-up is due so long after the last one that went out; drafts do not count', () => {
    const reports = [
      report('first', at(50)),
      report('followUp', at(160), { number: 1 }),
      report('followUp', null, { number: 2 }),
    ];
    const next = nextClock(clocksAt(200, reports));
    expect(next).toMatchObject({ duty: 'followUp', number: 2, since: at(160), due: at(280), state: 'running' });
    expect(nextNumber(reports)).toBe(3);
    expect(nextClock(clocksAt(300, reports))).toMatchObject({ state: 'late', lateBy: 20 * MINUTE });
  });

  it('RP2: received counts from when it was sent', () => {
    const hand = { officer: 'tang', post: 'CCC-DO3', at: at(50) };
    const received = report('first', at(50), {
      status: { state: 'received', since: at(90), sent: hand, by: '省值班员' },
    });
    expect(clocksAt(100, [received])[1]).toMatchObject({ doneAt: at(50), lateBy: 0 });
  });

  it('RP2: daily times are times of the place, also over midnight', () => {
    // 23:06:40 → 00:00 next day is 53 min 20 s away.
    const midnight = instant(T0 + 53 * MINUTE + 20_000);
    expect(nextDaily(T0, [0])).toBe(midnight);
    expect(nextDaily(midnight, [0])).toBe(instant(midnight + DAY));
    expect(nextDaily(T0, [480, 1_020])).toBe(instant(midnight + 8 * HOUR));
    expect(nextDaily(instant(midnight + 8 * HOUR), [480, 1_020])).toBe(instant(midnight + 17 * HOUR));
    expect(nextDaily(T0, [0], '+00:00')).toBe(instant(midnight + 8 * HOUR));
    expect(nextDaily(T0, [])).toBeNull();
    const daily = { ...standard, every: null, daily: [0] };
    expect(nextClock(clocksAt(60, [report('first', at(50))], daily))).toMatchObject({ due: midnight, state: 'late' });
    expect(nextClock(clocksAt(51, [report('first', at(50))], { ...daily, every: 2 }))).toMatchObject({ due: at(52) });
  });

  it('RP2: a set without a first report begins with its follow-ups', () => {
    const daily = { ...standard, phone: null, first: null, every: 1_440 };
    expect(clocksAt(10, [], daily)).toMatchObject([{ duty: 'followUp', number: 1, since: T0, due: at(1_440) }]);
    expect(clocksAt(10, [], { ...daily, every: null })).toEqual([]);
  });

  it('RP3: a level that is no longer what was told is told at once; told again it waits for the clock', () => {
    const nature = (zh: string): Partial<Report> => ({ fields: [{ key: 'nature', text: { zh } }] });
    const told = [report('first', at(50), nature('内涝积水，黄色Ⅲ级'))];
    expect(nextClock(clocksAt(60, told))).toMatchObject({ state: 'running', atOnce: [] });
    const graver = { ...learned, level: 2 } as const;
    expect(nextClock(clocksAt(60, told, standard, graver))).toMatchObject({
      duty: 'followUp',
      state: 'now',
      atOnce: ['level'],
      due: null,
      lateBy: 0,
    });
    const again = [...told, report('followUp', at(61), { number: 1, ...nature('内涝积水，橙色Ⅱ级') })];
    expect(nextClock(clocksAt(62, again, standard, graver))).toMatchObject({ state: 'running', due: at(181) });
    expect(nextClock(clocksAt(60, told, { ...standard, atOnce: [] }, graver))?.state).toBe('running');
  });

  it('RP3: so are deaths; what nobody knows has not changed', () => {
    const told = (zh: string) => [report('first', at(50), { fields: [{ key: 'casualties', text: { zh } }] })];
    const known = { ...learned, deaths: 2 };
    expect(nextClock(clocksAt(60, told('死亡 1 人，失联 3 人'), standard, known))?.atOnce).toEqual(['deaths']);
    expect(nextClock(clocksAt(60, told('死亡 2 人'), standard, known))?.atOnce).toEqual([]);
    expect(nextClock(clocksAt(60, told('正在核实'), standard, known))?.atOnce).toEqual([]);
    expect(nextClock(clocksAt(60, told('死亡 1 人'), standard, learned))?.atOnce).toEqual([]);
  });

  it('RP2: when it ended no follow-up is due, but the final one', () => {
    const ended = { ...learned, endedAt: at(300) };
    const reports = [report('first', at(50))];
    expect(nextClock(clocksAt(310, reports, standard, ended))).toMatchObject({ duty: 'final', due: at(300 + 1_440) });
    const all = [...reports, report('final', at(400))];
    expect(nextClock(clocksAt(500, all, standard, ended))).toBeNull();
    expect(nextClock(clocksAt(310, reports, { ...standard, final: null }, ended))).toBeNull();
  });

  it('RP4: unknown stays unknown: no start, no limit, and nothing is late', () => {
    const nobody = { ...learned, learnedAt: null };
    expect(clocksAt(10_000, [], standard, nobody)).toMatchObject([
      { due: null, since: null, state: 'unknown', lateBy: 0 },
      { due: null, state: 'unknown', lateBy: 0 },
    ]);
    const occurred: ReportSet = { ...standard, from: 'occurred' };
    expect(clocksAt(10, [], occurred)[0]).toMatchObject({ due: at(30), isAssumed: true });
    const known = { ...learned, occurredAt: at(-20) };
    expect(clocksAt(10, [], occurred, known)[0]).toMatchObject({ due: at(10), isAssumed: false, state: 'running' });
  });

  it('RP2: a clock that goes back makes nothing late and undoes nothing', () => {
    const reports = [report('first', at(50))];
    expect(clocksAt(-600, reports)).toMatchObject([
      { duty: 'phone', state: 'done', lateBy: 20 * MINUTE },
      { duty: 'first', state: 'done', lateBy: 0 },
      { duty: 'followUp', state: 'running', lateBy: 0, due: at(170) },
    ]);
  });

  it('RP1: the first set that fits runs by itself', () => {
    const sets = [
      { ...standard, id: 'fast', applies: [{ kinds: ['fire' as const], levels: [1 as const] }] },
      { ...standard, applies: [{ levels: [1 as const, 2 as const] }] },
      { ...standard, id: 'by-hand' },
    ];
    expect(setFor(sets, { kind: 'fire', level: 1 })?.id).toBe('fast');
    expect(setFor(sets, { kind: 'fire', level: 2 })?.id).toBe('standard');
    expect(setFor(sets, { kind: 'fire', level: 4 })).toBeUndefined();
  });
});
