import { presentRound, type CaseState } from '../../../shared/domain/case.ts';
import { distance } from '../../../shared/kit/geo.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/kit/time.ts';
import type { CaseMatch, CaseReason } from '../../../shared/protocol/console-api/case-rows.ts';
import { apartBecause } from './apart.ts';
import { resemblance } from './alike-text.ts';
import type { CaseIndex, Known, Report } from './case-index.ts';
import { ENOUGH, weigh } from './weigh.ts';

/** Rules 1 and 2 of the hotline: the same number within this, the same place within that. */
const SAME_CALLER = 6 * HOUR;
export const SAME_PLACE = 150;
export const SAME_TIME = 2 * HOUR;
/** Who was answered within this and calls again about the same has not been helped. */
const CALLS_AGAIN = 15 * DAY;
/** Rule 3. */
export const SAME_WORDS = 0.8;
/** Resemblance that is worth saying. */
const ALIKE = 0.1;

/** A matter that had its answer, or a call about it. */
const DONE: ReadonlySet<CaseState> = new Set(['answered', 'calledBack', 'rated', 'closed']);
const GONE: ReadonlySet<CaseState> = new Set(['merged', 'rejected']);

/** What a report may be the same as, best first. Pure. */
export function matchesOf(report: Report, index: CaseIndex, limit = 8): CaseMatch[] {
  const found: CaseMatch[] = [];
  const apart = index.get(report.id)?.record.apart ?? [];
  for (const [known, shared] of index.around(report)) {
    if (known.record.apart?.includes(report.id) || apart.includes(known.id)) continue;
    const match = judge(report, known, resemblance(shared, report.grams.size, known.grams.size));
    if (match) found.push(match);
  }
  return found.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
}

/** Whether two reports look like one, and why; null when they do not. */
export function judge(report: Report, known: Known, likeness: number): CaseMatch | null {
  const { state } = known.record.status;
  if (GONE.has(state)) return null;
  const age = Math.abs(report.at - known.at);
  const metres = report.where && known.where ? distance(report.where, known.where) : null;
  const sameCategory = report.category !== undefined && report.category === known.category;
  const otherCategory = report.category !== undefined && known.category !== undefined && !sameCategory;
  const samePhone = report.phone !== '' && report.phone === known.phone;
  const isNear = metres !== null && metres <= SAME_PLACE;

  const reasons: CaseReason[] = [];
  if (samePhone) reasons.push({ because: 'samePhone', withinMinutes: Math.round(age / MINUTE) });
  if (sameCategory) reasons.push({ because: 'sameCategory' });
  if (isNear) reasons.push({ because: 'near', metres: Math.round(metres) });
  if (likeness >= ALIKE) reasons.push({ because: 'alikeText', percent: Math.round(likeness * 100) });

  const isDone = DONE.has(state);
  if (samePhone && isDone && !otherCategory && age <= CALLS_AGAIN) {
    const first = presentRound(known.record)[0];
    const hours = Math.round((report.at - (first?.at ?? known.at)) / HOUR);
    return made('repeat', [...reasons, { because: 'calledBefore', hours }], 0.9);
  }
  if (isDone) return null;

  const minutes = age / MINUTE;
  const areSorted = report.category !== undefined && known.category !== undefined;
  const bits = weigh({ metres, minutes, sameCategory: areSorted ? sameCategory : null, likeness });
  const sameCaller = samePhone && sameCategory && age <= SAME_CALLER;
  if (!sameCaller && bits < ENOUGH) return null;
  if (age <= SAME_TIME) reasons.push({ because: 'soonAfter', minutes: Math.round(minutes) });
  // Odds as a chance; who calls from the same number is asked first.
  return made('duplicate', reasons, sameCaller ? 0.95 : 1 / (1 + 2 ** -bits));

  function made(kind: CaseMatch['kind'], why: readonly CaseReason[], score: number): CaseMatch {
    const against = kind === 'repeat' ? [] : apartBecause(report.told, known.told);
    return {
      kind,
      id: known.id,
      score: against.length > 0 ? score / 4 : score,
      ask: samePhone,
      reasons: why,
      against,
    };
  }
}
