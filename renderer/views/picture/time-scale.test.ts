import { describe, expect, it } from 'vitest';
import { DAY, HOUR, instant, MINUTE } from '../../../shared/kit/time.ts';
import { parseTimeRange, TIME_RANGES, TimeScale, type TimeRange } from './time-scale.ts';

const now = instant(Date.UTC(2026, 6, 18, 6, 32, 8));
/** UTC+8. */
const ZONE = -480;

describe('TimeScale', () => {
  it('P3: counts the last three hours in round ten minutes, the running ones last', () => {
    const scale = new TimeScale('h3', now, ZONE);
    const counts = scale.count([now, instant(now - MINUTE), instant(now - HOUR)], now);
    expect(scale.from % (10 * MINUTE)).toBe(0);
    expect(counts).toHaveLength(18);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(counts.at(-1)).toBe(2);
    expect(scale.to - now).toBeGreaterThan(0);
    expect(scale.to - now).toBeLessThanOrEqual(10 * MINUTE);
  });

  it('P3: leaves out what is older, and what has a time that is not yet', () => {
    const scale = new TimeScale('h3', now, ZONE);
    expect(Math.max(...scale.count([instant(now - 4 * HOUR), instant(now + MINUTE)], now))).toBe(0);
  });

  it('P3: a day begins at midnight where the desk stands', () => {
    const scale = new TimeScale('d30', now, ZONE);
    expect((scale.from - ZONE * MINUTE) % DAY).toBe(0);
  });

  it.each(Object.keys(TIME_RANGES) as TimeRange[])('P3: a place on the strip and its time are one (%s)', (range) => {
    const scale = new TimeScale(range, now, ZONE);
    for (const share of [0, 0.25, 0.5, 0.999]) {
      expect(Math.abs((scale.shareOf(scale.at(share)) ?? -1) - share) * (scale.to - scale.from)).toBeLessThan(1_001);
    }
    expect(scale.shareOf(instant(scale.from - 1))).toBeNull();
    expect(scale.at(7)).toBe(scale.to);
  });
});

describe('parseTimeRange', () => {
  it('W2: what is stored otherwise is the usual range', () => {
    expect(['d1', 'toString', 3, undefined].map(parseTimeRange)).toEqual(['d1', 'h3', 'h3', 'h3']);
  });
});
