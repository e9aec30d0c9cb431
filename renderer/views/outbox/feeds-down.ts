import { MINUTE, type Instant } from '../../../shared/kit/time.ts';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import { healthOf } from '../../state/feed-health.ts';

export interface Stopped {
  readonly since: Instant;
  readonly feeds: readonly string[];
}

export interface FeedsNow {
  /** Those that stopped within the same minute stand together; the earliest first. */
  readonly stopped: readonly Stopped[];
  readonly late: readonly string[];
  readonly up: readonly string[];
}

/** What still comes, what is behind, and what stopped when: by the time something was last heard, not by when a try failed. */
export function feedsNow(feeds: Iterable<FeedRow>): FeedsNow {
  const stopped = new Map<number, { since: Instant; feeds: string[] }>();
  const late: string[] = [];
  const up: string[] = [];
  for (const feed of feeds) {
    const health = healthOf(feed);
    if (health === 'up') up.push(feed.id);
    else if (health === 'late') late.push(feed.id);
    else {
      const since = feed.lastHeardAt ?? feed.status.since;
      const minute = Math.floor(since / MINUTE);
      const together = stopped.get(minute) ?? { since, feeds: [] };
      together.feeds.push(feed.id);
      if (since < together.since) together.since = since;
      stopped.set(minute, together);
    }
  }
  return { stopped: [...stopped.values()].sort((a, b) => a.since - b.since), late, up };
}
