import type { LocalText } from '../../../shared/domain/common.ts';
import type { RoadPoint, Route, RouteStreet } from '../../../shared/domain/roads.ts';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import { shapePoint, type RoadGraph } from './graph.ts';
import { DEGREE } from './road-data.ts';
import { NO_ARC, type Search } from './search.ts';
import { alongRoad, arriving, leaving, type RoadEnd, type Snap } from './snap.ts';

/** A stretch of one road, from fraction to fraction; driven backward when `start > end`. */
export interface Stretch {
  readonly road: number;
  readonly start: number;
  readonly end: number;
}

export interface Path {
  readonly ms: number;
  readonly stretches: readonly Stretch[];
}

/** The quickest way between two points on roads; null when there is none. */
export function quickest(
  graph: RoadGraph,
  search: Search,
  from: Snap,
  to: Snap,
  closed: Uint8Array | null,
): Path | null {
  const starts = leaving(graph, from);
  const ends = arriving(graph, to);
  search.run({ arcs: graph.out, seeds: starts, closed, targets: ends.map(({ node }) => node) });
  let best = { ms: alongRoad(graph, from, to), node: -1 };
  for (const { node, ms } of ends) {
    const sum = search.ms(node) + ms;
    if (sum < best.ms) best = { ms: sum, node };
  }
  if (best.ms === Infinity) return null;
  if (best.node < 0) {
    return { ms: best.ms, stretches: [{ road: from.road, start: from.fraction, end: to.fraction }] };
  }
  const middle: Stretch[] = [];
  let node = best.node;
  for (let arc = search.via(node); arc !== NO_ARC; arc = search.via(node)) {
    const road = arc >>> 1;
    const isForward = (arc & 1) === 0;
    middle.push(isForward ? { road, start: 0, end: 1 } : { road, start: 1, end: 0 });
    node = (isForward ? graph.from : graph.to)[road] ?? 0;
  }
  return {
    ms: best.ms,
    stretches: [
      { road: from.road, start: from.fraction, end: endBy(starts, node, search.ms(node)) },
      ...middle.reverse(),
      { road: to.road, start: endBy(ends, best.node, best.ms - search.ms(best.node)), end: to.fraction },
    ],
  };
}

/** Which end of its road a way took; a loop has both ends at one junction, so that the time tells too. */
export function endBy(ends: readonly RoadEnd[], node: number, ms: number): 0 | 1 {
  return ends.find((end) => end.node === node && end.ms === ms)?.end ?? 0;
}

/** @param speed multiple of the speed limit. */
export function describeRoute(
  graph: RoadGraph,
  { ms, stretches }: Path,
  from: RoadPoint,
  to: RoadPoint,
  speed: number,
): Route {
  const driven = stretches.filter(({ start, end }) => start !== end);
  const line: LonLat[] = [];
  const streets: { name: LocalText | null; nameOf: number | undefined; metres: number; ms: number }[] = [];
  let metres = 0;
  for (const stretch of driven) {
    for (const point of linePart(graph, stretch)) if (!isSame(line.at(-1), point)) line.push(point);
    const share = Math.abs(stretch.end - stretch.start);
    const length = share * (graph.metres[stretch.road] ?? 0);
    const time = share * timeOf(graph, stretch);
    metres += length;
    const nameOf = graph.nameOf[stretch.road];
    const last = streets.at(-1);
    if (last && last.nameOf === nameOf) {
      last.metres += length;
      last.ms += time;
    } else {
      streets.push({ name: streetOf(graph, stretch.road), nameOf, metres: length, ms: time });
    }
  }
  return {
    seconds: toSeconds(ms, speed),
    metres: Math.round(metres),
    line: line.length > 0 ? line : [from.at],
    streets: streets.map(({ name, metres: length, ms: time }): RouteStreet => ({
      name,
      metres: Math.round(length),
      seconds: toSeconds(time, speed),
    })),
    roads: [...new Set(driven.map(({ road }) => road))],
    from,
    to,
  };
}

/** Tenths of a second are more than a travel time knows. */
export function toSeconds(ms: number, speed: number): number {
  return Math.round(ms / speed / 100) / 10;
}

function timeOf({ forwardMs, backwardMs }: RoadGraph, { road, start, end }: Stretch): number {
  return (start < end ? forwardMs : backwardMs)[road] ?? 0;
}

export function streetOf({ names, nameOf }: RoadGraph, road: number): LocalText | null {
  return names[nameOf[road] ?? -1] ?? null;
}

function isSame(a: LonLat | undefined, b: LonLat): boolean {
  return a !== undefined && a[0] === b[0] && a[1] === b[1];
}

/** The points of a stretch, its ends included, in the direction of driving. */
export function linePart(graph: RoadGraph, { road, start, end }: Stretch): LonLat[] {
  const [low, high] = start <= end ? [start, end] : [end, start];
  const length = graph.metres[road] ?? 0;
  const first = graph.shapeStart[road] ?? 0;
  const last = (graph.shapeStart[road + 1] ?? 1) - 1;
  const points: LonLat[] = [];
  let walked = 0;
  for (let index = first; index < last; index += 1) {
    const a = shapePoint(graph, index);
    const b = shapePoint(graph, index + 1);
    const piece = distance(a, b);
    const at = (fraction: number): LonLat => {
      const share = piece === 0 ? 0 : Math.min(1, Math.max(0, (fraction * length - walked) / piece));
      return [round(a[0] + share * (b[0] - a[0])), round(a[1] + share * (b[1] - a[1]))];
    };
    const isLast = index === last - 1;
    const ends = walked + piece >= high * length || isLast;
    if (points.length === 0 && (walked + piece >= low * length || isLast)) points.push(at(low));
    if (points.length > 0) points.push(ends ? at(high) : b);
    if (ends) break;
    walked += piece;
  }
  return start <= end ? points : points.reverse();
}

function round(degrees: number): number {
  return Math.round(degrees * DEGREE) / DEGREE;
}
