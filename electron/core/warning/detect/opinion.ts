import { instant, type Instant } from '../../../../shared/kit/time.ts';
import type {
  OpinionAssessment,
  OpinionBurst,
  OpinionPoint,
} from '../../../../shared/protocol/console-api/opinion-calls.ts';
import { NO_BURST, stepBurst, type BurstState } from './burst.ts';
import { mad, MAD_TO_SIGMA, median, theilSen } from './robust.ts';

/** Posts on one subject of talk within one interval. Intervals are of one width and in order; a missing one is unknown, not 0. */
export interface OpinionCount {
  /** Begin of the interval. */
  readonly at: Instant;
  readonly count: number;
  /** Of those, how many are against, angry or afraid, as the source says. */
  readonly negative: number;
}

export interface OpinionSettings {
  /** Posts an interval that a subject nobody spoke of before is allowed. Default 2. */
  readonly newSubject?: number;
  /** Rise to be found soonest (`burst.ts`). Default 5: below two and a half times the usual nothing is raised, however long. */
  readonly ratio?: number;
  readonly falseAlarmEvery?: number;
  /** The fewest posts that make a burst. Default 50. */
  readonly atLeast?: number;
}

/** Intervals that usual talk is learnt from. */
const LEARNT = 72;
/** Intervals that trend and tone are told of: half an hour of five minutes. */
const RECENT = 6;
/** A burst is over when two intervals stay below this share of its peak; so much of the peak is then taken as usual for a while. */
const EBB = 0.2;
/** What is left of it after each interval: half in ten. */
const EBBING = 0.93;
/** Worth of the expectation for a new subject, in intervals. */
const PRIOR = 3;

/**
 * Trend, bursts and tone of one subject. Usual is the median of up to 72 earlier intervals outside bursts, held towards
 * `newSubject` while they are few (of a subject that was already spoken of when the record begins: towards its first half hour); bursts by Poisson CUSUM (`burst.ts`); the trend by Theil–Sen, called rising or falling only
 * when its 80 % interval excludes 0. O(n · 72).
 *
 * Limit: usual has no hour of the day. Talk that doubles every evening is not called a burst, talk that triples every evening is.
 */
export function assessOpinion(
  series: readonly OpinionCount[],
  { newSubject = 2, ratio = 5, falseAlarmEvery = 10_000, atLeast = 50 }: OpinionSettings = {},
): OpinionAssessment {
  const width = widthOf(series);
  const calm: number[] = [];
  const points: OpinionPoint[] = [];
  const bursts: OpinionBurst[] = [];
  let state: BurstState = NO_BURST;
  // Somebody already spoke of it when the record began: what is usual is learnt first.
  const isOld = (series[0]?.count ?? 0) > 2 * newSubject;
  const first = isOld ? median(series.slice(0, PRIOR).map(({ count }) => count)) : newSubject;
  // Talk after a burst ebbs for long: what is left of it is no new burst.
  let ebb = 0;
  for (const [index, { at, count, negative }] of series.entries()) {
    const usual = usualOf(calm, first);
    const isLearning = isOld && index < PRIOR;
    const step = stepBurst({ ratio, falseAlarmEvery, atLeast }, state, { at, count: isLearning ? null : count, expected: Math.max(usual.mid, ebb) }); // prettier-ignore
    state = step.state;
    ebb *= EBBING;
    if (step.news === 'raised') {
      const from = state.since ?? at;
      const held = points.filter((point) => point.at >= from);
      // Intervals of the rise were taken for usual talk before it was known to be one.
      for (const point of held) calm.splice(calm.lastIndexOf(point.count), 1);
      for (const point of held) points[points.indexOf(point)] = { ...point, isBurst: true };
      const peak = Math.max(count, ...held.map((point) => point.count));
      bursts.push({ from, knownAt: instant(at + (width ?? 0)), until: null, count: state.count, peak });
    } else if (state.is === 'burst') grow(bursts, count, null);
    const limit = EBB * (bursts.at(-1)?.peak ?? 0);
    const hasEbbed = state.is === 'burst' && count < limit && (points.at(-1)?.count ?? 0) < limit;
    if (step.news === 'over' || hasEbbed) {
      grow(bursts, 0, at);
      ebb = limit;
      state = NO_BURST;
    }
    const isBurst = state.is === 'burst';
    points.push({ at, count, negative, ...usual, isBurst });
    if (!isBurst) calm.push(count);
  }
  return {
    points,
    bursts,
    width,
    trend: trendOf(series, width),
    timesUsual: timesUsual(points),
    negative: tone(series),
  };
}

function grow(bursts: OpinionBurst[], count: number, until: Instant | null): void {
  const last = bursts.pop();
  if (last) bursts.push({ ...last, count: last.count + count, peak: Math.max(last.peak, count), until });
}

function usualOf(calm: readonly number[], first: number): { low: number; mid: number; high: number } {
  const learnt = calm.slice(-LEARNT);
  const middle = learnt.length > 0 ? median(learnt) : first;
  const mid = (PRIOR * first + learnt.length * middle) / (PRIOR + learnt.length);
  const deviation = Math.max(Math.sqrt(mid), learnt.length > 3 ? MAD_TO_SIGMA * mad(learnt) : 0);
  return { low: Math.max(0, mid - 2 * deviation), mid, high: mid + 2 * deviation };
}

/** The smallest gap: a missing interval makes a wider one. */
function widthOf(series: readonly OpinionCount[]): number | null {
  const gaps = series.slice(1).map(({ at }, index) => at - (series[index]?.at ?? at));
  return gaps.length > 0 ? Math.min(...gaps) : null;
}

function trendOf(series: readonly OpinionCount[], width: number | null): OpinionAssessment['trend'] {
  const recent = series.slice(-RECENT);
  if (recent.length < 4 || width === null || width <= 0) return null;
  const slope = theilSen(recent.map(({ at, count }) => ({ x: at / width, y: count })));
  if (!slope) return null;
  return { is: slope.low > 0 ? 'rising' : slope.high < 0 ? 'falling' : 'steady', change: slope.mid };
}

function timesUsual(points: readonly OpinionPoint[]): number | null {
  const recent = points.slice(-2);
  const usual = recent.reduce((sum, { mid }) => sum + mid, 0);
  return usual > 0 ? recent.reduce((sum, { count }) => sum + count, 0) / usual : null;
}

function tone(series: readonly OpinionCount[]): OpinionAssessment['negative'] {
  const recent = series.slice(-RECENT);
  const total = recent.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const share = recent.reduce((sum, { negative }) => sum + negative, 0) / total;
  const z2 = 1.96 ** 2;
  const center = (share + z2 / (2 * total)) / (1 + z2 / total);
  const half = (1.96 / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  return { share, low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
