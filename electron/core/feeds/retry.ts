/** The first retry comes within a second. */
const FIRST_CEILING = 1_000;
/** R11: a line that is well again is met within three seconds, and what was missed is there within five. */
const LINE_CEILING = 3_000;
const LONGEST_BUSY = 60_000;
/** Never a tight loop, whatever chance says. */
const FLOOR = 200;

/** How often a feed that was refused asks again. */
export const REFUSED_DELAY = 60_000;

/**
 * R11, R18: after a failure of the line. Full jitter: uniform between (nearly) nothing and a ceiling, so that two hundred
 * stations do not come back in one beat. The ceiling stays low, because a try at a line that is down costs the hub nothing, and
 * how many come in when it is up again is the hub's to pace (`busyDelay`), which alone knows.
 * @param attempt failures before this one. @param random 0 ≤ x < 1. @returns milliseconds
 */
export function retryDelay(attempt: number, random: number): number {
  const ceiling = Math.min(LINE_CEILING, FIRST_CEILING * 2 ** Math.min(attempt, 10));
  return Math.max(FLOOR, Math.round(random * ceiling));
}

/** R16: so often within a minute a hub that says what it must not is joined anew. */
const BREACHES_A_MINUTE = 6;
const MINUTE = 60_000;

/** Of the times of breaches, those that count at `now`, the oldest first. Monotonic milliseconds. */
export function recentBreaches(times: readonly number[], now: number): readonly number[] {
  return times.filter((time) => time > now - MINUTE);
}

/**
 * R16: after a hub that was reached said what it must not, or threw us out. As after a failure of the line, which may look the
 * same and be over any moment, but for six times a minute at most.
 * @param recent earlier ones of the last minute
 */
export function breachDelay(recent: readonly number[], now: number, random: number): number {
  const oldest = recent.at(-BREACHES_A_MINUTE + 1);
  const free = recent.length < BREACHES_A_MINUTE - 1 || oldest === undefined ? now : oldest + MINUTE;
  return Math.max(retryDelay(recent.length, random), Math.round(free - now + random * FIRST_CEILING));
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
  const named = Math.min(LONGEST_BUSY, retryAfter);
  return Math.max(FLOOR, Math.round(named + random * Math.max(FLOOR, named / 4)));
}
