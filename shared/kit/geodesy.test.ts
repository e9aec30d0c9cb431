import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearing, distance, type LonLat } from './geo.ts';
import { circle, destination, lineLength, polygonArea, ringArea, sector } from './geodesy.ts';

const place = fc.tuple(fc.double({ min: 117, max: 118, noNaN: true }), fc.double({ min: 30, max: 31, noNaN: true })) as fc.Arbitrary<LonLat>; // prettier-ignore
const turn = fc.double({ min: 0, max: 359.9, noNaN: true });

describe('geodesy', () => {
  it('what lies so far on a bearing is so far away, on that bearing', () => {
    fc.assert(
      fc.property(place, turn, fc.double({ min: 10, max: 20_000, noNaN: true }), (from, degrees, metres) => {
        const to = destination(from, degrees, metres);
        expect(distance(from, to)).toBeCloseTo(metres, 3);
        const off = Math.abs(((bearing(from, to) - degrees + 540) % 360) - 180);
        expect(off).toBeLessThan(1e-3);
      }),
    );
  });

  it('the area of a ring is that of the cells of a fine grid whose middle lies inside', () => {
    // Rings around a middle: they do not cross themselves.
    const radii = fc.array(fc.double({ min: 300, max: 3_000, noNaN: true }), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(place, radii, (middle, lengths) => {
        const ring = lengths.map((metres, index) => destination(middle, (index * 360) / lengths.length, metres));
        const counted = gridArea(ring);
        expect(Math.abs(ringArea(ring) - counted) / counted).toBeLessThan(0.02);
      }),
      { numRuns: 40 },
    );
  });

  it('a ring has the same area in both directions, closed or not, and a hole is taken off', () => {
    const ring = circle([117.5, 30.5], 1_000, 1);
    expect(ringArea(ring)).toBeCloseTo(ringArea(ring.slice(0, -1).toReversed()), 3);
    expect(ringArea(ring) / (Math.PI * 1_000 ** 2)).toBeCloseTo(1, 3);
    const hole = circle([117.5, 30.5], 500, 1);
    expect(polygonArea([ring, hole])).toBeCloseTo(ringArea(ring) - ringArea(hole), 3);
  });

  it('a sector over north has its share of the circle', () => {
    const quarter = sector([117.5, 30.5], 1_000, 315, 45);
    expect(ringArea(quarter) / (Math.PI * 1_000 ** 2)).toBeCloseTo(0.25, 2);
    expect(lineLength(quarter)).toBeGreaterThan(2_000 + 1_500);
  });
});

function gridArea(ring: readonly LonLat[], cells = 200): number {
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  let inside = 0;
  for (let column = 0; column < cells; column += 1) {
    for (let row = 0; row < cells; row += 1) {
      const lon = west + ((column + 0.5) / cells) * (east - west);
      const lat = south + ((row + 0.5) / cells) * (north - south);
      if (isInside(ring, lon, lat)) inside += 1;
    }
  }
  const middle = (south + north) / 2;
  const width = distance([west, middle], [east, middle]);
  return (inside / cells ** 2) * width * distance([west, south], [west, north]);
}

function isInside(ring: readonly LonLat[], lon: number, lat: number): boolean {
  let inside = false;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] as LonLat;
    if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}
