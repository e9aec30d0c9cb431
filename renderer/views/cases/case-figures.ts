import { lastStep, stepsOf, type CitizenCase } from '../../../shared/domain/case.ts';
import { deadlinesOf } from '../../../shared/domain/case-deadlines.ts';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { tabOf, type CaseRow } from './case-state.ts';

/** A share of what it is counted over; `all` 0: nobody can say yet. */
export interface Share {
  readonly part: number;
  readonly all: number;
}

export interface CaseFigures {
  readonly total: number;
  readonly forDesk: number;
  readonly late: number;
  readonly response: Share;
  readonly resolution: Share;
  readonly satisfaction: Share;
}

/**
 * The three rates of the hotlines (响应率, 解决率, 满意率) over all cases that are here. Response: contacted within the limit, of those
 * that were contacted or whose limit has passed. Resolution and satisfaction: of those that rated, merged callers among them.
 */
export function figuresOf(rows: Iterable<CaseRow>, rules: CaseRules | null | undefined, now: Instant): CaseFigures {
  let [total, forDesk, late] = [0, 0, 0];
  const response = { part: 0, all: 0 };
  const resolution = { part: 0, all: 0 };
  const satisfaction = { part: 0, all: 0 };
  for (const row of rows) {
    total += 1;
    if (tabOf(row) === 'desk') forDesk += 1;
    const deadlines = rules ? deadlinesOf(row.data, rules.clocks, row.id) : [];
    if (tabOf(row) !== 'over' && deadlines.some(({ due, done }) => done === null && due < now)) late += 1;
    const contact = deadlines.find(({ duty }) => duty === 'contact');
    if (contact && (contact.done !== null || contact.due < now)) {
      response.all += 1;
      if (contact.done !== null && contact.done <= contact.due) response.part += 1;
    }
    const rating = ratingOf(row.data);
    if (rating === undefined) continue;
    resolution.all += 1;
    satisfaction.all += 1;
    if (rating !== 'notSolved') resolution.part += 1;
    if (rating === 'satisfied' || rating === 'soSo') satisfaction.part += 1;
  }
  return { total, forDesk, late, response, resolution, satisfaction };
}

/** What the caller said last; of a merged one, at his own call. */
function ratingOf(record: CitizenCase) {
  const { status } = record;
  return status.state === 'merged' ? status.calledBack?.rating : lastStep(stepsOf(record), 'rated')?.rating;
}
