import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { closedRoads, type Area } from './closures.ts';
import { buildGraph } from './graph.ts';
import { BRIDGE } from './road-data.ts';
import { linePart } from './route.ts';
import { RoadIndex } from './snap.ts';
import { net, place, smallRoads } from './testing/small-roads.ts';

function square(west: number, south: number, east: number, north: number): LonLat[] {
  return [place(west, south), place(east, south), place(east, north), place(west, north), place(west, south)];
}

const row = buildGraph(
  smallRoads(
    [place(0, 0), place(1_000, 0), place(2_000, 0), place(3_000, 0)],
    [
      { from: 0, to: 1 },
      { from: 1, to: 2, flags: BRIDGE },
      { from: 2, to: 3 },
    ],
  ),
);
const index = new RoadIndex(row);
const closed = (...areas: Area[]) => [...(closedRoads(row, index, { areas }) ?? [])];

describe('W5: closures', () => {
  it('close a road that an area crosses, surrounds or touches, whole', () => {
    expect(closed([square(400, -50, 500, 50)])).toEqual([1, 0, 0]);
    expect(closed([square(-50, -50, 1_050, 50)])).toEqual([1, 1, 0]);
    expect(closed([square(1_200, -50, 1_300, 0)])).toEqual([0, 1, 0]);
    expect(closed([square(0, 100, 3_000, 200)])).toEqual([0, 0, 0]);
  });

  it('leave open what lies in a hole, or under the bridge', () => {
    expect(closed([square(-500, -500, 3_500, 500), square(1_500, -100, 3_400, 100)])).toEqual([1, 1, 0]);
    const areas = [[square(-50, -50, 3_050, 50)]];
    expect([...(closedRoads(row, index, { areas, exceptBridges: true }) ?? [])]).toEqual([1, 0, 1]);
  });

  it('take a ring that is not closed, and one that crosses itself (inside is what an odd number surrounds)', () => {
    expect(closed([square(400, -50, 500, 50).slice(0, 4)])).toEqual([1, 0, 0]);
    const bow = [place(300, -50), place(700, 50), place(700, -50), place(300, 50)];
    expect(closed([bow])).toEqual([1, 0, 0]);
  });

  it('are roads by number too; a number of another graph closes nothing', () => {
    expect([...(closedRoads(row, index, { roads: [2, 77] }) ?? [])]).toEqual([0, 0, 1]);
    expect(closedRoads(row, index, {})).toBeNull();
    expect(closedRoads(row, index, undefined)).toBeNull();
  });

  it('close what has a point inside, for any polygon (compared with points every 2 m)', () => {
    const streets = net(6);
    const found = new RoadIndex(streets);
    const corner = fc.tuple(fc.integer({ min: -100, max: 600 }), fc.integer({ min: -100, max: 600 }));
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 12 }), (corners) => {
        const ring = corners.map(([x, y]) => place(x + 0.3, y + 0.7));
        const mask = closedRoads(streets, found, { areas: [[ring]] });
        for (let road = 0; road < streets.from.length; road += 1) {
          const samples = Array.from({ length: 51 }, (_none, at) => {
            return linePart(streets, { road, start: at / 50, end: 1 })[0] ?? [0, 0];
          });
          if (samples.some((point) => isInside(ring, point as LonLat))) expect(mask?.[road]).toBe(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function isInside(ring: readonly LonLat[], [x, y]: LonLat): boolean {
  let crossings = 0;
  for (let at = 0; at < ring.length; at += 1) {
    const [[ax, ay], [bx, by]] = [ring[at] ?? [0, 0], ring[(at + 1) % ring.length] ?? [0, 0]];
    if (ay <= y === by <= y) continue;
    if (ax + ((y - ay) * (bx - ax)) / (by - ay) > x) crossings += 1;
  }
  return crossings % 2 === 1;
}
