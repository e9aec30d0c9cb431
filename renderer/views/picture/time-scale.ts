import { DAY, HOUR, instant, MINUTE } from '../../../shared/kit/time.ts';
import type { Instant } from '../../../shared/kit/time.ts';

/** How far the time strip reaches back, and how it is divided. */
export const TIME_RANGES = {
  h1: { span: HOUR, bin: 5 * MINUTE, label: 15 * MINUTE },
  h3: { span: 3 * HOUR, bin: 10 * MINUTE, label: 30 * MINUTE },
  h12: { span: 12 * HOUR, bin: 30 * MINUTE, label: 2 * HOUR },
  d1: { span: DAY, bin: HOUR, label: 4 * HOUR },
  d7: { span: 7 * DAY, bin: 6 * HOUR, label: DAY },
  d30: { span: 30 * DAY, bin: DAY, label: 5 * DAY },
} as const;

export type TimeRange = keyof typeof TIME_RANGES;

export function parseTimeRange(stored: unknown): TimeRange {
  return typeof stored === 'string' && Object.hasOwn(TIME_RANGES, stored) ? (stored as TimeRange) : 'h3';
}

/** The strip: bins on round times of the wall, the last one the running one. */
export class TimeScale {
  readonly range: TimeRange;
  readonly from: Instant;
  /** Where the last bin ends: at most one bin after now. */
  readonly to: Instant;
  readonly bins: number;
  readonly #zone: number;

  /** @param zone minutes that local time is behind UTC, as `Date.getTimezoneOffset` gives it: a day begins at midnight here. */
  constructor(range: TimeRange, now: Instant, zone: number) {
    const { span, bin } = TIME_RANGES[range];
    this.range = range;
    this.#zone = zone * MINUTE;
    this.bins = span / bin;
    const end = Math.floor((now - this.#zone) / bin) * bin + bin + this.#zone;
    this.to = instant(end);
    this.from = instant(end - span);
  }

  start(bin: number): Instant {
    return instant(this.from + bin * TIME_RANGES[this.range].bin);
  }

  isLabelled(bin: number): boolean {
    return (this.start(bin) - this.#zone) % TIME_RANGES[this.range].label === 0;
  }

  /** Reports per bin; those of before the strip or after now are left out. */
  count(reportedAt: Iterable<Instant>, now: Instant): number[] {
    const counts = new Array<number>(this.bins).fill(0);
    for (const at of reportedAt) {
      const bin = Math.floor((at - this.from) / TIME_RANGES[this.range].bin);
      if (bin >= 0 && bin < this.bins && at <= now) counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  }

  /** 0 at the left end, 1 at the right one; null when it is not on the strip. */
  shareOf(at: Instant): number | null {
    const share = (at - this.from) / (this.to - this.from);
    return share >= 0 && share <= 1 ? share : null;
  }

  /** The time at a share of the width, on a full second. */
  at(share: number): Instant {
    const exact = this.from + Math.min(1, Math.max(0, share)) * (this.to - this.from);
    return instant(Math.floor(exact / 1_000) * 1_000);
  }
}
