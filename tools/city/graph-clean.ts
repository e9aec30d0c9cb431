import type { Random } from '../../shared/kit/random.ts';
import { CLASS, RIVER_BRIDGES } from './arterials.ts';
import { distance, lineLength, pointAlong } from './geometry.ts';
import type { Point } from './geometry.ts';
import type { Edge, Graph } from './graph.ts';
import type { WaterIndex } from './water-index.ts';

export function edgeLine(graph: Graph, edge: Edge): Point[] {
  return [graph.nodes[edge.from]!, ...edge.inner, graph.nodes[edge.to]!];
}

export function edgeLength(graph: Graph, edge: Edge): number {
  return lineLength(edgeLine(graph, edge));
}

/** Edges at each node. */
function edgesAt(graph: Graph): Edge[][] {
  const at: Edge[][] = graph.nodes.map(() => []);
  for (const edge of graph.edges) {
    at[edge.from]!.push(edge);
    at[edge.to]!.push(edge);
  }
  return at;
}

/** Drops edges that enter water where no bridge is wanted: the river off its five bridges, any lake, and creeks under lanes. */
export function dropWetEdges(graph: Graph, water: WaterIndex): void {
  graph.edges = graph.edges.filter((edge) => {
    const line = edgeLine(graph, edge);
    const met = water.crossed(line);
    if (met.has('lake') || met.has('reservoir')) return false;
    if (met.has('stream') && !met.has('river') && edge.street.road === CLASS.residential) return false;
    if (!met.has('river')) return true;
    const x = pointAlong(line, lineLength(line) / 2)[0];
    return edge.street.road <= CLASS.trunk && RIVER_BRIDGES.some((bridge) => Math.abs(bridge.x - x) < 0.4);
  });
}

/**
 * Removes dead ends shorter than `shortest` km, again and again, since a removed end leaves a new one.
 * @param keep edges to keep although they end (roads that leave the map)
 */
export function pruneDeadEnds(graph: Graph, shortest: (edge: Edge) => number, rounds: number): void {
  for (let round = 0; round < rounds; round += 1) {
    const at = edgesAt(graph);
    const before = graph.edges.length;
    graph.edges = graph.edges.filter((edge) => {
      const ends = at[edge.from]!.length === 1 || at[edge.to]!.length === 1;
      return !ends || edgeLength(graph, edge) >= shortest(edge);
    });
    if (graph.edges.length === before) return;
  }
}

/** Keeps the largest connected part. Returns how many edges were dropped. */
export function keepLargestPart(graph: Graph): number {
  const at = edgesAt(graph);
  const part = new Int32Array(graph.nodes.length).fill(-1);
  const sizes: number[] = [];
  for (let start = 0; start < graph.nodes.length; start += 1) {
    if (part[start] !== -1 || at[start]!.length === 0) continue;
    const id = sizes.push(0) - 1;
    const stack = [start];
    part[start] = id;
    while (stack.length > 0) {
      const node = stack.pop()!;
      sizes[id]! += 1;
      for (const edge of at[node]!) {
        const other = edge.from === node ? edge.to : edge.from;
        if (part[other] === -1) {
          part[other] = id;
          stack.push(other);
        }
      }
    }
  }
  const largest = sizes.indexOf(Math.max(...sizes));
  const before = graph.edges.length;
  graph.edges = graph.edges.filter((edge) => part[edge.from] === largest);
  return before - graph.edges.length;
}

/** Joins two edges of the same street at a node where nothing else meets; bridges and underpasses stay by themselves. */
export function contractRuns(graph: Graph): void {
  const at = edgesAt(graph);
  const gone = new Set<Edge>();
  for (let node = 0; node < graph.nodes.length; node += 1) {
    const [first, second, third] = at[node]!;
    if (!first || !second || third || first === second) continue;
    if (first.street !== second.street || first.bridge || second.bridge || first.place || second.place) continue;
    const start = first.from === node ? first.to : first.from;
    const end = second.from === node ? second.to : second.from;
    if (start === end || at[start]!.some((edge) => edge !== first && (edge.from === end || edge.to === end))) continue;
    if (edgeLength(graph, first) + edgeLength(graph, second) > 1.6) continue;
    const head = first.from === node ? first.inner.slice().reverse() : first.inner;
    const tail = second.from === node ? second.inner : second.inner.slice().reverse();
    first.inner = [...head, graph.nodes[node]!, ...tail];
    first.from = start;
    first.to = end;
    gone.add(second);
    at[end] = at[end]!.map((edge) => (edge === second ? first : edge));
    at[node] = [];
  }
  graph.edges = graph.edges.filter((edge) => !gone.has(edge));
}

/** Removes unused nodes and numbers the rest in order of first use. */
export function compactNodes(graph: Graph): void {
  const renumber = new Map<number, number>();
  const nodes: Point[] = [];
  const use = (node: number): number => {
    let id = renumber.get(node);
    if (id === undefined) {
      id = nodes.push(graph.nodes[node]!) - 1;
      renumber.set(node, id);
    }
    return id;
  };
  for (const edge of graph.edges) {
    edge.from = use(edge.from);
    edge.to = use(edge.to);
  }
  graph.nodes = nodes;
}

/** True when every node can be driven to from every other with one-ways respected. */
export function isStronglyConnected(
  nodeCount: number,
  edges: readonly { from: number; to: number; oneway: boolean }[],
): boolean {
  return [true, false].every((forward) => {
    const out: number[][] = Array.from({ length: nodeCount }, () => []);
    for (const { from, to, oneway } of edges) {
      out[forward ? from : to]!.push(forward ? to : from);
      if (!oneway) out[forward ? to : from]!.push(forward ? from : to);
    }
    const seen = new Uint8Array(nodeCount);
    const stack = [0];
    seen[0] = 1;
    let count = 1;
    while (stack.length > 0) {
      for (const next of out[stack.pop()!]!) {
        if (!seen[next]) {
          seen[next] = 1;
          count += 1;
          stack.push(next);
        }
      }
    }
    return count === nodeCount;
  });
}

/** Makes about `wanted` central streets one-way along their whole run, neighbours in turn; a street that would cut a node off stays two-way. */
export function assignOneWays(graph: Graph, random: Random, centres: Point[], wanted: number): void {
  const byStreet = new Map<number, Edge[]>();
  for (const edge of graph.edges) {
    if (edge.street.road < CLASS.tertiary || edge.place) continue;
    const list = byStreet.get(edge.street.id);
    if (list) list.push(edge);
    else byStreet.set(edge.street.id, [edge]);
  }
  let made = 0;
  for (const [, edges] of byStreet) {
    if (made >= wanted) return;
    const middle = graph.nodes[edges[Math.floor(edges.length / 2)]!.from]!;
    if (edges.length < 3 || !centres.some((centre) => distance(centre, middle) < 1.9) || random.next() < 0.55) continue;
    const flip = random.next() < 0.5;
    for (const edge of edges) {
      edge.oneway = true;
      if (flip) reverse(edge);
    }
    if (isStronglyConnected(graph.nodes.length, graph.edges)) made += 1;
    else for (const edge of edges) edge.oneway = false;
  }
}

function reverse(edge: Edge): void {
  [edge.from, edge.to] = [edge.to, edge.from];
  edge.inner = edge.inner.slice().reverse();
}
