import type { Instant } from '../../../../shared/kit/time.ts';
import { type EventHistory, hourNumber, hourOfWeek, HOURS_OF_WEEK, isWeekend, type HourNumber } from './history.ts';
import { mad, MAD_TO_SIGMA, median } from './robust.ts';
import { countTail, tailToZ } from './tail.ts';

/**
 * What is usual per area, type and hour of the week, and how odd a count is.
 *
 * Usual. With many weeks: median and scaled MAD of the same hour of the week (Hampel 1974). With few, that median says next to
 * nothing (of two weeks it is a mean of two numbers), so it is shrunk towards a coarser expectation, as a gamma prior worth
 * `priorWeeks` weeks of observation (empirical Bayes; Clayton and Kaldor 1987):
 *
 *   prior(area, type, hour) = rate of (area, type) × shape of the type over the week, all areas together;
 *   the shape of an hour is itself shrunk towards that hour of the day on working days or weekends;
 *   mean = (priorWeeks · prior + Σ counts) ÷ (priorWeeks + weeks).
 *
 * Counts far above what was usual (past alarms) are cut down first, so that a burst does not become tomorrow's normal.
 *
 * Odd. Counts of a city's areas are small (0, 1, 2 an hour): a MAD is 0 there and a robust z is infinite. Below a mean of
 * `tailBelow` the score is therefore the tail probability of a negative binomial, turned into the z of a normal with the same tail.
 * Negative binomial and not Poisson, because (1) the mean is an estimate, and gamma–Poisson prediction is just that distribution,
 * wider with fewer weeks; (2) real calls come in clumps: the measured excess over Poisson of (type) widens it too. From
 * `tailBelow` on: robust z, never with less spread than Poisson.
 *
 * Limits: no holidays, no summer time, no trend within the history; a new area with no history is scored against its type's
 * citywide rate spread evenly, which is a guess and is told by `weeks: 0`.
 */
export interface BaselineSettings {
  /** Weight of the coarser expectation, in weeks. Default 6. */
  readonly priorWeeks?: number;
  /** Mean from which the robust z is used. Default 20. */
  readonly tailBelow?: number;
  /** Older weeks are left out. Default 12. */
  readonly maxWeeks?: number;
}

export interface Expectation {
  /** 0…167, 0 is Monday 00:00 civil time. */
  readonly hourOfWeek: number;
  /** Same hours of the week that were observed. */
  readonly weeks: number;
  /** Their counts, oldest first: what a person can check. */
  readonly counts: readonly number[];
  /** Of those counts, unshrunk; null with none. `mad` unscaled. */
  readonly median: number | null;
  readonly mad: number | null;
  /** Shrunk: what is expected now. */
  readonly mean: number;
  /** Standard deviation of the next count, by the predictive distribution. */
  readonly spread: number;
  /** Negative binomial size of the prediction; Infinity would be Poisson. */
  readonly size: number;
}

export interface CountScore {
  /** Robust z, or the normal z with the same tail; 3 is odd, 5 is very odd. */
  readonly score: number;
  /** P(this many or more); null where the robust z was used. */
  readonly tail: number | null;
  readonly by: 'tail' | 'robustZ';
}

/** How odd a count of an hour is. High counts only: that nothing comes is the sensor's or the feed's own rule. */
export function scoreCount(
  expected: Expectation,
  count: number,
  { tailBelow = 20 }: BaselineSettings = {},
): CountScore {
  if (expected.mean >= tailBelow) {
    return { score: (count - expected.mean) / expected.spread, tail: null, by: 'robustZ' };
  }
  const tail = countTail(count, expected.mean, expected.size);
  return { score: tailToZ(tail), tail, by: 'tail' };
}

/** Usual range for a chart: mean less and plus so many standard deviations, not below 0. */
export function band({ mean, spread }: Expectation, deviations = 2): { readonly low: number; readonly high: number } {
  return { low: Math.max(0, mean - deviations * spread), high: mean + deviations * spread };
}

interface Rate {
  /** Per hour, cut counts. */
  readonly mean: number;
  readonly hours: ReadonlyMap<HourNumber, number>;
}

interface TypeShape {
  /** Times the mean of the hour of the week; their mean over the observed hours is 1. */
  readonly factor: Float64Array;
  /** Variance ÷ mean² beyond Poisson. */
  readonly excess: number;
  /** Mean rate of an area that has had any event of the type. */
  readonly areaMean: number;
}

/** The expectations as of one moment. Fit again once a day: O(hours with events). `expect` is O(weeks). */
export class Baselines {
  readonly #settings: Required<BaselineSettings>;
  readonly #history: EventHistory;
  readonly #from: HourNumber;
  readonly #until: HourNumber;
  readonly #rates = new Map<string, Rate>();
  readonly #shapes = new Map<string, TypeShape>();
  readonly #occurrences = new Int32Array(HOURS_OF_WEEK);

  /** Learns from the whole hours before `until`. */
  constructor(history: EventHistory, until: Instant, settings: BaselineSettings = {}) {
    this.#settings = { priorWeeks: 6, tailBelow: 20, maxWeeks: 12, ...settings };
    this.#history = history;
    this.#until = hourNumber(history.civil, until);
    const oldest = this.#until - this.#settings.maxWeeks * HOURS_OF_WEEK;
    this.#from = Math.max(history.first ?? this.#until, oldest);
    for (let hour = this.#from; hour < this.#until; hour += 1) {
      if (!history.isUnknown(hour)) this.#occurrences[hourOfWeek(hour)] = this.#occurrence(hourOfWeek(hour)) + 1;
    }
    this.#learn();
  }

  #occurrence(ofWeek: number): number {
    return this.#occurrences[ofWeek] ?? 0;
  }

  get weeks(): number {
    return this.#occurrences.reduce((sum, count) => sum + count, 0) / HOURS_OF_WEEK;
  }

  /** Null while nothing at all was observed: then nothing is odd. */
  expect(area: string, type: string, at: Instant): Expectation | null {
    const shape = this.#shapes.get(type);
    if (!shape) return null;
    const hour = hourNumber(this.#history.civil, at);
    const ofWeek = hourOfWeek(hour);
    const rate = this.#rates.get(`${area}\n${type}`);
    const factor = shape.factor[ofWeek] ?? 1;
    const prior = Math.max(1e-4, (rate?.mean ?? shape.areaMean) * factor);

    const counts: number[] = [];
    let cut = 0;
    const first = this.#from + ((((ofWeek - hourOfWeek(this.#from)) % HOURS_OF_WEEK) + HOURS_OF_WEEK) % HOURS_OF_WEEK);
    for (let same = first; same < this.#until; same += HOURS_OF_WEEK) {
      if (this.#history.isUnknown(same)) continue;
      const count = rate?.hours.get(same) ?? 0;
      counts.push(count);
      cut += Math.min(count, ceiling(prior));
    }
    const weeks = rate ? counts.length : 0;
    const { priorWeeks } = this.#settings;
    const alpha = priorWeeks * prior + (rate ? cut : 0);
    const mean = alpha / (priorWeeks + weeks);
    const size = 1 / (1 / Math.max(alpha, 1e-9) + shape.excess);
    const middle = counts.length > 0 ? median(counts) : null;
    const deviation = middle === null ? null : mad(counts, middle);
    return { hourOfWeek: ofWeek, weeks, counts, median: middle, mad: deviation, mean, size, spread: this.#spread(mean, size, weeks, deviation) }; // prettier-ignore
  }

  /** The measured MAD counts by its weeks, the prediction by the weeks of the prior; at least Poisson. */
  #spread(mean: number, size: number, weeks: number, deviation: number | null): number {
    const predicted = mean + (mean * mean) / size;
    if (deviation === null || mean < this.#settings.tailBelow) return Math.sqrt(predicted);
    const measured = (MAD_TO_SIGMA * deviation) ** 2;
    const { priorWeeks } = this.#settings;
    return Math.sqrt(Math.max(mean, (priorWeeks * predicted + weeks * measured) / (priorWeeks + weeks)));
  }

  #learn(): void {
    const observed = this.#occurrences.reduce((sum, count) => sum + count, 0);
    if (observed === 0) return;
    const byType = new Map<string, Rate[]>();
    for (const { area, type, hours } of this.#history.series()) {
      const known = new Map([...hours].filter(([hour]) => this.#isLearnt(hour)));
      let total = 0;
      const rough = [...known.values()].reduce((sum, count) => sum + count, 0) / observed;
      // The limit allows for the peak of the day, three times the mean.
      for (const count of known.values()) total += Math.min(count, ceiling(3 * rough));
      const rate: Rate = { mean: total / observed, hours: known };
      this.#rates.set(`${area}\n${type}`, rate);
      const same = byType.get(type);
      if (same) same.push(rate);
      else byType.set(type, [rate]);
    }
    for (const [type, rates] of byType) this.#shapes.set(type, this.#shapeOf(rates, observed));
  }

  #isLearnt(hour: HourNumber): boolean {
    return hour >= this.#from && hour < this.#until && !this.#history.isUnknown(hour);
  }

  #shapeOf(rates: readonly Rate[], observed: number): TypeShape {
    // Cut twice: first by the peak of any day, then by what the hour of the day lets expect.
    const rough = this.#totals(rates, () => 3);
    const all = Math.max(1e-9, rough.reduce((sum, count) => sum + count, 0) / observed);
    const coarse = this.#dayShape(rough, all);
    const totals = this.#totals(rates, (ofWeek) => coarse[ofWeek] ?? 1);
    const { priorWeeks } = this.#settings;
    const factor = new Float64Array(HOURS_OF_WEEK);
    for (let ofWeek = 0; ofWeek < HOURS_OF_WEEK; ofWeek += 1) {
      const weight = priorWeeks + this.#occurrence(ofWeek);
      factor[ofWeek] = (priorWeeks * (coarse[ofWeek] ?? 1) + (totals[ofWeek] ?? 0) / all) / weight;
    }
    const areaMean = rates.reduce((sum, { mean }) => sum + mean, 0) / rates.length;
    return { factor, areaMean, excess: this.#excess(rates, factor) };
  }

  /** Counts by hour of the week, all areas, each cut down to what `times` its area's mean rate may be. */
  #totals(rates: readonly Rate[], times: (ofWeek: number) => number): Float64Array {
    const totals = new Float64Array(HOURS_OF_WEEK);
    for (const { mean, hours } of rates) {
      for (const [hour, count] of hours) {
        const ofWeek = hourOfWeek(hour);
        totals[ofWeek] = (totals[ofWeek] ?? 0) + Math.min(count, ceiling(times(ofWeek) * mean));
      }
    }
    return totals;
  }

  /** The hour of the day on working days or weekends, itself held towards 1 by one day's worth. */
  #dayShape(totals: Float64Array, all: number): Float64Array {
    const sums = new Float64Array(48);
    const days = new Float64Array(48);
    const slot = (ofWeek: number): number => (isWeekend(ofWeek) ? 24 : 0) + (ofWeek % 24);
    for (let ofWeek = 0; ofWeek < HOURS_OF_WEEK; ofWeek += 1) {
      sums[slot(ofWeek)] = (sums[slot(ofWeek)] ?? 0) + (totals[ofWeek] ?? 0) / all;
      days[slot(ofWeek)] = (days[slot(ofWeek)] ?? 0) + this.#occurrence(ofWeek);
    }
    return Float64Array.from({ length: HOURS_OF_WEEK }, (_, ofWeek) => {
      return ((sums[slot(ofWeek)] ?? 0) + 1) / ((days[slot(ofWeek)] ?? 0) + 1);
    });
  }

  /** Moment estimate of the excess over Poisson, Σ((x − μ)² − μ) ÷ Σμ², over all areas and hours of the type; 0…2. */
  #excess(rates: readonly Rate[], factor: Float64Array): number {
    const squares = factor.reduce((sum, value, ofWeek) => sum + this.#occurrence(ofWeek) * value * value, 0);
    let over = 0;
    let under = 0;
    for (const { mean, hours } of rates) {
      under += mean * mean * squares;
      // Σ over all hours of (x − μ)² − μ, from the hours with events only: Σ(x² − 2xμ) + Σμ² − Σμ.
      over += mean * mean * squares;
      over -= mean * factor.reduce((sum, value, ofWeek) => sum + this.#occurrence(ofWeek) * value, 0);
      for (const [hour, count] of hours) {
        const cut = Math.min(count, ceiling(3 * mean));
        over += cut * cut - 2 * cut * mean * (factor[hourOfWeek(hour)] ?? 1);
      }
    }
    return under > 0 ? Math.min(2, Math.max(0, over / under)) : 0;
  }
}

/** A count above it is cut down to it before it is learnt: about one in ten thousand of Poisson counts with this mean. */
function ceiling(mean: number): number {
  return Math.ceil(mean + 4 * Math.sqrt(mean) + 1);
}
