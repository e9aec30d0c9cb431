import type { RoadsInfo } from '../../../shared/domain/roads.ts';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import { stronglyConnected } from './components.ts';
import { BARRED, DEGREE, type RoadData } from './road-data.ts';

/** A smaller island of roads than this is used only when it is the largest: mostly car parks and cut-off edges of an extract. */
const ISLAND_ROADS = 1_000;

/** One direction of the graph in compressed sparse rows: arcs of node n are `start[n]` up to, not including, `start[n + 1]`. */
export interface Arcs {
  readonly start: Uint32Array;
  /** The other end. */
  readonly node: Uint32Array;
  readonly ms: Uint32Array;
  /** Road number × 2, plus 1 when it is driven backward. */
  readonly arc: Uint32Array;
}

/** The loaded roads, ready to be searched. Only usable roads have arcs (W2). */
export interface RoadGraph extends RoadData {
  readonly info: RoadsInfo;
  /** 1 for each road that is part of a large enough island of roads. */
  readonly usable: Uint8Array;
  readonly metres: Float64Array;
  readonly out: Arcs;
  readonly into: Arcs;
}

export function buildGraph(data: RoadData): RoadGraph {
  const everything = new Uint8Array(data.from.length).fill(1);
  const all = arcsOf(data, everything, 'out');
  const usable = usableRoads(data, stronglyConnected({ start: all.start, heads: all.node }));
  const metres = lengths(data);
  const count = usable.reduce((sum, use) => sum + use, 0);
  return {
    ...data,
    info: {
      ...data.about,
      bbox: boundsOf(data.shape),
      junctions: data.nodeCount,
      roads: data.from.length,
      connected: data.from.length === 0 ? 0 : count / data.from.length,
    },
    usable,
    metres,
    out: arcsOf(data, usable, 'out'),
    into: arcsOf(data, usable, 'into'),
  };
}

/** A point of the shape, by its index. */
export function shapePoint({ shape }: Pick<RoadData, 'shape'>, index: number): LonLat {
  return [(shape[2 * index] ?? 0) / DEGREE, (shape[2 * index + 1] ?? 0) / DEGREE];
}

function arcsOf(data: RoadData, usable: Uint8Array, direction: 'out' | 'into'): Arcs {
  const { from, to, forwardMs, backwardMs, nodeCount } = data;
  const start = new Uint32Array(nodeCount + 1);
  const eachArc = (take: (near: number, far: number, ms: number, arc: number) => void): void => {
    for (let road = 0; road < from.length; road += 1) {
      if (usable[road] === 0) continue;
      const tail = from[road] ?? 0;
      const head = to[road] ?? 0;
      const forward = forwardMs[road] ?? BARRED;
      const backward = backwardMs[road] ?? BARRED;
      const isOut = direction === 'out';
      if (forward !== BARRED) take(isOut ? tail : head, isOut ? head : tail, forward, 2 * road);
      if (backward !== BARRED) take(isOut ? head : tail, isOut ? tail : head, backward, 2 * road + 1);
    }
  };
  eachArc((near) => {
    start[near + 1] = (start[near + 1] ?? 0) + 1;
  });
  for (let node = 0; node < nodeCount; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const count = start[nodeCount] ?? 0;
  const arcs = { start, node: new Uint32Array(count), ms: new Uint32Array(count), arc: new Uint32Array(count) };
  const place = start.slice();
  eachArc((near, far, ms, arc) => {
    const at = place[near] ?? 0;
    place[near] = at + 1;
    arcs.node[at] = far;
    arcs.ms[at] = ms;
    arcs.arc[at] = arc;
  });
  return arcs;
}

/** W2: the largest strongly connected component, and others that are large by themselves (a real island). */
function usableRoads({ from, to, forwardMs, backwardMs }: RoadData, component: Uint32Array): Uint8Array {
  const roadsOf = new Map<number, number>();
  const inside = Array.from(from, (node, road) => {
    const home = component[node] ?? 0;
    const isDriven = forwardMs[road] !== BARRED || backwardMs[road] !== BARRED;
    if (!isDriven || component[to[road] ?? 0] !== home) return -1;
    roadsOf.set(home, (roadsOf.get(home) ?? 0) + 1);
    return home;
  });
  let largest = -1;
  for (const [home, roads] of roadsOf) if (roads > (roadsOf.get(largest) ?? 0)) largest = home;
  return Uint8Array.from(inside, (home) =>
    home >= 0 && (home === largest || (roadsOf.get(home) ?? 0) >= ISLAND_ROADS) ? 1 : 0,
  );
}

function lengths(data: RoadData): Float64Array {
  return Float64Array.from(data.from, (_node, road) => {
    let sum = 0;
    let before: LonLat | null = null;
    for (let index = data.shapeStart[road] ?? 0; index < (data.shapeStart[road + 1] ?? 0); index += 1) {
      const point = shapePoint(data, index);
      if (before) sum += distance(before, point);
      before = point;
    }
    return sum;
  });
}

function boundsOf(shape: Int32Array): RoadsInfo['bbox'] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < shape.length; index += 2) {
    const lon = shape[index] ?? 0;
    const lat = shape[index + 1] ?? 0;
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west / DEGREE, south / DEGREE, east / DEGREE, north / DEGREE];
}
