import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mad, median, quantile, theilSen } from './robust.ts';
import { countTail, logGamma, tailToZ } from './tail.ts';

describe('robust statistics', () => {
  it('D1: quantiles are those of R (type 7)', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBeCloseTo(1.75, 12);
    expect(median([5, 1, 3])).toBe(3);
    expect(mad([1, 1, 2, 2, 4, 6, 9])).toBe(1);
    expect(median([])).toBeNaN();
  });

  it('D1: up to a quarter of the points may be anything and the slope stays', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 2 }),
        fc.array(fc.nat(11), { minLength: 2, maxLength: 2 }),
        (slope, wrong, places) => {
          const points = Array.from({ length: 12 }, (_, x) => ({ x, y: slope * x + 3 }));
          places.forEach((place, index) => (points[place] = { x: place, y: wrong[index] ?? 0 }));
          expect(theilSen(points)?.mid).toBeCloseTo(slope, 6);
        },
      ),
    );
    expect(theilSen([{ x: 1, y: 1 }])).toBeNull();
  });
});

describe('tails of counts', () => {
  it('D2: ln Γ, Poisson and negative binomial tails agree with R', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(101)).toBeCloseTo(363.73937555556347, 8);
    // ppois(4, 1, lower = FALSE); pnbinom(4, size = 2, mu = 1, lower = FALSE)
    expect(countTail(5, 1, Infinity)).toBeCloseTo(0.003659846827, 10);
    expect(countTail(5, 1, 2)).toBeCloseTo(0.017832647, 8);
    expect(countTail(0, 1, 2)).toBe(1);
    expect(countTail(1, 0, 2)).toBe(0);
  });

  it('D2: more is always odder, and a smaller size never makes it odder in the far tail', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 60, noNaN: true }),
        fc.double({ min: 0.1, max: 1e4, noNaN: true }),
        fc.integer({ min: 1, max: 90 }),
        (mean, size, count) => {
          const tail = countTail(count, mean, size);
          expect(tail).toBeGreaterThanOrEqual(0);
          expect(countTail(count + 1, mean, size)).toBeLessThanOrEqual(tail + 1e-12);
        },
      ),
    );
  });

  it('D2: the z of a tail is that of the normal distribution', () => {
    for (const [tail, z] of [[0.5, 0], [0.158655253931, 1], [0.001349898032, 3], [2.866515719e-7, 5]] as const) expect(tailToZ(tail)).toBeCloseTo(z, 5); // prettier-ignore
    expect(tailToZ(0.841344746068)).toBeCloseTo(-1, 5);
    expect(Number.isFinite(tailToZ(0))).toBe(true);
  });
});
