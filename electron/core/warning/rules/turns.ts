import type { Clock, Log, Timer } from '../../kernel/ports.ts';

/** One turn may take so long, ms: feeds and windows come in between. */
const TURN = 6;
const PAUSE = 20;

/** Work in small turns with pauses, in the order given: rules wait, feeds do not. */
export class Turns {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #jobs: (() => boolean)[] = [];
  #timer: Timer | null = null;
  #isOver = false;

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  /** @param step a small piece of work; answers whether there is more of its kind. */
  add(step: () => boolean): void {
    this.#jobs.push(step);
    this.wake();
  }

  wake(): void {
    if (!this.#isOver) this.#timer ??= this.#clock.after(PAUSE, () => this.#turn());
  }

  stop(): void {
    this.#isOver = true;
    this.#timer?.cancel();
    this.#timer = null;
    this.#jobs.length = 0;
  }

  /** A rule that fails ends itself, not the console. */
  #isMore(job: () => boolean): boolean {
    try {
      return job();
    } catch (error) {
      this.#log.error('rule work failed', {
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      return false;
    }
  }

  #turn(): void {
    this.#timer = null;
    const end = this.#clock.monotonic() + TURN;
    do {
      const [job] = this.#jobs;
      if (!job) return;
      if (!this.#isMore(job)) this.#jobs.splice(this.#jobs.indexOf(job), 1);
    } while (this.#clock.monotonic() < end);
    if (this.#jobs.length > 0) this.wake();
  }
}
