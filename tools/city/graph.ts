import { CLASS, RIVER_BRIDGES } from './arterials.ts';
import { crossing, distance, lineLength, mix, pointAlong, simplify, cellsOf } from './geometry.ts';
import type { Point } from './geometry.ts';
import type { Street } from './street-index.ts';
import type { WaterIndex } from './water-index.ts';

export interface Edge {
  from: number;
  to: number;
  street: Street;
  /** Points between the two nodes. */
  inner: Point[];
  bridge: boolean;
  /** Place id when the piece is an underpass or a bridge of the gazetteer. */
  place?: string;
  oneway: boolean;
  /** Name when it differs from the street's: a bridge over the river. */
  zh: string;
  en: string;
}

export interface Graph {
  nodes: Point[];
  edges: Edge[];
}

/** Where a street is cut: distance along it in km, and the position. `fixed` cuts keep their node even on a plain run. */
interface Cut {
  along: number;
  at: Point;
  fixed: boolean;
}

/** Nodes nearer than this merge into one junction, km. */
const MERGE = 0.045;

/** Turns crossing street lines into a graph: junction nodes, and edges with their shape between them. */
export function buildGraph(streets: Street[], water: WaterIndex, underpasses: { id: string; at: Point }[]): Graph {
  const cuts = streets.map((street): Cut[] => [
    { along: 0, at: street.line[0]!, fixed: false },
    { along: lineLength(street.line), at: street.line[street.line.length - 1]!, fixed: false },
  ]);
  cutAtCrossings(streets, cuts);
  cutAtWater(streets, cuts, water);
  cutAtUnderpasses(streets, cuts, underpasses);
  const { nodeOf, nodes } = mergeCuts(streets, cuts);
  const edges: Edge[] = [];
  const seen = new Map<string, number>();
  streets.forEach((street, s) => {
    const ordered = cuts[s]!;
    for (let i = 1; i < ordered.length; i += 1) {
      const [from, to] = [nodeOf(s, i - 1), nodeOf(s, i)];
      if (from === to) continue;
      const key = from < to ? `${from}-${to}` : `${to}-${from}`;
      const inner = shapeBetween(street.line, ordered[i - 1]!.along, ordered[i]!.along, nodes[from]!, nodes[to]!);
      const length = lineLength([nodes[from]!, ...inner, nodes[to]!]);
      // Two streets between the same two nodes are one street drawn twice, unless the second makes a real loop.
      const twin = seen.get(key);
      if (twin !== undefined && length < twin * 1.6) continue;
      if (twin === undefined) seen.set(key, length);
      edges.push({ from, to, street, inner, bridge: false, oneway: false, zh: street.zh, en: street.en });
    }
  });
  const graph = { nodes, edges };
  markBridges(graph, water);
  markUnderpasses(graph, underpasses);
  return graph;
}

function cutAtCrossings(streets: Street[], cuts: Cut[][]): void {
  const cell = 0.2;
  const grid = new Map<number, { s: number; i: number; along: number }[]>();
  const keysOf = (a: Point, b: Point): number[] => cellsOf(a, b, cell);
  streets.forEach((street, s) => {
    let along = 0;
    for (let i = 1; i < street.line.length; i += 1) {
      const a = street.line[i - 1]!;
      const b = street.line[i]!;
      const span = distance(a, b);
      const done = new Set<string>();
      for (const key of keysOf(a, b)) {
        for (const other of grid.get(key) ?? []) {
          const mark = `${other.s}:${other.i}`;
          if (other.s === s || done.has(mark) || flyover(street, streets[other.s]!)) continue;
          done.add(mark);
          const [c, d] = [streets[other.s]!.line[other.i - 1]!, streets[other.s]!.line[other.i]!];
          const hit = crossing(a, b, c, d);
          if (!hit) continue;
          const at = mix(a, b, hit.t);
          cuts[s]!.push({ along: along + span * hit.t, at, fixed: true });
          cuts[other.s]!.push({ along: other.along + distance(c, d) * hit.u, at, fixed: true });
        }
      }
      for (const key of keysOf(a, b)) {
        const list = grid.get(key);
        if (list) list.push({ s, i, along });
        else grid.set(key, [{ s, i, along }]);
      }
      along += span;
    }
  });
}

/** Minor streets pass over or under an expressway without a junction. */
function flyover(a: Street, b: Street): boolean {
  const high = ({ road, ramp }: Street): boolean => road === CLASS.motorway || ramp === true;
  return high(a) !== high(b) && !(a.interchange && b.interchange);
}

/** Puts nodes on dry ground at both ends of each water crossing, so that a bridge is a segment of its own. */
function cutAtWater(streets: Street[], cuts: Cut[][], water: WaterIndex): void {
  streets.forEach((street, s) => {
    let wetFrom: number | undefined;
    const total = lineLength(street.line);
    const step = 0.01;
    for (let along = 0; along <= total; along += step) {
      const wet = water.isWet(pointAlongFast(street, along));
      if (wet && wetFrom === undefined) wetFrom = along;
      if (!wet && wetFrom !== undefined) {
        const margin = along - wetFrom > 0.15 ? 0.05 : 0.03;
        for (const bank of [wetFrom - margin, along + margin]) {
          if (bank > 0.02 && bank < total - 0.02)
            cuts[s]!.push({ along: bank, at: pointAlong(street.line, bank), fixed: true });
        }
        wetFrom = undefined;
      }
    }
  });
}

const walked = new WeakMap<Street, { i: number; before: number }>();
/** `pointAlong` for a caller that moves forward only: remembers where it was. */
function pointAlongFast(street: Street, along: number): Point {
  let place = walked.get(street);
  if (!place || place.before > along) place = { i: 1, before: 0 };
  while (place.i < street.line.length - 1) {
    const span = distance(street.line[place.i - 1]!, street.line[place.i]!);
    if (place.before + span >= along) break;
    place = { i: place.i + 1, before: place.before + span };
  }
  walked.set(street, place);
  const [a, b] = [street.line[place.i - 1]!, street.line[place.i]!];
  return mix(a, b, Math.min(1, (along - place.before) / (distance(a, b) || 1)));
}

function cutAtUnderpasses(streets: Street[], cuts: Cut[][], underpasses: { at: Point }[]): void {
  for (const { at } of underpasses) {
    const found = nearestStreet(streets, at);
    const total = lineLength(streets[found.s]!.line);
    for (const along of [found.along - 0.11, found.along + 0.11]) {
      if (along > 0 && along < total)
        cuts[found.s]!.push({ along, at: pointAlong(streets[found.s]!.line, along), fixed: true });
    }
  }
}

function nearestStreet(streets: Street[], at: Point): { s: number; along: number } {
  let best = { s: 0, along: 0, away: Infinity };
  streets.forEach((street, s) => {
    // An underpass belongs to a named main street, not to a lane that happens to pass.
    if (street.road === CLASS.motorway || street.ramp || street.road > CLASS.secondary) return;
    let along = 0;
    street.line.forEach((point, i) => {
      if (i > 0) along += distance(street.line[i - 1]!, point);
      const away = distance(point, at);
      if (away < best.away) best = { s, along, away };
    });
  });
  return best;
}

/** Orders the cuts of every street and joins near ones, of all streets, into shared nodes. */
function mergeCuts(streets: Street[], cuts: Cut[][]): { nodes: Point[]; nodeOf: (s: number, i: number) => number } {
  const nodes: Point[] = [];
  const grid = new Map<number, number[]>();
  const ids: number[][] = streets.map(() => []);
  const cellOf = (v: number): number => Math.floor((v + 10) / MERGE);
  // Main roads place their nodes first; lesser streets move to them.
  const order = streets.map((_, s) => s).sort((a, b) => streets[a]!.road - streets[b]!.road || a - b);
  cuts.forEach((list) => list.sort((a, b) => a.along - b.along));
  for (const s of order) {
    cuts[s]!.forEach((cut, i) => {
      let best = -1;
      let nearest = MERGE;
      for (let dx = -1; dx <= 1; dx += 1) {
        for (let dy = -1; dy <= 1; dy += 1) {
          for (const node of grid.get((cellOf(cut.at[0]) + dx) * 65536 + cellOf(cut.at[1]) + dy) ?? []) {
            const away = distance(nodes[node]!, cut.at);
            if (away < nearest) [best, nearest] = [node, away];
          }
        }
      }
      if (best === -1) {
        best = nodes.push(cut.at) - 1;
        const key = cellOf(cut.at[0]) * 65536 + cellOf(cut.at[1]);
        const list = grid.get(key);
        if (list) list.push(best);
        else grid.set(key, [best]);
      }
      ids[s]![i] = best;
    });
  }
  return { nodes, nodeOf: (s, i) => ids[s]![i]! };
}

/** The part of a line between two cuts, simplified to about 4 m, without points that crowd the moved end nodes. */
function shapeBetween(line: Point[], from: number, to: number, start: Point, end: Point): Point[] {
  const part: Point[] = [];
  let along = 0;
  line.forEach((point, i) => {
    if (i > 0) along += distance(line[i - 1]!, point);
    if (along > from + 0.02 && along < to - 0.02 && distance(point, start) > 0.03 && distance(point, end) > 0.03)
      part.push(point);
  });
  return simplify([start, ...part, end], 0.004).slice(1, -1);
}

function markBridges(graph: Graph, water: WaterIndex): void {
  for (const edge of graph.edges) {
    const line = [graph.nodes[edge.from]!, ...edge.inner, graph.nodes[edge.to]!];
    const met = water.crossed(line);
    edge.bridge = met.size > 0;
    if (!met.has('river')) continue;
    const x = pointAlong(line, lineLength(line) / 2)[0];
    const bridge = RIVER_BRIDGES.find((candidate) => Math.abs(candidate.x - x) < 0.4);
    if (!bridge) continue;
    edge.zh = bridge.zh;
    edge.en = bridge.en;
    if (bridge.place) edge.place = bridge.place;
  }
}

function markUnderpasses(graph: Graph, underpasses: { id: string; at: Point }[]): void {
  for (const { id, at } of underpasses) {
    let best: Edge | undefined;
    let nearest = Infinity;
    for (const edge of graph.edges) {
      if (edge.street.road > CLASS.secondary || edge.street.road === CLASS.motorway) continue;
      const line = [graph.nodes[edge.from]!, ...edge.inner, graph.nodes[edge.to]!];
      const away = distance(pointAlong(line, lineLength(line) / 2), at);
      if (away < nearest) [best, nearest] = [edge, away];
    }
    if (best) best.place = id;
  }
}
