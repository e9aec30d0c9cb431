import type { LonLat } from '../../../../shared/kit/geo.ts';
import { buildGraph, type RoadGraph } from '../graph.ts';
import { BARRED, NO_NAME, RoadBuilder, type RoadData } from '../road-data.ts';

export interface SmallRoad {
  readonly from: number;
  readonly to: number;
  /** km/h; null: may not be driven. */
  readonly forward?: number | null;
  readonly backward?: number | null;
  readonly flags?: number;
  readonly name?: number;
  readonly between?: readonly LonLat[];
}

/** Roads between given places; 36 km/h (10 m/s) both ways unless said otherwise. */
export function smallRoads(nodes: readonly LonLat[], roads: readonly SmallRoad[], names: string[] = []): RoadData {
  const builder = new RoadBuilder();
  for (const { from, to, forward = 36, backward = 36, flags = 0, name = NO_NAME, between = [] } of roads) {
    const [start, end] = [nodes[from], nodes[to]];
    if (!start || !end) throw new RangeError('no such node');
    builder.add({ from, to, forward, backward, flags, name, line: [start, ...between, end] });
  }
  const about = { source: 'file', name: { en: 'small' }, attribution: null } as const;
  return builder.build(about, names.map((en) => ({ en })), nodes.length); // prettier-ignore
}

/** Metres east and north of a place in the demo city. */
export function place(east: number, north: number): LonLat {
  const lat = 30.3 + north / 111_195;
  return [117.5 + east / (111_195 * Math.cos((30.3 * Math.PI) / 180)), lat];
}

/** A net of streets `side` junctions wide, 100 m apart. Junction `row × side + column`. */
export function net(side: number): RoadGraph {
  const nodes: LonLat[] = [];
  const roads: SmallRoad[] = [];
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const node = nodes.push(place(100 * column, 100 * row)) - 1;
      if (column > 0) roads.push({ from: node - 1, to: node });
      if (row > 0) roads.push({ from: node - side, to: node });
    }
  }
  return buildGraph(smallRoads(nodes, roads));
}

/** Times between all junctions by Floyd (1962) and Warshall (1962), closed roads left out. */
export function everyPair(data: RoadData, closed: Uint8Array | null = null): number[][] {
  const { nodeCount, from, to, forwardMs, backwardMs } = data;
  const times = Array.from({ length: nodeCount }, (_row, a) =>
    Array.from({ length: nodeCount }, (_cell, b) => (a === b ? 0 : Infinity)),
  );
  const at = (a: number, b: number): number => times[a]?.[b] ?? Infinity;
  const shorten = (a: number, b: number, ms: number): void => {
    const row = times[a];
    if (row && ms < at(a, b)) row[b] = ms;
  };
  from.forEach((tail, road) => {
    if (closed?.[road] === 1) return;
    const head = to[road] ?? 0;
    const [forward = BARRED, backward = BARRED] = [forwardMs[road], backwardMs[road]];
    if (forward !== BARRED) shorten(tail, head, forward);
    if (backward !== BARRED) shorten(head, tail, backward);
  });
  for (let k = 0; k < nodeCount; k += 1)
    for (let a = 0; a < nodeCount; a += 1) for (let b = 0; b < nodeCount; b += 1) shorten(a, b, at(a, k) + at(k, b));
  return times;
}
