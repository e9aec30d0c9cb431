import { DAY, HOUR, instant, MINUTE, type Instant } from '../kit/time.ts';
import type { Level } from './common.ts';
import type { Incident } from './incident.ts';
import type { Report } from './report.ts';
import type { AtOnce, ReportSet } from './report-set.ts';
import { sentAt, sentReports, toldBy, toldDeaths, toldLevel } from './report-told.ts';

/** By telephone, and the three written ones: 初报 · 续报 · 终报. */
export const REPORT_DUTIES = ['phone', 'first', 'followUp', 'final'] as const;
export type ReportDuty = (typeof REPORT_DUTIES)[number];

/** What the clocks need of a happening. Null: nobody knows, or, of `endedAt`, it goes on. */
export interface Happening {
  readonly learnedAt: Instant | null;
  readonly occurredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly level: Level;
  readonly deaths: number | null;
}

export interface ReportClock {
  readonly duty: ReportDuty;
  /** Of a follow-up: which one is next, 1 …; else 0. */
  readonly number: number;
  readonly since: Instant | null;
  /** Null: not known, or at once. */
  readonly due: Instant | null;
  readonly doneAt: Instant | null;
  /** Milliseconds past `due`, of what is done as of what is not; 0 when it is in time or nobody knows. */
  readonly lateBy: number;
  /** Why it cannot wait for the clock. */
  readonly atOnce: readonly AtOnce[];
  /** Counted from when it was learned of, because nobody knows when it happened: due no later than this. */
  readonly isAssumed: boolean;
  readonly state: 'done' | 'running' | 'late' | 'now' | 'unknown';
}

/** What measures by itself tells when it happened; of what was told it is only known that it was not later. */
const MEASURED = 'sensor';
const DEAD = 'dead';

export function happeningOf({ reportedAt, channel, status, level, figures = [] }: Incident): Happening {
  return {
    learnedAt: reportedAt,
    occurredAt: channel === MEASURED ? reportedAt : null,
    endedAt: status.state === 'closed' ? status.since : null,
    level,
    deaths: figures.find(({ key }) => key === DEAD)?.value ?? null,
  };
}

interface Start {
  readonly at: Instant | null;
  readonly isAssumed: boolean;
}

/**
 * The clocks of one set for one happening and one recipient, of which `reports` are all, drafts too. Derived and never stored,
 * so that a set that was mended holds at once (RP2). Pure; a clock that was put back makes nothing late.
 */
export function reportClocks(
  happening: Happening,
  set: ReportSet,
  reports: readonly Report[],
  now: Instant,
): readonly ReportClock[] {
  const sent = sentReports(reports);
  const start = startOf(happening, set);
  const first = sent.find(({ kind }) => kind === 'first');
  const firstAt = first ? sentAt(first) : null;
  const phonedAt = reports.flatMap(({ phonedAt: at }) => at ?? [])[0] ?? null;
  const clocks: ReportClock[] = [];
  if (set.phone !== null) {
    // A written one that is out already has told what the call would have.
    const done = [phonedAt, firstAt].filter((at) => at !== null);
    clocks.push(clock('phone', start, after(start.at, set.phone), done.length > 0 ? earliest(done) : null, now));
  }
  if (set.first !== null) clocks.push(clock('first', start, after(start.at, set.first), firstAt, now));
  const follow = happening.endedAt === null ? followUp(happening, set, reports, start, now) : null;
  if (follow) clocks.push(follow);
  if (happening.endedAt !== null && set.final !== null) {
    const final = sent.find(({ kind }) => kind === 'final');
    const since = { at: happening.endedAt, isAssumed: false };
    clocks.push(clock('final', since, after(since.at, set.final), final ? sentAt(final) : null, now));
  }
  return clocks;
}

/** The one that runs out first of those that are not done: what is wanted at once before all, what nobody knows last. */
export function nextClock(clocks: readonly ReportClock[]): ReportClock | null {
  const rank = ({ state, due }: ReportClock): number =>
    state === 'now' ? Number.NEGATIVE_INFINITY : (due ?? Number.POSITIVE_INFINITY);
  const open = clocks.filter(({ state }) => state !== 'done');
  return open.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))[0] ?? null;
}

/** The number of a follow-up that is drafted next. */
export function nextNumber(reports: readonly Report[]): number {
  return Math.max(0, ...reports.filter(({ kind }) => kind === 'followUp').map(({ number }) => number)) + 1;
}

/** The first set that runs by itself for an incident, in the order of the file; undefined: nobody has to be told. */
export function setFor(
  sets: readonly ReportSet[],
  { kind, level }: { readonly kind: string; readonly level: Level },
): ReportSet | undefined {
  return sets.find(({ applies = [] }) =>
    applies.some(({ kinds, levels }) => levels.includes(level) && (kinds?.some((known) => known === kind) ?? true)),
  );
}

/** The first of `times` (minutes after local midnight) that comes after a moment. */
export function nextDaily(since: Instant, times: readonly number[], zone = '+08:00'): Instant | null {
  if (times.length === 0) return null;
  const offset = offsetOf(zone);
  const midnight = Math.floor((since + offset) / DAY) * DAY - offset;
  const all = [midnight, midnight + DAY].flatMap((day) => times.map((time) => day + time * MINUTE));
  return instant(Math.min(...all.filter((at) => at > since)));
}

function followUp(
  happening: Happening,
  set: ReportSet,
  reports: readonly Report[],
  start: Start,
  now: Instant,
): ReportClock | null {
  const sent = sentReports(reports);
  const last = sent.at(-1);
  // Before the first one there is nothing to follow up, unless the set asks for none.
  if (!last && set.first !== null) return null;
  const since = last ? { at: sentAt(last), isAssumed: false } : start;
  const number = nextNumber(sent);
  const atOnce = last ? changed(happening, set, reports) : [];
  if (atOnce.length > 0) {
    return { ...clock('followUp', since, null, null, now), number, atOnce, state: 'now' };
  }
  if (set.every === null && set.daily.length === 0) return null;
  const dues = since.at === null ? [] : [after(since.at, set.every), nextDaily(since.at, set.daily, set.zone)];
  const known = dues.filter((due) => due !== null);
  return { ...clock('followUp', since, known.length > 0 ? earliest(known) : null, null, now), number };
}

/** What the recipient was told and is so no more. What nobody knows has not changed. */
function changed(happening: Happening, { atOnce = [] }: ReportSet, reports: readonly Report[]): readonly AtOnce[] {
  const told = toldBy(reports);
  return atOnce.filter((what) => {
    const [was, is] =
      what === 'level'
        ? [toldLevel(told), happening.level === 0 ? null : happening.level]
        : [toldDeaths(told), happening.deaths];
    return was !== null && is !== null && was !== is;
  });
}

function startOf({ learnedAt, occurredAt }: Happening, { from }: ReportSet): Start {
  if (from === 'learned') return { at: learnedAt, isAssumed: false };
  return occurredAt === null ? { at: learnedAt, isAssumed: true } : { at: occurredAt, isAssumed: false };
}

function clock(
  duty: ReportDuty,
  { at: since, isAssumed }: Start,
  due: Instant | null,
  doneAt: Instant | null,
  now: Instant,
): ReportClock {
  const lateBy = due === null ? 0 : Math.max(0, (doneAt ?? now) - due);
  const state = doneAt !== null ? 'done' : due === null ? 'unknown' : lateBy > 0 ? 'late' : 'running';
  return { duty, number: 0, since, due, doneAt, lateBy, atOnce: [], isAssumed, state };
}

function after(since: Instant | null, minutes: number | null): Instant | null {
  return since === null || minutes === null ? null : instant(since + minutes * MINUTE);
}

function earliest(times: readonly Instant[]): Instant {
  return instant(Math.min(...times));
}

function offsetOf(zone: string): number {
  const [hours = '0', minutes = '0'] = zone.slice(1).split(':');
  return (zone.startsWith('-') ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}
