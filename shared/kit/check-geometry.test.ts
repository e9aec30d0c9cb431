import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGeometry, crossesItself, MAX_DRAWN } from './check-geometry.ts';
import { isOnEarth, type LonLat } from './geo.ts';
import { circle } from './geodesy.ts';
import { simplified } from './simplify.ts';

const SQUARE = [[117, 30], [118, 30], [118, 31], [117, 31], [117, 30]]; // prettier-ignore

describe('checkGeometry', () => {
  it('R23: a sound ring comes back as it was, without a word', () => {
    expect(checkGeometry(SQUARE, 'ring')).toEqual({ points: SQUARE, faults: [] });
  });

  it.each([
    ['a position that is no number', [[117, 30], [NaN, 30], [118, 30], [118, 31], [117, 30]], ['not-a-number']],
    ['null, a text, an object for a position', [[117, 30], null, 'x', {}, [118, 30], [118, 31], [117, 30]], ['not-a-number']],
    ['infinity', [[117, 30], [Infinity, 1], [118, 30], [118, 31], [117, 30]], ['not-a-number']],
    ['off the earth', [[117, 30], [181, 30], [118, 30], [118, 31], [117, 30]], ['out-of-range']],
    ['latitude first', [[30.3, 117.5], [30.4, 117.5], [30.4, 117.6], [30.3, 117.5]], ['out-of-range', 'too-short']],
    ['not closed', SQUARE.slice(0, -1), ['unclosed']],
    ['two corners', [[117, 30], [118, 30], [117, 30]], ['too-short']],
    ['nothing', [], ['too-short']],
    ['no list', 'x', ['not-a-number', 'too-short']],
    ['a bow tie', [[117, 30], [118, 31], [118, 30], [117, 31], [117, 30]], ['self-crossing']],
    ['over 180°', [[179, 10], [-179, 10], [-179, 11], [179, 11], [179, 10]], ['antimeridian']],
  ])('R23: says of %s what it is', (_, ring, faults) => {
    const checked = checkGeometry(ring, 'ring');
    expect(checked.faults).toEqual(faults);
    expect(checked.points === null).toBe(faults.includes('too-short'));
  }); // prettier-ignore

  it('R23: half a million corners become what can be drawn, and it says so', () => {
    const many = Array.from({ length: 500_000 }, (_, index) => {
      const angle = (index / 500_000) * 2 * Math.PI;
      return [117.5 + Math.cos(angle) / 10, 30.5 + Math.sin(angle) / 10];
    });
    const { points, faults } = checkGeometry(many, 'ring');
    expect(faults).toEqual(['unclosed', 'too-many']);
    expect(points?.length).toBeLessThanOrEqual(MAX_DRAWN);
    expect(points?.length).toBeGreaterThan(MAX_DRAWN / 2);
    expect(points?.at(-1)).toEqual(points?.[0]);
  });

  it('R23: whatever comes in, what goes out can be drawn', () => {
    const any = fc.oneof(
      fc.tuple(fc.double(), fc.double()),
      fc.tuple(fc.double({ min: -180, max: 180 }), fc.double({ min: -90, max: 90 })),
      fc.anything(),
    );
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 60 }),
        fc.constantFrom('line' as const, 'ring' as const),
        (input, form) => {
          const { points, faults } = checkGeometry(input, form, 20);
          if (points === null) {
            expect(faults).toContain('too-short');
            return;
          }
          expect(points.length).toBeLessThanOrEqual(20);
          expect(points.every(([lon, lat]) => isOnEarth(lon, lat))).toBe(true);
          if (form === 'ring') expect(points.at(-1)).toEqual(points[0]);
        },
      ),
    );
  });

  it('finds a crossing wherever the brute force does', () => {
    const corner = fc.tuple(
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 0, max: 8 }),
    ) as unknown as fc.Arbitrary<LonLat>;
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 9 }), (corners) => {
        const ring = corners.filter((at, index) => {
          const next = corners[(index + 1) % corners.length];
          return next?.[0] !== at[0] || next[1] !== at[1];
        });
        if (ring.length < 3) return;
        const shut = [...ring, ring[0] as LonLat];
        expect(crossesItself(shut)).toBe(bruteCrosses(shut));
      }),
      { numRuns: 2_000 },
    );
    expect(crossesItself(circle([117, 30], 500, 1))).toBe(false);
  });
});

describe('simplified', () => {
  it('keeps the ends, the order and what stands out', () => {
    const line = Array.from({ length: 1_000 }, (_, index): LonLat => [index / 1_000, index === 500 ? 0.5 : 0]);
    const kept = simplified(line, 5);
    expect(kept.length).toBeLessThanOrEqual(5);
    expect(kept).toContainEqual([0.5, 0.5]);
    expect([kept[0], kept.at(-1)]).toEqual([line[0], line.at(-1)]);
  });
});

/** Two closed segments share a point: by the sides of the ends, for every pair that are not neighbours. */
function bruteCrosses(ring: readonly LonLat[]): boolean {
  const edges = ring.length - 1;
  const turn = (a: LonLat, b: LonLat, c: LonLat) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const on = (a: LonLat, b: LonLat, c: LonLat) =>
    turn(a, b, c) === 0 && (c[0] - a[0]) * (c[0] - b[0]) <= 0 && (c[1] - a[1]) * (c[1] - b[1]) <= 0;
  for (let i = 0; i < edges; i += 1) {
    for (let j = i + 2; j < edges; j += 1) {
      if (i === 0 && j === edges - 1) continue;
      const [a, b, c, d] = [ring[i], ring[i + 1], ring[j], ring[j + 1]] as LonLat[] as [LonLat, LonLat, LonLat, LonLat];
      const proper = turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
      if (proper || on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)) return true;
    }
  }
  return false;
}
