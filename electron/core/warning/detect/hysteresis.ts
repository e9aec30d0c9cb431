import { distance, type LonLat } from '../../../../shared/kit/geo.ts';
import { instant, MINUTE, type Instant } from '../../../../shared/kit/time.ts';

/**
 * A threshold that does not flutter: it is raised at one value, cleared at another that must hold for a time (Schmitt 1938), and
 * said to be confirmed only when a second reading or a second sensor agrees. Pure steps: keep the state, hand it back with the
 * next reading. One machine for each rule, rung and sensor.
 */
export interface ThresholdSettings {
  readonly direction: 'above' | 'below';
  /** Reaching this value raises. In the unit of the readings. */
  readonly set: number;
  /** Falling back past this value begins to clear. Default 0.8 × set for `above`, set ÷ 0.8 for `below`. */
  readonly clear?: number;
  /** So long must it stay past `clear`. Default 15 minutes. */
  readonly clearHold?: number;
  /** After an end, so long nothing is raised again. Default 10 minutes. */
  readonly coolDown?: number;
  /** A second reading so long after the first confirms. Default 5 minutes. */
  readonly confirmApart?: number;
  /** So many sensors (this one included) confirm at once. Default 2. */
  readonly confirmSensors?: number;
}

export type ThresholdState =
  | { readonly is: 'quiet'; readonly coolUntil: Instant | null }
  | { readonly is: 'unconfirmed'; readonly since: Instant; readonly backSince: Instant | null }
  | {
      readonly is: 'confirmed';
      readonly since: Instant;
      readonly at: Instant;
      readonly by: 'readings' | 'sensors';
      readonly backSince: Instant | null;
    };

export const QUIET: ThresholdState = { is: 'quiet', coolUntil: null };

/** What a reading did to the state; `none` most of the time. */
export type ThresholdNews = 'none' | 'raised' | 'confirmed' | 'over';

export interface Reading {
  readonly at: Instant;
  /** Null: the sensor said nothing usable. It neither raises nor clears. */
  readonly value: number | null;
  /** How many other sensors near this one are past the set value now (`agreeingSensors`). Default 0. */
  readonly agreeing?: number;
}

/**
 * Takes readings in the order of their event times; one that is older than the state is let go. Silence clears nothing: a
 * sensor that drowned may have been right.
 */
export function stepThreshold(
  settings: ThresholdSettings,
  state: ThresholdState,
  { at, value, agreeing = 0 }: Reading,
): { readonly state: ThresholdState; readonly news: ThresholdNews } {
  const same = { state, news: 'none' } as const;
  if (value === null || !Number.isFinite(value)) return same;
  const isSet = isPast(settings.direction, value, settings.set);
  const byReadings = settings.confirmApart ?? 5 * MINUTE;
  const bySensors = 1 + agreeing >= (settings.confirmSensors ?? 2);

  if (state.is === 'quiet') {
    if (!isSet || (state.coolUntil !== null && at < state.coolUntil)) return same;
    return bySensors
      ? { state: { is: 'confirmed', since: at, at, by: 'sensors', backSince: null }, news: 'confirmed' }
      : { state: { is: 'unconfirmed', since: at, backSince: null }, news: 'raised' };
  }
  if (at < (state.backSince ?? state.since)) return same;

  if (isSet && state.is === 'unconfirmed' && (bySensors || at - state.since >= byReadings)) {
    const by = bySensors ? 'sensors' : 'readings';
    return { state: { is: 'confirmed', since: state.since, at, by, backSince: null }, news: 'confirmed' };
  }
  if (!isBack(settings, value)) return { state: state.backSince === null ? state : { ...state, backSince: null }, news: 'none' }; // prettier-ignore
  const backSince = state.backSince ?? at;
  if (at - backSince < (settings.clearHold ?? 15 * MINUTE)) {
    return { state: state.backSince === null ? { ...state, backSince } : state, news: 'none' };
  }
  return { state: { is: 'quiet', coolUntil: instant(at + (settings.coolDown ?? 10 * MINUTE)) }, news: 'over' };
}

function isPast(direction: 'above' | 'below', value: number, limit: number): boolean {
  return direction === 'above' ? value >= limit : value <= limit;
}

function isBack({ direction, set, clear }: ThresholdSettings, value: number): boolean {
  if (direction === 'above') return value < (clear ?? set * 0.8);
  return value > (clear ?? set / 0.8);
}

/** The last reading of a sensor. */
export interface SensorReading {
  readonly sensor: string;
  readonly place: LonLat;
  readonly at: Instant;
  readonly value: number | null;
}

/**
 * How many other sensors within `metres` (default 500) of this one are past the set value, by readings no older than `maxAge`
 * (default 10 minutes) at `now`. Hand in the neighbourhood only where there are thousands of sensors.
 */
export function agreeingSensors(
  { direction, set }: Pick<ThresholdSettings, 'direction' | 'set'>,
  own: Pick<SensorReading, 'sensor' | 'place'>,
  others: Iterable<SensorReading>,
  now: Instant,
  { metres = 500, maxAge = 10 * MINUTE }: { readonly metres?: number; readonly maxAge?: number } = {},
): number {
  let count = 0;
  for (const { sensor, place, at, value } of others) {
    if (sensor === own.sensor || value === null || now - at > maxAge) continue;
    if (isPast(direction, value, set) && distance(own.place, place) <= metres) count += 1;
  }
  return count;
}

/**
 * Rise (fall: negative) per `per` milliseconds over the last `window` milliseconds: newest value less that of the oldest
 * reading inside the window. Null when the readings span less than half of it: a rate from two readings a second apart is noise.
 */
export function riseRate(
  readings: readonly { readonly at: Instant; readonly value: number | null }[],
  window: number,
  per: number,
): number | null {
  const known = readings.filter(({ value }) => value !== null && Number.isFinite(value));
  const newest = known.at(-1);
  if (!newest) return null;
  const oldest = known.find(({ at }) => newest.at - at <= window);
  if (!oldest || newest.at - oldest.at < window / 2) return null;
  return (((newest.value ?? 0) - (oldest.value ?? 0)) / (newest.at - oldest.at)) * per;
}
