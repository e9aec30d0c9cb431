import { describe, expect, it } from 'vitest';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import { buildGraph, shapePoint, type RoadGraph } from './graph.ts';
import { linePart } from './route.ts';
import { FURTHEST, RoadIndex } from './snap.ts';
import { demoRoads, somewhere } from './testing/demo.ts';
import { place, smallRoads } from './testing/small-roads.ts';

/** Every piece of every road, halved until the nearest point is found. */
function nearestByHand(graph: RoadGraph, point: LonLat, closed: ReadonlySet<number>): number {
  let best = Infinity;
  for (let road = 0; road < graph.from.length; road += 1) {
    if (closed.has(road)) continue;
    for (let index = graph.shapeStart[road] ?? 0; index < (graph.shapeStart[road + 1] ?? 0) - 1; index += 1) {
      const [a, b] = [shapePoint(graph, index), shapePoint(graph, index + 1)];
      const at = (share: number): number =>
        distance(point, [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
      let [low, high] = [0, 1];
      for (let step = 0; step < 40; step += 1) {
        const [first, second] = [low + (high - low) / 3, high - (high - low) / 3];
        if (at(first) < at(second)) high = second;
        else low = first;
      }
      best = Math.min(best, at(low), at(0), at(1));
    }
  }
  return best;
}

describe('W3: a point meets the road', () => {
  it('at the nearest point of the nearest road, as one finds it by looking at all', () => {
    const graph = demoRoads();
    const index = new RoadIndex(graph);
    const points = somewhere(graph, 16, 5);
    const closed = new Uint8Array(graph.from.length).map((_none, road) => (road % 3 === 0 ? 1 : 0));
    const shut = new Set([...closed.keys()].filter((road) => closed[road] === 1));
    let far = 0;
    for (const point of points) {
      for (const [mask, set] of [
        [null, new Set<number>()],
        [closed, shut],
      ] as const) {
        const metres = nearestByHand(graph, point, set);
        const snap = index.snap(point, mask);
        // On a plane instead of the earth, and to whole 10⁻⁷ degrees: centimetres within a kilometre or two.
        if (metres < FURTHEST - 1) expect(Math.abs((snap?.metres ?? Infinity) - metres)).toBeLessThan(0.1);
        else if (metres > FURTHEST + 1) {
          far += 1;
          expect(snap).toBeNull();
        }
        if (!snap) continue;
        expect(mask?.[snap.road] ?? 0).toBe(0);
        // The fraction says the same place.
        const [again] = linePart(graph, { road: snap.road, start: snap.fraction, end: 1 });
        expect(distance(again ?? [0, 0], snap.at)).toBeLessThan(0.5);
      }
    }
    expect(far).toBeGreaterThan(0);
  });

  it('between junctions, not only at one', () => {
    const graph = buildGraph(smallRoads([place(0, 0), place(400, 0)], [{ from: 0, to: 1 }]));
    const snap = new RoadIndex(graph).snap(place(100, 30), null);
    expect(snap?.fraction).toBeCloseTo(0.25, 3);
    expect(snap?.metres).toBeCloseTo(30, 1);
  });

  it('is nowhere in a graph without roads', () => {
    expect(new RoadIndex(buildGraph(smallRoads([], []))).snap([117, 30], null)).toBeNull();
  });
});
