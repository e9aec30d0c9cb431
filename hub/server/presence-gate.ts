import type * as z from 'zod';
import { lead, LEAD_BURST, LEAD_RATE, type Lead } from '../../shared/protocol/feed/lead.ts';
import { presence, PRESENCE_BURST, PRESENCE_RATE, type Presence } from '../../shared/protocol/feed/presence.ts';
import { findPoison } from '../../shared/kit/untrusted.ts';

export interface PassingGate<Said> {
  /** What may be handed on; null: not readable, or more than its rate allows. */
  take(raw: unknown): Said | null;
}

interface Allowance {
  /** Messages a second. */
  readonly rate: number;
  readonly burst: number;
}

/**
 * H70: a token bucket for one station on one feed. Looked at before anything is parsed, so that a flood costs the hub nothing.
 * @param now monotonic milliseconds
 */
function createPassingGate<Said>(
  schema: z.ZodType<Said>,
  { rate, burst }: Allowance,
  now: () => number,
): PassingGate<Said> {
  let tokens = burst;
  let filledAt = now();
  return {
    take(raw) {
      const at = now();
      tokens = Math.min(burst, tokens + ((at - filledAt) / 1_000) * rate);
      filledAt = at;
      if (tokens < 1) return null;
      tokens -= 1;
      const parsed = findPoison(raw) ? null : schema.safeParse(raw);
      return parsed?.success ? parsed.data : null;
    },
  };
}

export function createPresenceGate(now: () => number): PassingGate<Presence> {
  return createPassingGate(presence, { rate: PRESENCE_RATE, burst: PRESENCE_BURST }, now);
}

export function createLeadGate(now: () => number): PassingGate<Lead> {
  return createPassingGate(lead, { rate: LEAD_RATE, burst: LEAD_BURST }, now);
}
