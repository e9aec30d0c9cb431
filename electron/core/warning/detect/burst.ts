import type { Instant } from '../../../../shared/kit/time.ts';

/**
 * Bursts in counts: Poisson CUSUM (Page 1954; Lucas 1985) in its likelihood-ratio form, which takes an expectation that changes
 * by the hour (Höhle and Paul 2008, eq. 4):
 *
 *   S ← min(h, max(0, S + count · ln ρ − expected · (ρ − 1))),   raised at S = h, over at S < h ÷ 2.
 *
 * ρ is the rise worth a warning (2: twice the usual). With h = ln(A) a quiet series gives one false alarm in A intervals or more
 * on average (Lorden 1971), whatever its level: no table, no tuning. The burst began after the last interval at which S was 0
 * (Page's estimate). Weighed: Kleinberg's two-state automaton (2002): it labels a finished series by dynamic programming, is
 * costlier and answers late; the sum needs one number of memory and O(1) per interval, and the rules run on live counts.
 */
export interface BurstSettings {
  /** ρ: the rise to be found soonest, > 1. Default 2. */
  readonly ratio?: number;
  /** Least mean number of intervals between false alarms. Default 10,000. */
  readonly falseAlarmEvery?: number;
  /** The fewest events since the burst began for it to count. Default 5. */
  readonly atLeast?: number;
}

export interface BurstState {
  /** S, nats. */
  readonly sum: number;
  /** The interval in which the present rise began; null while S is 0. */
  readonly since: Instant | null;
  /** Counted and expected since then. */
  readonly count: number;
  readonly expected: number;
  readonly is: 'quiet' | 'burst';
}

export const NO_BURST: BurstState = { sum: 0, since: null, count: 0, expected: 0, is: 'quiet' };

export interface IntervalCount {
  /** Begin of the interval. */
  readonly at: Instant;
  /** Null: the feed was down. Nothing is concluded. */
  readonly count: number | null;
  /** Usual number for this interval (`baseline.ts`), > 0; smaller ones are taken as 0.01. */
  readonly expected: number;
}

/** One interval further; intervals in order, each once. */
export function stepBurst(
  settings: BurstSettings,
  state: BurstState,
  { at, count, expected }: IntervalCount,
): { readonly state: BurstState; readonly news: 'none' | 'raised' | 'over' } {
  if (count === null) return { state, news: 'none' };
  const { ratio = 2, falseAlarmEvery = 10_000, atLeast = 5 } = settings;
  const usual = Math.max(0.01, expected);
  const limit = Math.log(falseAlarmEvery);
  // Capped, so that after a large burst the end is known within a few usual intervals.
  const sum = Math.min(limit, Math.max(0, state.sum + count * Math.log(ratio) - usual * (ratio - 1)));
  if (state.is === 'burst' && sum < limit / 2) return { state: NO_BURST, news: 'over' };
  if (sum === 0) return { state: NO_BURST, news: 'none' };
  const grown = {
    sum,
    since: state.since ?? at,
    count: state.count + count,
    expected: state.expected + usual,
  };
  const isRaised = state.is === 'quiet' && sum >= limit && grown.count >= atLeast;
  return { state: { ...grown, is: isRaised ? 'burst' : state.is }, news: isRaised ? 'raised' : 'none' };
}
