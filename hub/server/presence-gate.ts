import { presence, PRESENCE_BURST, PRESENCE_RATE, type Presence } from '../../shared/protocol/feed/presence.ts';
import { findPoison } from '../../shared/kit/untrusted.ts';

export interface PresenceGate {
  /** What may be handed on; null: not readable, or more than its rate allows. */
  take(raw: unknown): Presence | null;
}

/**
 * H70: a token bucket for one station on one feed. Looked at before anything is parsed, so that a flood costs the hub nothing.
 * @param now monotonic milliseconds
 */
export function createPresenceGate(now: () => number): PresenceGate {
  let tokens = PRESENCE_BURST;
  let filledAt = now();
  return {
    take(raw) {
      const at = now();
      tokens = Math.min(PRESENCE_BURST, tokens + ((at - filledAt) / 1_000) * PRESENCE_RATE);
      filledAt = at;
      if (tokens < 1) return null;
      tokens -= 1;
      const parsed = findPoison(raw) ? null : presence.safeParse(raw);
      return parsed?.success ? parsed.data : null;
    },
  };
}
