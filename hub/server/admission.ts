/** Stations that one feed lets in within `WINDOW`. */
const PLACES = 20;
/** A second, and what timers and lines blur on the way to whoever counts. Milliseconds. */
const WINDOW = 1_250;
const LONGEST_WAIT = 60_000;

/** R18: after a restart all stations come at once; each has a snapshot or a replay to be given. */
export interface Admission {
  /** 0: come in. Else milliseconds after which to come again: to each another time, at the pace at which they are let in. */
  admit(): number;
}

/**
 * At most `places` in any `window` of milliseconds. Weighed: a token bucket, which lets in twice as many in the second
 * after a quiet one, and that second is the restart.
 * @param now monotonic milliseconds
 */
export function createAdmission(now: () => number, places = PLACES, window = WINDOW): Admission {
  /** When the last `places` were let in, the oldest first. */
  const entered: number[] = [];
  /** The latest time that was promised to somebody. */
  let promised = 0;
  return {
    admit() {
      const at = now();
      while (entered[0] !== undefined && entered[0] <= at - window) entered.shift();
      if (entered.length < places) {
        entered.push(at);
        return 0;
      }
      const free = (entered[0] ?? at) + window;
      // Somebody who asks without end must not push the others' time away for ever.
      promised = Math.min(at + LONGEST_WAIT, Math.max(free, promised + window / places));
      return Math.ceil(promised - at);
    },
  };
}
