import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { Clock, Timer } from '../kernel/ports.ts';

interface Alarm {
  at: number;
  readonly every: number | null;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. Alarms run in order of their time. */
export class ManualClock implements Clock {
  #now: number;
  #monotonic = 0;
  readonly #alarms = new Set<Alarm>();

  constructor(now = 1_750_000_000_000) {
    this.#now = now;
  }

  now(): Instant {
    return instant(this.#now);
  }

  monotonic(): number {
    return this.#monotonic;
  }

  after(milliseconds: number, run: () => void): Timer {
    return this.#set(milliseconds, null, run);
  }

  every(milliseconds: number, run: () => void): Timer {
    return this.#set(milliseconds, milliseconds, run);
  }

  /** Lets time pass, with all that is due in it. */
  pass(milliseconds: number): void {
    const end = this.#monotonic + milliseconds;
    for (;;) {
      const next = [...this.#alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#move(Math.max(0, next.at - this.#monotonic));
      if (next.every === null) this.#alarms.delete(next);
      else next.at += next.every;
      next.run();
    }
    this.#move(end - this.#monotonic);
  }

  /** The wall clock is set; nothing else notices. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
  }

  #move(milliseconds: number): void {
    this.#monotonic += milliseconds;
    this.#now += milliseconds;
  }

  #set(milliseconds: number, every: number | null, run: () => void): Timer {
    const alarm: Alarm = { at: this.#monotonic + milliseconds, every, run };
    this.#alarms.add(alarm);
    return { cancel: () => void this.#alarms.delete(alarm) };
  }
}
