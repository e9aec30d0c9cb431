import { EARTH_RADIUS, type LonLat } from '../../../../shared/kit/geo.ts';
import { instant, type Instant } from '../../../../shared/kit/time.ts';
import { prepareScan, SCAN_DEFAULTS, type ScanEvent, type ScanProblem, type ScanSettings } from './scan-problem.ts';
import { Replicas } from './scan-replica.ts';

export interface Cluster {
  readonly center: LonLat;
  /** m; to the farthest event's square and its corner. */
  readonly radius: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly observed: number;
  readonly expected: number;
  /** Log-likelihood ratio, nats. */
  readonly ratio: number;
  /** (1 + replicas that reach this ratio) ÷ (1 + replicas). */
  readonly pValue: number;
  /** Ids of the events inside, oldest first. */
  readonly events: readonly string[];
}

export interface ScanResult {
  /** The most likely one first, then others that do not touch an earlier one. */
  readonly clusters: readonly Cluster[];
  /** Events within the period, squares that hold one, their side in m, and cylinders that were compared. */
  readonly events: number;
  readonly cells: number;
  readonly cell: number;
  readonly cylinders: number;
  readonly replicas: number;
}

/**
 * Living clusters in space and time, from the events alone: Kulldorff's space-time permutation scan statistic (Kulldorff,
 * Heffernan, Hartman, Assunção, Mostashari: PLoS Medicine 2(3), 2005, e59), prospective: only cylinders that end at `until`.
 *
 * A cylinder is a circle and the newest 1…`longest` steps. Expected in it, if place and time were independent:
 * (events in the circle) × (events in the steps) ÷ (all events). The largest likelihood ratio over all cylinders is compared
 * with the largest of `replicas` data sets in which the times are dealt anew to the places (Monte Carlo; Dwass 1957), so that
 * trying thousands of cylinders is paid for: p ≤ 0.05 happens in one of twenty quiet scans. What is busy in all places at once
 * (rain, rush hour) or always busy (a centre) is no cluster by construction.
 *
 * Limits: places are gathered into squares (`cell`); circles only; a burst over half of the city hides itself; people who move
 * between districts within the period (a fair, a holiday) look like a cluster; an hour of the day that differs between districts
 * does too, when `step` is shorter than a day. Secondary clusters are tested against the same maxima, which is cautious.
 */
export function scanSpaceTime(events: readonly ScanEvent[], until: Instant, settings: ScanSettings = {}): ScanResult {
  const prepared = prepareScan(events, until, settings);
  return concludeScan(prepared, until, settings, scanMaxima(prepared.problem, 0, prepared.problem.replicas));
}

/** The largest ratios of replicas `from` … `to` − 1: the part of the work that threads share. */
export function scanMaxima(problem: ScanProblem, from: number, to: number): Float64Array {
  const replicas = new Replicas(problem);
  return Float64Array.from({ length: to - from }, (_, index) => replicas.replica(from + index));
}

/** @param maxima the largest ratio of each replica, in any order. */
export function concludeScan(
  { problem, events }: { readonly problem: ScanProblem; readonly events: readonly ScanEvent[] },
  until: Instant,
  settings: ScanSettings,
  maxima: Float64Array,
): ScanResult {
  const { step, alpha } = { ...SCAN_DEFAULTS, ...settings };
  const replicas = new Replicas(problem);
  const best = new Map<number, Found>();
  const centreOf = centresOf(problem);
  replicas.observed((zone, window, observed, ratio) => {
    const centre = centreOf[zone] as number;
    if (ratio > (best.get(centre)?.ratio ?? 0)) best.set(centre, { centre, zone, window, observed, ratio });
  });
  const found = [...best.values()].sort((a, b) => b.ratio - a.ratio || a.centre - b.centre);
  const sorted = maxima.slice().sort();
  const chosen: Found[] = [];
  for (const one of found) {
    if (pValue(sorted, one.ratio) > alpha) break;
    if (chosen.every((other) => isApart(problem, one, other))) chosen.push(one);
  }
  return {
    clusters: chosen.map((one) => describe(problem, events, replicas, one, until, step, pValue(sorted, one.ratio))),
    events: events.length,
    cells: problem.cells,
    cell: problem.cell,
    cylinders: problem.zoneEnd.length * problem.windows,
    replicas: maxima.length,
  };
}

interface Found {
  readonly centre: number;
  readonly zone: number;
  readonly window: number;
  readonly observed: number;
  readonly ratio: number;
}

function centresOf({ zoneFrom, cells, zoneEnd }: ScanProblem): Int32Array {
  const centres = new Int32Array(zoneEnd.length);
  for (let centre = 0; centre < cells; centre += 1) centres.fill(centre, zoneFrom[centre], zoneFrom[centre + 1]);
  return centres;
}

function pValue(sorted: Float64Array, ratio: number): number {
  // A tie counts as reached; the last digits of two sums of logarithms may differ.
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < ratio - 1e-9) low = middle + 1;
    else high = middle;
  }
  return (1 + sorted.length - low) / (1 + sorted.length);
}

function isApart({ east, north, zoneRadius }: ScanProblem, a: Found, b: Found): boolean {
  const away = Math.hypot((east[a.centre] as number) - (east[b.centre] as number), (north[a.centre] as number) - (north[b.centre] as number)); // prettier-ignore
  return away > (zoneRadius[a.zone] as number) + (zoneRadius[b.zone] as number);
}

function describe(
  problem: ScanProblem,
  events: readonly ScanEvent[],
  replicas: Replicas,
  { centre, zone, window, observed, ratio }: Found,
  until: Instant,
  step: number,
  p: number,
): Cluster {
  const { near, nearFrom, zoneEnd, zoneTotal, zoneRadius, cellOf, stepOf, east, north, middle, cell } = problem;
  const cells = new Set(near.subarray(nearFrom[centre], zoneEnd[zone]));
  const inside = events.filter((_, index) => (stepOf[index] as number) <= window && cells.has(cellOf[index] as number));
  const perDegree = (Math.PI / 180) * EARTH_RADIUS;
  return {
    center: [
      middle[0] + (east[centre] as number) / (perDegree * Math.cos((middle[1] * Math.PI) / 180)),
      middle[1] + (north[centre] as number) / perDegree,
    ],
    radius: (zoneRadius[zone] as number) + cell * Math.SQRT1_2,
    from: instant(until - (window + 1) * step),
    until,
    observed,
    expected: ((zoneTotal[zone] as number) * replicas.windowTotal(window)) / events.length,
    ratio,
    pValue: p,
    events: [...inside].sort((a, b) => a.at - b.at).map(({ id }) => id),
  };
}
