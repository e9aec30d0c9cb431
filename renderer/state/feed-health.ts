import type { Instant } from '../../shared/kit/time.ts';
import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from './live-collection.ts';

/** `up`: what comes is current · `late`: connected but behind or silent · `down`: nothing comes. */
export type FeedHealth = 'up' | 'late' | 'down';

export function healthOf(feed: Pick<FeedRow, 'status' | 'missing'>): FeedHealth {
  switch (feed.status.state) {
    case 'live':
      return feed.missing > 0 ? 'late' : 'up';
    case 'catchingUp':
    case 'stale':
      return 'late';
    case 'connecting':
    case 'offline':
    case 'refused':
      return 'down';
  }
}

/** A feed that was never heard and is being called for the first time is late to nobody; a later try is an outage. */
function isFirstTry({ status, lastHeardAt }: FeedRow): boolean {
  return status.state === 'connecting' && status.attempt <= 1 && lastHeardAt === null;
}

export interface FeedSummary {
  readonly all: number;
  readonly up: number;
  readonly late: number;
  readonly down: number;
  /** Since when the first of the feeds that are down has been so. */
  readonly downSince: Instant | null;
  readonly downIds: readonly string[];
  /** At least one feed has been heard since the console started. */
  readonly everHeard: boolean;
}

export function summarize(feeds: Iterable<FeedRow>): FeedSummary {
  const count = { up: 0, late: 0, down: 0 };
  const downIds: string[] = [];
  let downSince: Instant | null = null;
  let everHeard = false;
  for (const feed of feeds) {
    const health = healthOf(feed);
    count[health] += 1;
    everHeard ||= feed.lastHeardAt !== null;
    if (health !== 'down' || isFirstTry(feed)) continue;
    downIds.push(feed.id);
    const since = feed.lastHeardAt ?? feed.status.since;
    if (downSince === null || since < downSince) downSince = since;
  }
  return { all: count.up + count.late + count.down, ...count, downSince, downIds, everHeard };
}

export function selectSummary(feeds: LiveCollection<FeedRow>): FeedSummary {
  return summarize(feeds.rows.values());
}

export function sameSummary(a: FeedSummary, b: FeedSummary): boolean {
  return (
    a.up === b.up &&
    a.late === b.late &&
    a.down === b.down &&
    a.downSince === b.downSince &&
    a.everHeard === b.everHeard &&
    a.downIds.join() === b.downIds.join()
  );
}

/**
 * How far the console has fallen back, of four steps: 0 whole · 1 some feeds late or down · 2 all down, own data whole ·
 * 3 the data core is away, the last picture stands. (4, paper, is not the console's to show.)
 */
export function degradation(summary: FeedSummary, coreAway: boolean): 0 | 1 | 2 | 3 {
  if (coreAway) return 3;
  if (summary.all > 0 && summary.down === summary.all) return 2;
  return summary.late + summary.down > 0 ? 1 : 0;
}
