import { describe, expect, it } from 'vitest';
import { ClockFilter } from './clock-filter.ts';
import { busyDelay, retryDelay, storeRetryDelay } from './retry.ts';

describe('clock filter', () => {
  it('F10 (R20): believes the sample with the shortest round trip', () => {
    const filter = new ClockFilter();
    expect(filter.estimate(1_000, 0)).toBeNull();
    // The hub is 500 ms ahead of our wall clock, which reads 1000 at monotonic 0. The second question came back late.
    filter.add(1_510, 0, 20);
    filter.add(1_740, 100, 300);
    expect(filter.estimate(1_400, 400)).toEqual({ offset: 500, roundTrip: 20 });
  });

  it('F10 (R20): a jump of our wall clock shows at once, without a new sample', () => {
    const filter = new ClockFilter();
    filter.add(1_010, 0, 20);
    expect(filter.estimate(1_050, 50)).toMatchObject({ offset: 0 });
    expect(filter.estimate(1_050 - 86_400_000, 50)).toMatchObject({ offset: 86_400_000 });
  });

  it('F10 (R20): tells the hub’s time whatever our wall clock says, and after a new start of measuring too', () => {
    const filter = new ClockFilter();
    expect(filter.hubTime(0)).toBeNull();
    filter.add(1_010, 0, 20);
    expect(filter.hubTime(60)).toBe(1_060);
    filter.reset();
    expect(filter.hubTime(70)).toBe(1_070);
    // Worse than the one before, but of this connection.
    filter.add(2_050, 80, 120);
    expect(filter.hubTime(130)).toBe(2_080);
  });

  it('F10: forgets samples that are old', () => {
    const filter = new ClockFilter();
    filter.add(9_999, 0, 1);
    for (let index = 1; index <= 8; index += 1) filter.add(1_000 + index * 100 + 5, index * 100, index * 100 + 10);
    expect(filter.estimate(2_000, 1_000)).toEqual({ offset: 0, roundTrip: 10 });
  });
});

describe('retry', () => {
  it('F2 (R18): the first retry comes within a second, later ones within three, none in a tight loop', () => {
    const range = (delay: typeof retryDelay): number[][] =>
      [0, 1, 5, 20].map((attempt) => [delay(attempt, 0), delay(attempt, 0.999999)]);
    expect(range(retryDelay)).toEqual([
      [200, 1_000],
      [200, 2_000],
      [200, 3_000],
      [200, 3_000],
    ]);
  });

  it('F2 (R3): trouble of our own disk is waited out one or two seconds, however often', () => {
    expect(storeRetryDelay(0)).toBe(1_000);
    expect(storeRetryDelay(0.999999)).toBe(2_000);
  });

  it('F2 (R18): a busy hub is not asked before its time, and not by all at once', () => {
    expect(busyDelay(4_000, 0)).toBe(4_000);
    expect(busyDelay(4_000, 0.999999)).toBe(5_000);
    expect(busyDelay(0, 0)).toBe(200);
    expect(busyDelay(10_000_000, 0)).toBe(60_000);
  });
});
