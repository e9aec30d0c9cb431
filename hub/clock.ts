import { setTimeout as delay } from 'node:timers/promises';
import { instant, type Instant } from '../shared/kit/time.ts';

/** The hub's time. A test may hand in its own. */
export interface HubClock {
  /** Wall clock: stamps, never measures. */
  now(): Instant;
  /** Resolves after `milliseconds`, or at once when the signal is aborted; never rejects. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** `setTimeout` of Node overflows above this and would fire at once. */
const LONGEST_TIMER = 2_147_483_647;

export const systemClock: HubClock = {
  now: () => instant(Date.now()),
  async sleep(milliseconds, signal) {
    try {
      await delay(Math.min(milliseconds, LONGEST_TIMER), undefined, { signal });
    } catch {
      // Aborted: the caller looks at its signal.
    }
  },
};
