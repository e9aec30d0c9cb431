import type { Reach, ReachBand, ReachedRoad } from '../../../shared/domain/roads.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { RoadGraph } from './graph.ts';
import { outlines, type Line } from './outline.ts';
import { BARRED } from './road-data.ts';
import { linePart, toSeconds } from './route.ts';
import type { Search } from './search.ts';
import { arriving, leaving, type Snap } from './snap.ts';

/** Roads of one answer; a window could not draw more, and 15 minutes of a city are less. */
const MOST_ROADS = 20_000;

/** Part of a road that is reached, and when (ms) at its first-reached end. */
interface Covered {
  readonly road: number;
  readonly ms: number;
  readonly start: number;
  readonly end: number;
}

export interface ReachQuest {
  readonly from: readonly Snap[];
  /** Ascending. */
  readonly limitsMs: readonly number[];
  readonly direction: 'outward' | 'inward';
  readonly closed: Uint8Array | null;
}

export function reachable(graph: RoadGraph, search: Search, quest: ReachQuest): readonly (readonly Covered[])[] {
  const { from, limitsMs, direction, closed } = quest;
  const isOut = direction === 'outward';
  search.run({
    arcs: isOut ? graph.out : graph.into,
    seeds: from.flatMap((snap) => (isOut ? leaving : arriving)(graph, snap)),
    closed,
    limitMs: limitsMs.at(-1) ?? 0,
  });
  return limitsMs.map((limit) => [...coveredRoads(graph, search, quest, limit)]);
}

function* coveredRoads(
  graph: RoadGraph,
  search: Search,
  { from, direction, closed }: ReachQuest,
  limit: number,
): Generator<Covered> {
  const { usable } = graph;
  const isOut = direction === 'outward';
  for (let road = 0; road < usable.length; road += 1) {
    if (usable[road] === 0 || closed?.[road] === 1) continue;
    // Inward, a road driven forward is entered somewhere and left at its end: it is covered from there.
    const atStart = search.ms(graph.from[road] ?? 0);
    const atEnd = search.ms(graph.to[road] ?? 0);
    const risingMs = (isOut ? graph.forwardMs : graph.backwardMs)[road] ?? BARRED;
    const fallingMs = (isOut ? graph.backwardMs : graph.forwardMs)[road] ?? BARRED;
    const low = share(atStart, risingMs, limit);
    const high = 1 - share(atEnd, fallingMs, limit);
    if (low >= high) {
      // Met from both ends, or driven through: whole.
      yield { road, ms: Math.min(low > 0 ? atStart : Infinity, high < 1 ? atEnd : Infinity), start: 0, end: 1 };
      continue;
    }
    if (low > 0) yield { road, ms: atStart, start: 0, end: low };
    if (high < 1) yield { road, ms: atEnd, start: 1, end: high };
  }
  for (const { road, fraction } of from) {
    const risingMs = (isOut ? graph.forwardMs : graph.backwardMs)[road] ?? BARRED;
    const fallingMs = (isOut ? graph.backwardMs : graph.forwardMs)[road] ?? BARRED;
    const up = Math.min(1, fraction + share(0, risingMs, limit));
    const down = Math.max(0, fraction - share(0, fallingMs, limit));
    if (up > fraction) yield { road, ms: 0, start: fraction, end: up };
    if (down < fraction) yield { road, ms: 0, start: fraction, end: down };
  }
}

/** How much of a road, 0…1, is driven by the limit when it is begun at `begun`. */
function share(begun: number, ms: number, limit: number): number {
  if (ms === BARRED || begun > limit) return 0;
  return Math.min(1, (limit - begun) / ms);
}

/** Areas and roads for the screen. `minutes` as asked, in the order of the bands. */
export function describeReach(
  graph: RoadGraph,
  bands: readonly (readonly Covered[])[],
  minutes: readonly number[],
  speed: number,
  withRoads: boolean,
): Omit<Reach, 'from'> {
  const lines = bands.map((band) => band.map((covered): Line => linePart(graph, covered)));
  const areas = outlines(lines);
  const widest = withRoads ? [...(bands.at(-1) ?? [])].sort((a, b) => a.ms - b.ms) : [];
  return {
    bands: bands.map((band, at): ReachBand => ({
      minutes: minutes[at] ?? 0,
      polygons: areas[at] ?? [],
      roadMetres: Math.round(coveredMetres(graph, band)),
    })),
    roads: widest.slice(0, MOST_ROADS).map((covered): ReachedRoad => ({
      road: covered.road,
      seconds: toSeconds(covered.ms, speed),
      line: linePart(graph, covered) satisfies readonly LonLat[],
    })),
    roadsComplete: widest.length <= MOST_ROADS,
  };
}

/** Every metre once: the starting points' own stretches may lie within what is covered from a junction. */
function coveredMetres(graph: RoadGraph, band: readonly Covered[]): number {
  const spans = new Map<number, [number, number][]>();
  for (const { road, start, end } of band) {
    const span: [number, number] = [Math.min(start, end), Math.max(start, end)];
    const known = spans.get(road);
    if (known) known.push(span);
    else spans.set(road, [span]);
  }
  let sum = 0;
  for (const [road, parts] of spans) {
    let reached = 0;
    let share = 0;
    for (const [low, high] of parts.sort((a, b) => a[0] - b[0])) {
      share += Math.max(0, high - Math.max(low, reached));
      reached = Math.max(reached, high);
    }
    sum += share * (graph.metres[road] ?? 0);
  }
  return sum;
}
