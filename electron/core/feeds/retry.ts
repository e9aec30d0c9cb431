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
