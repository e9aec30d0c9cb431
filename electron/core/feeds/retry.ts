/** R18: the first retry comes within a second, later ones within up to a minute. */
const FIRST_CEILING = 1_000;
const LAST_CEILING = 60_000;
/** Never a tight loop, whatever chance says. */
const FLOOR = 200;

/** How often a feed that was refused asks again. */
export const REFUSED_DELAY = 60_000;

/**
 * Full jitter: uniform between (nearly) nothing and a ceiling that doubles, so that two hundred stations do not come back
 * in one beat.
 * @param attempt failures before this one. @param random 0 ≤ x < 1. @returns milliseconds
 */
export function retryDelay(attempt: number, random: number): number {
  const ceiling = Math.min(LAST_CEILING, FIRST_CEILING * 2 ** Math.min(attempt, 10));
  return Math.max(FLOOR, Math.round(random * ceiling));
}

/**
 * R3: trouble of our own disk says nothing about the line, so the wait does not grow: space may be back any second. Never a
 * tight loop either, and not in step with the other feeds.
 * @returns milliseconds, 1 to 2 s
 */
export function storeRetryDelay(random: number): number {
  return Math.round(1_000 * (1 + random));
}

/**
 * R18: a hub that is busy names the time itself; up to a quarter is added, because a hub may name the same one to many.
 * @param retryAfter milliseconds, as the hub said
 */
export function busyDelay(retryAfter: number, random: number): number {
  const named = Math.min(LAST_CEILING, retryAfter);
  return Math.max(FLOOR, Math.round(named + random * Math.max(FLOOR, named / 4)));
}
