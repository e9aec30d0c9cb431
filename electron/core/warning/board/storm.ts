/** When warnings come too fast to be read one by one. */
export interface StormSettings {
  readonly enterPerMinute: number;
  readonly leavePerMinute: number;
  /** For so long the rate must stay below. */
  readonly leaveAfterSeconds: number;
}

const SECONDS = 60;

/**
 * B8: storm by rate, with two thresholds and a time between them, so that it does not come and go with each shower.
 * Times are of the monotonic clock, ms.
 */
export class StormMeter {
  readonly #settings: StormSettings;
  /** Arrivals per second of the last minute. */
  readonly #counts = new Array<number>(SECONDS).fill(0);
  #second = 0;
  #isStorm = false;
  /** Since when the rate has been low. */
  #lowSince: number | null = null;

  constructor(settings: StormSettings) {
    this.#settings = settings;
  }

  get isStorm(): boolean {
    return this.#isStorm;
  }

  arrive(now: number): void {
    this.#move(now);
    this.#counts[this.#second % SECONDS] = (this.#counts[this.#second % SECONDS] ?? 0) + 1;
    this.look(now);
  }

  /** Arrivals within the last minute. */
  perMinute(now: number): number {
    this.#move(now);
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** To be called from time to time: a storm ends by silence. */
  look(now: number): void {
    const rate = this.perMinute(now);
    const { enterPerMinute, leavePerMinute, leaveAfterSeconds } = this.#settings;
    if (!this.#isStorm) {
      this.#isStorm = rate >= enterPerMinute;
      this.#lowSince = null;
    } else if (rate >= leavePerMinute) this.#lowSince = null;
    else {
      this.#lowSince ??= now;
      if (now - this.#lowSince >= leaveAfterSeconds * 1_000) this.#isStorm = false;
    }
  }

  #move(now: number): void {
    const second = Math.floor(now / 1_000);
    const passed = Math.min(SECONDS, second - this.#second);
    for (let step = 1; step <= passed; step += 1) this.#counts[(second - passed + step) % SECONDS] = 0;
    if (second > this.#second) this.#second = second;
  }
}
