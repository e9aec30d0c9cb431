import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from './graph.ts';
import { travelMatrix } from './matrix.ts';
import { BARRED } from './road-data.ts';
import { quickest } from './route.ts';
import { Search } from './search.ts';
import type { Snap } from './snap.ts';
import { Textbook } from './testing/textbook.ts';
import { everyPair, net, place, smallRoads, type SmallRoad } from './testing/small-roads.ts';

const speed = fc.option(fc.integer({ min: 5, max: 120 }), { freq: 4 });

/** A few places and any roads between them: loops, twins, one-ways, dead ends, some that nobody may drive. */
const anyRoads = fc.integer({ min: 2, max: 9 }).chain((count) =>
  fc.record({
    nodes: fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 3_000 })), {
      minLength: count,
      maxLength: count,
    }),
    roads: fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: count - 1 }),
        to: fc.integer({ min: 0, max: count - 1 }),
        forward: speed,
        backward: speed,
      }),
      { minLength: 1, maxLength: 25 },
    ),
    closed: fc.array(fc.nat(24), { maxLength: 6 }),
    fractions: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
  }),
);
type AnyRoads = typeof anyRoads extends fc.Arbitrary<infer T> ? T : never;

function set({ nodes, roads, closed: closedRoads }: AnyRoads) {
  const data = smallRoads(
    nodes.map(([x, y]) => place(x, y)),
    roads satisfies SmallRoad[],
  );
  const graph = buildGraph(data);
  const closed = new Uint8Array(roads.length);
  for (const road of closedRoads) if (road < roads.length) closed[road] = 1;
  const open = [...graph.usable.keys()].filter((road) => graph.usable[road] === 1 && closed[road] === 0);
  const snap = (road: number, fraction: number): Snap => ({ road, fraction, at: [0, 0], metres: 0 });
  return { data, graph, closed, open, snap, search: new Search(graph.nodeCount) };
}

describe('W6: travel times', () => {
  it('between junctions are those of Floyd and Warshall', () => {
    fc.assert(
      fc.property(anyRoads, (any) => {
        const { data, graph, closed, search } = set(any);
        const expected = everyPair(data, closed);
        const nodes = new Set<number>();
        for (const road of graph.usable.keys()) if (graph.usable[road] === 1) nodes.add(data.from[road] ?? 0);
        for (const a of nodes) {
          search.run({ arcs: graph.out, seeds: [{ node: a, ms: 0 }], closed });
          for (const b of nodes) expect(search.ms(b)).toBe(expected[a]?.[b]);
          // And against the direction of driving.
          search.run({ arcs: graph.into, seeds: [{ node: a, ms: 0 }], closed });
          for (const b of nodes) expect(search.ms(b)).toBe(expected[b]?.[a]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('between points on roads are those of the textbook, from either side', () => {
    fc.assert(
      fc.property(anyRoads, (any) => {
        const { data, graph, closed, open, snap, search } = set(any);
        fc.pre(open.length > 0);
        const points = any.fractions.map((fraction, at) => snap(open[at % open.length] ?? 0, fraction));
        const textbook = new Textbook(data, new Set([...closed.keys()].filter((road) => closed[road] === 1)));
        const [few, many] = [points.slice(0, 2), points];
        const forward = travelMatrix(graph, search, few, many, closed);
        const reverse = travelMatrix(graph, search, many, few, closed);
        few.forEach((a, row) => {
          many.forEach((b, column) => {
            expect(forward[row]?.[column]).toBe(textbook.time(a, b));
            expect(reverse[column]?.[row]).toBe(textbook.time(b, a));
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  it('are the sum of what a route drives', () => {
    fc.assert(
      fc.property(anyRoads, (any) => {
        const { graph, closed, open, snap, search } = set(any);
        fc.pre(open.length > 0);
        const from = snap(open[0] ?? 0, any.fractions[0] ?? 0);
        const to = snap(open.at(-1) ?? 0, any.fractions[1] ?? 0);
        const path = quickest(graph, search, from, to, closed);
        const [[ms]] = travelMatrix(graph, search, [from], [to], closed) as [[number]];
        expect(path?.ms ?? Infinity).toBe(ms);
        if (!path) return;
        let sum = 0;
        let node: number | null = null;
        for (const { road, start, end } of path.stretches) {
          const isForward = start < end;
          const time = (isForward ? graph.forwardMs : graph.backwardMs)[road] ?? BARRED;
          expect(closed[road]).toBe(0);
          if (start !== end) expect(time).not.toBe(BARRED);
          sum += start === end ? 0 : Math.abs(end - start) * time;
          // Each road begins where the one before ended.
          const junctionAt = (share: number) => (share === 0 ? graph.from[road] : share === 1 ? graph.to[road] : null);
          if (node !== null) expect(junctionAt(start)).toBe(node);
          node = junctionAt(end) ?? null;
        }
        // Two parts are rounded to a millisecond.
        expect(Math.abs(sum - path.ms)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 300 },
    );
  });

  it('ends a search early without changing what was asked for', () => {
    const graph = net(20);
    const search = new Search(graph.nodeCount);
    search.run({ arcs: graph.out, seeds: [{ node: 0, ms: 0 }], closed: null });
    const [near, far] = [search.ms(21), search.ms(399)];
    search.run({ arcs: graph.out, seeds: [{ node: 0, ms: 0 }], closed: null, targets: [21, 21] });
    expect(search.ms(21)).toBe(near);
    expect(search.ms(399)).toBe(Infinity);
    search.run({ arcs: graph.out, seeds: [{ node: 0, ms: 0 }], closed: null, limitMs: far - 1 });
    expect(search.ms(21)).toBe(near);
    expect(search.ms(399)).toBe(Infinity);
  });
});

describe('W2: islands of roads', () => {
  it('uses the largest one only, when the others are small', () => {
    const nodes = [place(0, 0), place(100, 0), place(200, 0), place(0, 500), place(100, 500), place(300, 0)];
    const graph = buildGraph(
      smallRoads(nodes, [
        { from: 0, to: 1 },
        { from: 1, to: 2 },
        // Elsewhere, and a one-way out of which nobody comes back.
        { from: 3, to: 4 },
        { from: 2, to: 5, backward: null },
      ]),
    );
    expect([...graph.usable]).toEqual([1, 1, 0, 0]);
    expect(graph.info.connected).toBe(0.5);
  });
});
