import type { Clock } from '../kernel/ports.ts';
import { refuseTiles } from './tile-problem.ts';

export interface LaneLimits {
  /** At the same time. */
  readonly most: number;
  /** Milliseconds between two beginnings. */
  readonly gap: number;
  /** How many may wait; beyond that the one that has waited longest is refused: the map has moved on. */
  readonly waiting: number;
}

/** Lets work begin only so often and so much at a time; the newest first, because the officer looks at that (T9). */
export class Lane {
  readonly #clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly #limits: LaneLimits;
  readonly #waiting: { begin(): void; refuse(error: unknown): void }[] = [];
  #running = 0;
  #nextAt = -Infinity;
  #isTimed = false;

  constructor(clock: Pick<Clock, 'after' | 'monotonic'>, limits: LaneLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin, refuse) => {
      this.#waiting.push({ begin, refuse });
      if (this.#waiting.length > this.#limits.waiting) this.#waiting.shift()?.refuse(refuseTiles('tiles-busy'));
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#running < this.#limits.most) {
      const now = this.#clock.monotonic();
      if (now < this.#nextAt) return this.#later(this.#nextAt - now);
      this.#nextAt = now + this.#limits.gap;
      this.#running += 1;
      this.#waiting.pop()?.begin();
    }
  }

  #later(milliseconds: number): void {
    if (this.#isTimed) return;
    this.#isTimed = true;
    this.#clock.after(milliseconds, () => {
      this.#isTimed = false;
      this.#next();
    });
  }
}
