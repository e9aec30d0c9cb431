import type { Brand } from './brand.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. The only form of a point in time inside the console. */
export type Instant = Brand<number, 'Instant'>;

export function instant(milliseconds: number): Instant {
  return milliseconds as Instant;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
