import type { Instant } from '../../shared/kit/time.ts';

export type Freshness = 'fresh' | 'stale' | 'offline';

/**
 * How far a value may be trusted by its age (design.md §2): fresh within its feed's limit, stale past it, offline past
 * four times of it. Without a limit nothing can be said, and it counts as fresh.
 */
export function freshness(at: Instant, now: Instant, limitSeconds: number | null): Freshness {
  if (limitSeconds === null) return 'fresh';
  const age = now - at;
  if (age <= limitSeconds * 1_000) return 'fresh';
  return age <= limitSeconds * 4_000 ? 'stale' : 'offline';
}
