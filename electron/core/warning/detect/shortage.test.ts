import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, instant } from '../../../../shared/kit/time.ts';
import { forecastStock, type StockCount } from './shortage.ts';

const counts = (...pairs: readonly (readonly [hours: number, quantity: number | null])[]): StockCount[] =>
  pairs.map(([hours, quantity]) => ({ at: instant(hours * HOUR), quantity }));

describe('shortage', () => {
  it('D9: an even use gives the hours left, less what passed since the count', () => {
    const forecast = forecastStock(counts([0, 1000], [1, 900], [2, 800], [3, 700]), instant(3.5 * HOUR));
    expect(forecast).toMatchObject({
      is: 'burning',

      intervals: 3,
      refills: [],
    });
    if (forecast.is !== 'burning') throw new Error(forecast.is);
    expect(forecast.perHour.mid).toBeCloseTo(100, 9);
    expect(forecast.hours.p50).toBeCloseTo(6.5, 9);
    // No use is so even that nothing could come: a stock with hardly a past is taken to miss by a quarter.
    expect(forecast.hours.p10).toBeLessThan(5.5);
    expect(forecast.hours.p90).toBeGreaterThan(7.5);
  });

  it('D9: a refill is recognised, its interval is left out', () => {
    const forecast = forecastStock(
      counts([0, 500], [1, 400], [2, 300], [2.5, 1300], [3.5, 1200], [4.5, 1100]),
      instant(4.5 * HOUR),
    );
    expect(forecast).toMatchObject({ is: 'burning', refills: [2.5 * HOUR], intervals: 4 });
    expect(forecast.is === 'burning' && forecast.hours.p50).toBeCloseTo(11, 9);
  });

  it('D9: a wrong count moves the rate little', () => {
    const forecast = forecastStock(
      counts([0, 1000], [1, 900], [2, 300], [3, 700], [4, 600], [5, 500], [6, 400]),
      instant(6 * HOUR),
    );
    expect(forecast.is === 'burning' && forecast.perHour.mid).toBeLessThan(180);
  });

  it('D9: use that swings makes the hours less certain than use that is even', () => {
    const width = (uses: readonly number[]): number => {
      let left = 20_000;
      const list = uses.map((used, index) => ({ at: instant(index * 0.5 * HOUR), quantity: (left -= used) }));
      const forecast = forecastStock(list, list.at(-1)?.at ?? instant(0));
      return forecast.is === 'burning' ? (forecast.hours.p90 ?? Infinity) / (forecast.hours.p10 ?? 0) : Number.NaN;
    };
    const even = width(Array.from({ length: 44 }, () => 100));
    const swinging = width(Array.from({ length: 44 }, (_, index) => 100 * (1 + 0.8 * Math.sin(index / 5))));
    expect(swinging).toBeGreaterThan(1.5 * even);
  });

  it('D10: unknown stays unknown: no count, one count, an old count, only refills; nothing used is not infinity', () => {
    const at = instant(3 * HOUR);
    expect(forecastStock([], at)).toEqual({ is: 'unknown', why: 'noCount' });
    expect(forecastStock(counts([2, null]), at)).toEqual({ is: 'unknown', why: 'noCount' });
    expect(forecastStock(counts([2, 100]), at)).toEqual({ is: 'unknown', why: 'oneCount' });
    expect(forecastStock(counts([0, 100], [0.5, 90]), at)).toEqual({ is: 'unknown', why: 'oldCount' });
    expect(forecastStock(counts([2, 100], [3, 200]), at)).toEqual({ is: 'unknown', why: 'onlyRefills' });
    expect(forecastStock(counts([2, 100], [3, 100]), at)).toEqual({ is: 'idle', quantity: 100 });
    expect(forecastStock(counts([2, 100], [3, 0]), at)).toEqual({ is: 'empty', since: at });
    const single = forecastStock(counts([2, 100], [3, 50]), at);
    expect(single).toMatchObject({ is: 'burning', hours: { p10: null, p50: 1, p90: null } });
  });

  it('D9: P10 ≤ P50 ≤ P90, and half of the stock lasts half as long', () => {
    const uses = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(uses, (use) => {
        let left = 5_000;
        const list = use.map((used, index) => ({ at: instant(index * 0.25 * HOUR), quantity: (left -= used) }));
        const now = list.at(-1)?.at ?? instant(0);
        const forecast = forecastStock(list, now);
        if (forecast.is !== 'burning') return expect(forecast.is).toBe('idle');
        const { p10, p50, p90 } = forecast.hours;
        expect(p10 ?? 0).toBeLessThanOrEqual(p50 + 1e-9);
        expect(p90 ?? Infinity).toBeGreaterThanOrEqual(p50 - 1e-9);
        const half = forecastStock(
          list.map(({ at, quantity }) => ({ at, quantity: quantity - left / 2 })),
          now,
        );
        expect(half.is === 'burning' && half.hours.p50).toBeCloseTo(p50 / 2, 6);
      }),
    );
  });
});
