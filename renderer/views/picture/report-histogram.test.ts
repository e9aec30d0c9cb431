import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { BIN, BINS, reportHistogram } from './report-histogram.ts';

const now = instant(1_784_000_000_000);

describe('reportHistogram', () => {
  it('counts the last three hours in round ten minutes, the running ones last', () => {
    const { from, counts } = reportHistogram([now, instant(now - MINUTE), instant(now - 60 * MINUTE)], now);
    expect(from % BIN).toBe(0);
    expect(counts).toHaveLength(BINS);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(from + BINS * BIN).toBeGreaterThan(now);
  });

  it('leaves out what is older, and what has a time that is not yet', () => {
    const { counts } = reportHistogram([instant(now - 4 * 60 * MINUTE), instant(now + MINUTE)], now);
    expect(Math.max(...counts)).toBe(0);
  });
});
