import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, type LonLat } from '../../../../../shared/kit/geo.ts';
import { createRandom } from '../../../../../shared/kit/random.ts';
import { containsIn, polygonsOf, type Area } from './area.ts';
import { areaOf, type AreaSources } from './area-choice.ts';

/** Corners and positions on whole numbers: every border can be met exactly. */
const spot = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })) as fc.Arbitrary<LonLat>;
const ring = fc.array(spot, { minLength: 3, maxLength: 60 });

/** How often the outline goes around (winding by angles), and whether the position lies on an edge: another way to the same. */
function bruteForce(rings: readonly (readonly LonLat[])[], [x, y]: LonLat): boolean {
  let crossings = 0;
  for (const corners of rings) {
    for (const [index, [x1, y1]] of corners.entries()) {
      const [x2, y2] = corners[(index + 1) % corners.length] as LonLat;
      const onLine = (x2 - x1) * (y - y1) === (y2 - y1) * (x - x1);
      if (onLine && (x - x1) * (x - x2) <= 0 && (y - y1) * (y - y2) <= 0) return true;
      // A ray of an angle that meets no corner: from the position to far away, one unit up in a thousand.
      const ray: LonLat = [x + 1_000, y + 1];
      const side = (a: LonLat, b: LonLat, c: LonLat): number =>
        Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
      const [a, b, here]: [LonLat, LonLat, LonLat] = [
        [x1, y1],
        [x2, y2],
        [x, y],
      ];
      if (side(here, ray, a) !== side(here, ray, b) && side(a, b, here) !== side(a, b, ray)) crossings += 1;
    }
  }
  return crossings % 2 === 1;
}

const polygons = (rings: readonly (readonly LonLat[])[]): Area => ({ polygons: [rings], circles: [] });

describe('A1: inside an area', () => {
  it('is what brute force says, for outlines with holes, crossings and borders', () => {
    fc.assert(
      fc.property(fc.array(ring, { minLength: 1, maxLength: 4 }), fc.array(spot, { maxLength: 60 }), (rings, spots) => {
        const contains = containsIn(polygons(rings));
        for (const at of spots) expect(contains(at)).toBe(bruteForce(rings, at));
      }),
      { numRuns: 400 },
    );
  });

  it('a square with a hole: borders of both count, the hole does not', () => {
    const square: LonLat[] = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]; // prettier-ignore
    const hole: LonLat[] = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]; // prettier-ignore
    const contains = containsIn(polygons([square, hole]));
    const told = ([[5, 5], [4, 5], [3, 5], [0, 0], [10, 5], [10.0001, 5]] as LonLat[]).map(contains); // prettier-ignore
    expect(told).toEqual([false, true, true, true, true, false]);
  });

  it('an outline of 20,000 corners, against brute force', () => {
    const random = createRandom(9);
    const corners = Array.from({ length: 20_000 }, (_, index): LonLat => {
      const [angle, radius] = [(index / 20_000) * 2 * Math.PI, 3 + random.next()];
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    const contains = containsIn(polygons([corners]));
    for (let round = 0; round < 200; round += 1) {
      const at: LonLat = [random.next() * 8 - 4, random.next() * 8 - 4];
      expect(contains(at)).toBe(bruteForce([corners], at));
    }
  });

  it('a circle ends at its radius, whatever its outline is drawn with', () => {
    const center: LonLat = [117.58, 30.3];
    const area: Area = { polygons: [], circles: [{ center, metres: 500 }] };
    const contains = containsIn(area);
    const random = createRandom(4);
    for (let round = 0; round < 500; round += 1) {
      const at: LonLat = [117.58 + random.gaussian() * 0.005, 30.3 + random.gaussian() * 0.005];
      expect(contains(at)).toBe(distance(center, at) <= 500);
    }
    expect(polygonsOf(area)[0]?.[0]?.length).toBeGreaterThan(60);
  });

  it('of nothing is nowhere', () => {
    expect(containsIn({ polygons: [], circles: [] })([0, 0])).toBe(false);
    expect(containsIn(polygons([[]]))([0, 0])).toBe(false);
  });
});

describe('A2: which area is meant', () => {
  const none: AreaSources = { drawing: () => undefined, incident: () => undefined, alert: () => undefined, city: null };

  it('is null when what was meant is not there', () => {
    expect(areaOf({ by: 'drawing', id: 'x' }, none)).toBeNull();
    expect(areaOf({ by: 'incident', id: 'x', metres: 100 }, none)).toBeNull();
    expect(areaOf({ by: 'alert', id: 'x' }, none)).toBeNull();
    expect(areaOf({ by: 'district', code: 'x' }, none)).toBeNull();
    expect(areaOf({ by: 'ring', ring: [[0, 0], [1, 1]] }, none)).toBeNull(); // prettier-ignore
  });
});
