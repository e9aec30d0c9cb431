import { useCallback } from 'react';
import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import { healthOf } from './feed-health.ts';
import type { LiveCollection } from './live-collection.ts';
import { useCollection, useLive } from './use-live.ts';

/** Seconds after which data of a feed counts as old; null when the feed is not there (any more). */
export function useAgeLimit(feed: string | null): number | null {
  const select = useCallback(
    (feeds: LiveCollection<FeedRow>) => (feed === null ? null : (feeds.rows.get(feed)?.maxAgeSeconds ?? null)),
    [feed],
  );
  return useLive(useCollection('feeds', {}), select);
}

/**
 * The same for what is told seldom (beds, stock, figures of a report): while its feed is whole, such a value is the
 * newest there is, however old, and has no limit.
 */
export function useSlowLimit(feed: string): number | null {
  const select = useCallback(
    (feeds: LiveCollection<FeedRow>) => {
      const row = feeds.rows.get(feed);
      return row && healthOf(row) !== 'up' ? row.maxAgeSeconds : null;
    },
    [feed],
  );
  return useLive(useCollection('feeds', {}), select);
}

/** Whether a command to this feed leaves at once, or is kept here first. */
export function useReachable(feed: string | null): boolean {
  const select = useCallback(
    (feeds: LiveCollection<FeedRow>) => {
      if (feed === null) return [...feeds.rows.values()].some((row) => healthOf(row) !== 'down');
      const row = feeds.rows.get(feed);
      return row !== undefined && healthOf(row) !== 'down';
    },
    [feed],
  );
  return useLive(useCollection('feeds', {}), select);
}
