import { MINUTE } from '../../../shared/kit/time.ts';
import type { Instant } from '../../../shared/kit/time.ts';

export const BIN = 10 * MINUTE;
export const BINS = 18;

export interface Histogram {
  /** Start of the first bin, on a round ten minutes. */
  readonly from: number;
  readonly counts: readonly number[];
}

/** Reports per ten minutes over the last three hours; the last bin is the running one. Reports of the future are left out. */
export function reportHistogram(reportedAt: Iterable<Instant>, now: Instant): Histogram {
  const from = Math.floor(now / BIN) * BIN - (BINS - 1) * BIN;
  const counts = new Array<number>(BINS).fill(0);
  for (const at of reportedAt) {
    const bin = Math.floor((at - from) / BIN);
    if (bin >= 0 && bin < BINS && at <= now) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from, counts };
}
