import { instant, type Instant } from '../../shared/kit/time.ts';

/**
 * The window's one clock: a step each full second, corrected by what the hubs say (rule S4). Ages and limits are told
 * by it, so that a workstation with a wrong clock does not show wrong ages. It orders nothing.
 */
export class Clock {
  readonly #listeners = new Set<() => void>();
  #offset = 0;
  #now = instant(Date.now());
  #timer: ReturnType<typeof setTimeout> | null = null;
  #shown: Instant | null = null;

  /** S7: a past time that is shown instead of the present; null: the present again. */
  show(at: Instant | null): void {
    if (at === this.#shown) return;
    this.#shown = at;
    this.#now = this.#read();
    for (const listener of this.#listeners) listener();
  }

  /** The last full step. Stable between two steps, so that all ages on screen agree. */
  get now(): Instant {
    if (this.#timer === null) this.#now = this.#read();
    return this.#now;
  }

  /** Hub clock − our clock, ms. */
  get offset(): number {
    return this.#offset;
  }

  /** Takes the middle of what the feeds estimate; a single wrong hub does not move it. */
  correct(offsets: readonly number[]): void {
    if (offsets.length === 0) return;
    const sorted = [...offsets].sort((a, b) => a - b);
    this.#offset = sorted[Math.floor(sorted.length / 2)] ?? 0;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === null) this.#step();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#timer === null) return;
      clearTimeout(this.#timer);
      this.#timer = null;
    };
  };

  #read(): Instant {
    return this.#shown ?? instant(Date.now() + this.#offset);
  }

  #step(): void {
    this.#now = this.#read();
    // A little past the full second, so that a timer that fires early does not show the same second twice.
    this.#timer = setTimeout(() => this.#step(), 1_005 - ((Date.now() + this.#offset) % 1_000));
    for (const listener of this.#listeners) listener();
  }
}
