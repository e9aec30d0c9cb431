import { createHash } from 'node:crypto';
import type { FeedReader } from '../store/readers/feeds.ts';

/**
 * X5: what a console calls its city. A name that the start gave (`--city`; demos and replays have theirs) counts. Without one
 * it is what the joined feeds are: which feeds, in which life of their logs, wherever they are reached. Two hubs never
 * have the same; two seats that have not the same feeds need the name. Null: one of the feeds was never reached.
 */
export function cityOf(given: string | undefined, joined: readonly string[], feeds: FeedReader): string | null {
  if (given !== undefined) return given;
  const lives = joined.toSorted().map((id) => [id, feeds.get(id)?.epoch ?? null] as const);
  if (lives.length === 0 || lives.some(([, epoch]) => epoch === null)) return null;
  return `hub-${createHash('sha256').update(JSON.stringify(lives)).digest('hex').slice(0, 12)}`;
}
