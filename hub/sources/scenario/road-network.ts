import type { CityName } from '../../../shared/domain/city.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { bearing, distance } from '../../../shared/kit/geo.ts';
import type { ScenarioRoads } from './inputs.ts';

/** A way along the road graph, as a polyline whose every piece knows its length, limit and direction. */
export interface Route {
  readonly line: readonly LonLat[];
  /** Metres from the start at each point of `line`. */
  readonly along: readonly number[];
  /** Per piece (point i to i+1): speed limit in m/s, bearing in degrees, and the point index where its segment ends. */
  readonly limit: readonly number[];
  readonly heading: readonly number[];
  readonly segmentEnd: readonly number[];
  /** Node index at the points that are nodes, −1 at the points between. */
  readonly node: readonly number[];
  /** Driving time at the limits, seconds. */
  readonly seconds: number;
}

export interface RoadNetwork {
  readonly nodes: readonly LonLat[];
  nearestNode(at: LonLat): number;
  /** Fastest way; undefined only when the graph does not connect the two. Ways over closed roads are the last resort. */
  route(from: number, to: number): Route | undefined;
  /** Closes or opens the segments of a bridge or underpass. Throws RangeError on a place without segments. */
  setClosed(place: string, closed: boolean): void;
  /** Segments with a name, for saying where something happened. */
  readonly named: readonly NamedStretch[];
}

export interface NamedStretch {
  readonly name: CityName;
  readonly at: LonLat;
  readonly node: number;
  readonly roadClass: string;
}

interface Edge {
  readonly to: number;
  readonly segment: number;
  readonly reversed: boolean;
  readonly seconds: number;
}

interface Segment {
  readonly line: readonly LonLat[];
  readonly from: number;
  readonly to: number;
  readonly metres: number;
  readonly limit: number;
}

const ROUTE_CACHE = 4_000;
/** Driving against a one-way street: possible with blue light, never attractive. */
const WRONG_WAY_COST = 12;
const CLOSED_COST = 400;

export function createRoadNetwork(roads: ScenarioRoads): RoadNetwork {
  const segments = roads.segments.map((row): Segment => readSegment(row, roads.nodes));
  const edges: Edge[][] = roads.nodes.map(() => []);
  segments.forEach((segment, index) => {
    const seconds = segment.metres / segment.limit;
    const back = roads.segments[index]?.[5] === 1 ? seconds * WRONG_WAY_COST : seconds;
    edges[segment.from]?.push({ to: segment.to, segment: index, reversed: false, seconds });
    edges[segment.to]?.push({ to: segment.from, segment: index, reversed: true, seconds: back });
  });
  const fastest = Math.max(...segments.map((segment) => segment.limit));
  const closures = new Uint8Array(segments.length);
  const cache = new Map<number, Route | undefined>();
  const search = createSearch(roads.nodes, edges, closures, fastest);

  return {
    nodes: roads.nodes,
    named: roads.segments.flatMap((row, index) => describe(row, index, roads, segments)),
    nearestNode(at) {
      let best = 0;
      let least = Infinity;
      const shrink = Math.cos((at[1] * Math.PI) / 180);
      roads.nodes.forEach((node, index) => {
        const away = ((node[0] - at[0]) * shrink) ** 2 + (node[1] - at[1]) ** 2;
        if (away < least) [best, least] = [index, away];
      });
      return best;
    },
    route(from, to) {
      const key = from * roads.nodes.length + to;
      if (cache.has(key)) return cache.get(key);
      const path = search(from, to);
      const route = path && layOut(from, path, segments, roads.nodes);
      if (cache.size >= ROUTE_CACHE) cache.clear();
      cache.set(key, route);
      return route;
    },
    setClosed(place, closed) {
      const own = roads.places[place];
      if (!own) throw new RangeError(`road network: no segments of ${place}`);
      for (const index of own) closures[index] = closed ? 1 : 0;
      cache.clear();
    },
  };
}

function readSegment(row: readonly number[], nodes: readonly LonLat[]): Segment {
  const [from = 0, to = 0, , , kmh = 30] = row;
  const line: LonLat[] = [nodeAt(nodes, from)];
  for (let i = 7; i + 1 < row.length; i += 2) line.push([row[i] ?? 0, row[i + 1] ?? 0]);
  line.push(nodeAt(nodes, to));
  let metres = 0;
  for (let i = 1; i < line.length; i += 1) metres += distance(pointOf(line, i - 1), pointOf(line, i));
  return { line, from, to, metres: Math.max(metres, 1), limit: Math.max(kmh, 10) / 3.6 };
}

function describe(
  row: readonly number[],
  index: number,
  roads: ScenarioRoads,
  segments: readonly Segment[],
): NamedStretch[] {
  const name = roads.names[row[3] ?? -1];
  const segment = segments[index];
  if (!segment || !name?.zh || !name.en) return [];
  const at = pointOf(segment.line, Math.floor(segment.line.length / 2));
  return [{ name, at, node: segment.to, roadClass: roads.classes[row[2] ?? -1] ?? '' }];
}

type Search = (from: number, to: number) => readonly Edge[] | undefined;

/** A* (Hart, Nilsson, Raphael 1968) over driving seconds; the straight line at the fastest limit never overestimates. */
function createSearch(
  nodes: readonly LonLat[],
  edges: readonly (readonly Edge[])[],
  closures: Uint8Array,
  fastest: number,
): Search {
  const cost = new Float64Array(nodes.length);
  const seenIn = new Uint32Array(nodes.length);
  const doneIn = new Uint32Array(nodes.length);
  const cameFrom = new Int32Array(nodes.length);
  const cameBy: (Edge | undefined)[] = new Array<Edge | undefined>(nodes.length).fill(undefined);
  let turn = 0;

  return (from, to) => {
    turn += 1;
    const goal = nodeAt(nodes, to);
    const rest = (node: number) => distance(nodeAt(nodes, node), goal) / fastest;
    const open = createHeap();
    cost[from] = 0;
    seenIn[from] = turn;
    open.push(from, rest(from));
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node === to) return traceBack(from, to, cameFrom, cameBy);
      if (doneIn[node] === turn) continue;
      doneIn[node] = turn;
      for (const edge of edges[node] ?? []) {
        const step = closures[edge.segment] ? edge.seconds * CLOSED_COST : edge.seconds;
        const total = (cost[node] ?? 0) + step;
        if (seenIn[edge.to] === turn && total >= (cost[edge.to] ?? Infinity)) continue;
        seenIn[edge.to] = turn;
        cost[edge.to] = total;
        cameFrom[edge.to] = node;
        cameBy[edge.to] = edge;
        open.push(edge.to, total + rest(edge.to));
      }
    }
    return undefined;
  };
}

function traceBack(
  from: number,
  to: number,
  cameFrom: Int32Array,
  cameBy: readonly (Edge | undefined)[],
): readonly Edge[] {
  const path: Edge[] = [];
  for (let node = to; node !== from; node = cameFrom[node] ?? from) {
    const edge = cameBy[node];
    if (!edge) break;
    path.push(edge);
  }
  return path.reverse();
}

function layOut(
  from: number,
  path: readonly Edge[],
  segments: readonly Segment[],
  nodes: readonly LonLat[],
): Route | undefined {
  const line: LonLat[] = [nodeAt(nodes, from)];
  const along = [0];
  const limit: number[] = [];
  const heading: number[] = [];
  const segmentEnd: number[] = [];
  const node = [from];
  let seconds = 0;
  for (const edge of path) {
    const segment = segments[edge.segment];
    if (!segment) return undefined;
    const points = edge.reversed ? [...segment.line].reverse() : segment.line;
    const end = line.length - 1 + points.length - 1;
    for (let i = 1; i < points.length; i += 1) {
      const a = pointOf(line, line.length - 1);
      const b = pointOf(points, i);
      line.push(b);
      along.push((along.at(-1) ?? 0) + distance(a, b));
      limit.push(segment.limit);
      heading.push(bearing(a, b));
      segmentEnd.push(end);
      node.push(i === points.length - 1 ? edge.to : -1);
    }
    seconds += segment.metres / segment.limit;
  }
  return { line, along, limit, heading, segmentEnd, node, seconds };
}

/** Binary heap of node indexes; an entry made worse by a later one is skipped when it comes out. */
function createHeap() {
  const items: number[] = [];
  const ranks: number[] = [];
  const swap = (i: number, j: number) => {
    const [item, rank] = [items[i] ?? 0, ranks[i] ?? 0];
    [items[i], ranks[i]] = [items[j] ?? 0, ranks[j] ?? 0];
    [items[j], ranks[j]] = [item, rank];
  };
  const rankOf = (i: number) => ranks[i] ?? Infinity;
  return {
    push(item: number, rank: number) {
      items.push(item);
      ranks.push(rank);
      for (let i = items.length - 1; i > 0;) {
        const parent = (i - 1) >> 1;
        if (rankOf(parent) <= rankOf(i)) break;
        swap(i, parent);
        i = parent;
      }
    },
    pop(): number | undefined {
      const top = items[0];
      const last = items.pop();
      const rank = ranks.pop();
      if (items.length > 0 && last !== undefined && rank !== undefined) {
        items[0] = last;
        ranks[0] = rank;
        for (let i = 0; ;) {
          const left = 2 * i + 1;
          const child = rankOf(left + 1) < rankOf(left) ? left + 1 : left;
          if (rankOf(child) >= rankOf(i)) break;
          swap(i, child);
          i = child;
        }
      }
      return top;
    },
  };
}

function nodeAt(nodes: readonly LonLat[], index: number): LonLat {
  return pointOf(nodes, index);
}

function pointOf(line: readonly LonLat[], index: number): LonLat {
  const point = line[index];
  if (!point) throw new RangeError(`road network: no point ${index}`);
  return point;
}
