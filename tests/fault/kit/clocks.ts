import type { Clock } from '../../../electron/core/kernel/ports.ts';
import { systemClock } from '../../../electron/core/kernel/system-ports.ts';
import { HOUR, instant } from '../../../shared/kit/time.ts';

/** A wall clock that can be set, as an administrator or a broken time server sets it. The monotonic clock never jumps. */
export class JumpingClock implements Clock {
  /** ms that the wall clock is wrong by. */
  offset: number;

  constructor(offset = 0) {
    this.offset = offset;
  }

  now(): ReturnType<Clock['now']> {
    return instant(Math.max(0, systemClock.now() + this.offset));
  }

  monotonic(): number {
    return systemClock.monotonic();
  }

  after(milliseconds: number, run: () => void): ReturnType<Clock['after']> {
    return systemClock.after(milliseconds, run);
  }

  every(milliseconds: number, run: () => void): ReturnType<Clock['every']> {
    return systemClock.every(milliseconds, run);
  }
}

/** What is to be done each hour is done each `hour` ms; everything shorter takes its time. */
export function clockOfShortHours(hour: number): Clock {
  return {
    now: systemClock.now,
    monotonic: systemClock.monotonic,
    after: systemClock.after,
    every: (milliseconds, run) =>
      systemClock.every(milliseconds < HOUR ? milliseconds : (milliseconds / HOUR) * hour, run),
  };
}
