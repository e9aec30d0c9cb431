import { DAY, HOUR, instant, MINUTE, type Instant } from '../kit/time.ts';
import { isOver, lastStep, presentRound, type CaseState, type CaseStatus, type CitizenCase } from './case.ts';
import { clockOf, type CaseClockRules, type CaseClocks, type CaseLimit } from './case-rules.ts';

/** What has to be done by when. */
export const CASE_DUTIES = ['accept', 'contact', 'close', 'callBack'] as const;
export type CaseDuty = (typeof CASE_DUTIES)[number];

export interface Deadline {
  readonly duty: CaseDuty;
  readonly since: Instant;
  readonly due: Instant;
  /** Null while it is open. */
  readonly done: Instant | null;
  /** Of the time to the answer: when the department is reminded. */
  readonly reminders: readonly Instant[];
}

/** What ends each duty; a later step ends an earlier duty too. */
const ENDS: Readonly<Record<CaseDuty, ReadonlySet<CaseState>>> = {
  accept: new Set(['accepted', 'contacted', 'inWork', 'answered']),
  contact: new Set(['contacted', 'answered']),
  close: new Set(['answered']),
  callBack: new Set(['calledBack']),
};

/**
 * The limits of a case in its present round: from the report, or from the moment when it was opened anew; the call-back from the
 * answer. Derived and never stored, so that a set of limits that was mended holds at once.
 */
export function deadlinesOf(record: CitizenCase, clocks: CaseClocks, id: string): readonly Deadline[] {
  const rules = rulesOf(record, clocks);
  const round = presentRound(record);
  const first = round[0];
  if (!rules || !first || record.status.state === 'rejected' || record.status.state === 'merged') return [];
  const since = first.state === 'reopened' ? first.at : record.reportedAt;
  const close = closeLimit(record, rules, since, clocks);
  const limits: Readonly<Record<Exclude<CaseDuty, 'callBack'>, Instant>> = {
    accept: after(since, rules.accept, clocks),
    contact: after(since, rules.contact, clocks),
    close,
  };
  const deadlines = (['accept', 'contact', 'close'] as const).map((duty): Deadline => ({
    duty,
    since,
    due: limits[duty],
    done: doneAt(round, duty),
    reminders: duty === 'close' ? rules.reminders.map((part) => instant(since + part * (close - since))) : [],
  }));
  const answered = lastStep(round, 'answered');
  if (answered && isCalledBack(rules, id)) {
    const due = after(answered.at, rules.callBack, clocks);
    deadlines.push({ duty: 'callBack', since: answered.at, due, done: doneAt(round, 'callBack'), reminders: [] });
  }
  return deadlines;
}

/** The limit that runs now: the earliest of what is not done. Null when nothing is waited for. */
export function nextDeadline(record: CitizenCase, clocks: CaseClocks, id: string): Deadline | null {
  if (isOver(record)) return null;
  const open = deadlinesOf(record, clocks, id).filter(({ done }) => done === null);
  return open.toSorted((a, b) => a.due - b.due)[0] ?? null;
}

function rulesOf(record: CitizenCase, clocks: CaseClocks): CaseClockRules | undefined {
  const { category, clock, isUrgent } = record;
  const named = clock ?? (category ? clockOf(clocks, { category, isUrgent }) : isUrgent ? 'urgent' : clocks.otherwise);
  return clocks.kinds[named];
}

function closeLimit(record: CitizenCase, rules: CaseClockRules, since: Instant, clocks: CaseClocks): Instant {
  const limit = after(since, rules.close, clocks);
  return record.extended && rules.extension ? after(limit, rules.extension, clocks) : limit;
}

function doneAt(round: readonly CaseStatus[], duty: CaseDuty): Instant | null {
  return round.find(({ state }) => ENDS[duty].has(state))?.at ?? null;
}

/** A sample by the case's id: the same at every console, and nobody's choice (FNV-1a). */
function isCalledBack({ callBackSample = 1 }: CaseClockRules, id: string): boolean {
  if (callBackSample >= 1) return true;
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 4_294_967_296 < callBackSample;
}

/**
 * When a limit ends. Of working days the day of the beginning does not count and the last one ends with its day (Civil Code of the
 * PRC, art. 201 and 203).
 */
export function after(since: Instant, limit: CaseLimit, clocks: CaseClocks): Instant {
  if ('minutes' in limit) return instant(since + limit.minutes * MINUTE);
  if ('hours' in limit) return instant(since + limit.hours * HOUR);
  if ('days' in limit) return instant(since + limit.days * DAY);
  const offset = offsetOf(clocks.zone);
  // Days since 1970 by the city's clock.
  let day = Math.floor((since + offset) / DAY);
  let left = 'workingDays' in limit ? limit.workingDays : 0;
  while (left > 0) {
    day += 1;
    if (isWorkingDay(day, clocks)) left -= 1;
  }
  return instant((day + 1) * DAY - offset);
}

function isWorkingDay(day: number, { holidays, workdays }: CaseClocks): boolean {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  if (workdays.includes(date)) return true;
  if (holidays.some(([first, last]) => first <= date && date <= last)) return false;
  // 1970-01-01 was a Thursday.
  const weekday = (day + 4) % 7;
  return weekday !== 0 && weekday !== 6;
}

function offsetOf(zone: string): number {
  const [hours = '0', minutes = '0'] = zone.slice(1).split(':');
  return (zone.startsWith('-') ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}
