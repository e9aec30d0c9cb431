import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { Clock } from '../kernel/ports.ts';

/** What a time server's slewing and a slow turn may make of the difference. Milliseconds. */
const JUMP = 2_000;

/** R20: the wall clock as it was at the start, carried on by the monotonic one: nobody can set it back or forth. */
export class SteadyTime {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly #start: number;
  #difference: number;

  constructor(clock: Pick<Clock, 'now' | 'monotonic'>) {
    this.#clock = clock;
    this.#start = clock.now() - clock.monotonic();
    this.#difference = this.#start;
  }

  now(): Instant {
    return instant(Math.max(0, Math.round(this.#start + this.#clock.monotonic())));
  }

  /**
   * By how many milliseconds the wall clock was set since the last call that told of it; 0 while that is 2 s or less. A
   * machine that slept looks like one whose clock was set forth, where the monotonic clock sleeps too.
   */
  jumped(): number {
    const difference = this.#clock.now() - this.#clock.monotonic();
    const by = Math.round(difference - this.#difference);
    if (Math.abs(by) <= JUMP) return 0;
    this.#difference = difference;
    return by;
  }
}
