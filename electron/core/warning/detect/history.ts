import { HOUR, type Instant } from '../../../../shared/kit/time.ts';

/** Hours of a week; 0 is Monday 00:00 of the city's civil time. */
export const HOURS_OF_WEEK = 168;

/** Count of whole hours since 1970 in the city's civil time. */
export type HourNumber = number;

export interface CivilTime {
  /** Ahead of UTC, ms (China: 8 h). Fixed: in a place with summer time a shifted hour looks like its neighbour for a week or two. */
  readonly aheadOfUtc: number;
}

export const BEIJING_TIME: CivilTime = { aheadOfUtc: 8 * HOUR };

export function hourNumber({ aheadOfUtc }: CivilTime, at: Instant): HourNumber {
  return Math.floor((at + aheadOfUtc) / HOUR);
}

/** 0…167. 1970-01-01 was a Thursday. */
export function hourOfWeek(hour: HourNumber): number {
  return (((hour + 72) % HOURS_OF_WEEK) + HOURS_OF_WEEK) % HOURS_OF_WEEK;
}

export function isWeekend(ofWeek: number): boolean {
  return ofWeek >= 120;
}

export interface CountedSeries {
  readonly area: string;
  readonly type: string;
  /** Only hours with events. */
  readonly hours: ReadonlyMap<HourNumber, number>;
}

/**
 * Events per area, type and hour. An hour inside the observed time without an event counts as 0; an hour during which the feed
 * was down is unknown and counts for nothing. Grows by `add`, O(1); forget old hours by `forgetBefore`.
 */
export class EventHistory {
  readonly civil: CivilTime;
  readonly #series = new Map<string, CountedSeries & { hours: Map<HourNumber, number> }>();
  readonly #unknown = new Set<HourNumber>();
  #first: HourNumber | null = null;

  constructor(civil: CivilTime = BEIJING_TIME) {
    this.civil = civil;
  }

  /** The observed time begins here even if the first event comes later. */
  observedFrom(at: Instant): void {
    const hour = hourNumber(this.civil, at);
    if (this.#first === null || hour < this.#first) this.#first = hour;
  }

  add(area: string, type: string, at: Instant, count = 1): void {
    this.observedFrom(at);
    const key = `${area}\n${type}`;
    let series = this.#series.get(key);
    if (!series) this.#series.set(key, (series = { area, type, hours: new Map() }));
    const hour = hourNumber(this.civil, at);
    series.hours.set(hour, (series.hours.get(hour) ?? 0) + count);
  }

  /** The feed was down: the hours that [from, until) touches say nothing. */
  unknown(from: Instant, until: Instant): void {
    const last = hourNumber(this.civil, (until - 1) as Instant);
    for (let hour = hourNumber(this.civil, from); hour <= last; hour += 1) this.#unknown.add(hour);
  }

  forgetBefore(at: Instant): void {
    const limit = hourNumber(this.civil, at);
    for (const [key, { hours }] of this.#series) {
      for (const hour of hours.keys()) if (hour < limit) hours.delete(hour);
      if (hours.size === 0) this.#series.delete(key);
    }
    for (const hour of this.#unknown) if (hour < limit) this.#unknown.delete(hour);
    if (this.#first !== null && this.#first < limit) this.#first = limit;
  }

  isUnknown(hour: HourNumber): boolean {
    return this.#unknown.has(hour);
  }

  countAt(area: string, type: string, hour: HourNumber): number {
    return this.#series.get(`${area}\n${type}`)?.hours.get(hour) ?? 0;
  }

  series(): Iterable<CountedSeries> {
    return this.#series.values();
  }

  /** First observed hour; null while nothing was. */
  get first(): HourNumber | null {
    return this.#first;
  }
}
