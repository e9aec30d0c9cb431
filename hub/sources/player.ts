import type { Instant } from '../../shared/kit/time.ts';
import type { HubClock } from '../clock.ts';

/** Times real time, or as fast as the log takes it. */
export type Speed = number | 'max';

/** The pace of a replay: event times drive it, `speed` scales it. */
export interface Player {
  readonly speed: Speed;
  /**
   * Milliseconds until an event of that time is due; 0 when it is due or late. The first call sets the start: that event
   * is due now. An event time that goes back is due at once.
   */
  waitFor(at: Instant): number;
  /** Waits until the event is due or the signal is aborted. */
  until(at: Instant, signal: AbortSignal): Promise<void>;
}

export function createPlayer(speed: Speed, clock: HubClock): Player {
  let start: { wall: number; event: number } | null = null;

  function waitFor(at: Instant): number {
    if (speed === 'max') return 0;
    const now = clock.now();
    start ??= { wall: now, event: at };
    return Math.max(0, start.wall + (at - start.event) / speed - now);
  }

  return {
    speed,
    waitFor,
    async until(at, signal) {
      const wait = waitFor(at);
      if (wait > 0) await clock.sleep(wait, signal);
    },
  };
}
