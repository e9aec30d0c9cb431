import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import type { RoadGraph } from './graph.ts';
import { endBy } from './route.ts';
import { NO_ARC, type Search } from './search.ts';
import { alongRoad, arriving, FURTHEST, leaving, type RoadIndex, type Snap } from './snap.ts';

export interface NearQuest {
  readonly to: Snap;
  readonly places: readonly LonLat[];
  readonly limit: number;
  readonly limitMs: number;
  readonly closed: Uint8Array | null;
}

export interface Near {
  /** Index into `places`. */
  readonly place: number;
  readonly ms: number;
  readonly metres: number;
  readonly offRoadMetres: number;
}

/**
 * The places from which a point is reached soonest: one search against the direction of driving, then the places by distance
 * as the crow flies until no further one can be sooner, because nobody drives faster than the fastest road allows.
 */
export function nearest(
  graph: RoadGraph,
  search: Search,
  index: RoadIndex,
  { to, places, limit, limitMs, closed }: NearQuest,
): { readonly found: Near[]; readonly offRoad: number } {
  const arrivals = arriving(graph, to);
  search.run({ arcs: graph.into, seeds: arrivals, closed, limitMs });
  const fastest = fastestRoad(graph);
  const byCrow = places
    .map((place, at) => ({ at, place, crow: distance(place, to.at) }))
    .sort((a, b) => a.crow - b.crow);
  const found: (Near & { readonly snap: Snap; readonly node: number })[] = [];
  let offRoad = 0;
  for (const { at, place, crow } of byCrow) {
    const soonest = (crow - FURTHEST) / fastest;
    const worst = found[limit - 1]?.ms ?? limitMs;
    if (soonest > worst) break;
    const snap = index.snap(place, closed);
    if (!snap) {
      offRoad += 1;
      continue;
    }
    let best = { ms: alongRoad(graph, snap, to), node: -1 };
    for (const { node, ms } of leaving(graph, snap)) {
      const sum = search.ms(node) + ms;
      if (sum < best.ms) best = { ms: sum, node };
    }
    if (best.ms > limitMs || best.ms === Infinity || (found.length >= limit && best.ms >= worst)) continue;
    found.push({ place: at, ...best, metres: 0, offRoadMetres: snap.metres, snap });
    found.sort((a, b) => a.ms - b.ms || a.place - b.place);
    found.length = Math.min(found.length, limit);
  }
  return {
    found: found.map(({ place, ms, offRoadMetres, snap, node }) => ({
      place,
      ms,
      metres: node < 0 ? roadPart(graph, snap, to.fraction) : wayMetres(graph, search, snap, to, node, ms),
      offRoadMetres,
    })),
    offRoad,
  };
}

/** Metres in a millisecond. */
function fastestRoad({ metres, forwardMs, backwardMs, usable }: RoadGraph): number {
  return metres.reduce((fastest, length, road) => {
    if (usable[road] === 0) return fastest;
    return Math.max(fastest, length / Math.min(forwardMs[road] ?? 1, backwardMs[road] ?? 1));
  }, Number.MIN_VALUE);
}

function roadPart({ metres }: RoadGraph, { road, fraction }: Snap, other: number): number {
  return Math.abs(fraction - other) * (metres[road] ?? 0);
}

/** Follows the arcs by which the search came, in the direction of driving. */
function wayMetres(graph: RoadGraph, search: Search, from: Snap, to: Snap, exit: number, ms: number): number {
  let sum = roadPart(graph, from, endBy(leaving(graph, from), exit, ms - search.ms(exit)));
  let node = exit;
  for (let arc = search.via(node); arc !== NO_ARC; arc = search.via(node)) {
    const road = arc >>> 1;
    sum += graph.metres[road] ?? 0;
    node = ((arc & 1) === 0 ? graph.to : graph.from)[road] ?? 0;
  }
  return sum + roadPart(graph, to, endBy(arriving(graph, to), node, search.ms(node)));
}
