import type { Instant } from '../../shared/kit/time.ts';
import type { FeedRow, Grade } from '../../shared/protocol/console-api/rows.ts';
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

/** The hub is there; what it sends cannot be written here, so the feed holds its place and comes again. */
export function isHeldByStore({ status }: Pick<FeedRow, 'status'>): boolean {
  return status.state === 'offline' && status.reason === 'store-failed';
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
  /** Since when the first of the feeds that are down has been so; with all of them down, since when there has been none. */
  readonly downSince: Instant | null;
  readonly downIds: readonly string[];
  /** At least one feed has been heard since the console started. */
  readonly everHeard: boolean;
  /** The worst link of all. */
  readonly worst: Grade;
  /** At least one is down for the network's or the hub's sake, not because this computer cannot store what comes. */
  readonly isCutOff: boolean;
  /** Feeds that come and go. */
  readonly intermittentIds: readonly string[];
}

const GRADES: readonly Grade[] = ['full', 'slow', 'intermittent', 'none'];

export function summarize(feeds: Iterable<FeedRow>): FeedSummary {
  const count = { up: 0, late: 0, down: 0 };
  const downIds: string[] = [];
  let first: Instant | null = null;
  let last: Instant | null = null;
  let everHeard = false;
  let isCutOff = false;
  const intermittentIds: string[] = [];
  let worst = 0;
  for (const feed of feeds) {
    const health = healthOf(feed);
    count[health] += 1;
    // A link that is not there has no grade of its own yet when the core has just started.
    if (!isFirstTry(feed)) worst = Math.max(worst, health === 'down' ? 3 : GRADES.indexOf(feed.grade));
    if (health !== 'down' && feed.grade === 'intermittent') intermittentIds.push(feed.id);
    everHeard ||= feed.lastHeardAt !== null;
    if (health !== 'down' || isFirstTry(feed)) continue;
    // One that is being tried again says nothing yet of why it is down.
    isCutOff ||= feed.status.state !== 'connecting' && !isHeldByStore(feed);
    downIds.push(feed.id);
    const since = feed.lastHeardAt ?? feed.status.since;
    if (first === null || since < first) first = since;
    if (last === null || since > last) last = since;
  }
  const all = count.up + count.late + count.down;
  return {
    all,
    ...count,
    downSince: count.down === all ? last : first,
    downIds,
    everHeard,
    worst: GRADES[worst] ?? 'full',
    isCutOff,
    intermittentIds,
  };
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
    a.worst === b.worst &&
    a.isCutOff === b.isCutOff &&
    a.downIds.join() === b.downIds.join() &&
    a.intermittentIds.join() === b.intermittentIds.join()
  );
}

/**
 * How far the console has fallen back, of four steps, by its worst link: 0 all carry · 1 slow · 2 comes and goes · 3 none ·
 * 4 the data core itself is away and the last picture stands.
 */
export function degradation({ worst }: Pick<FeedSummary, 'worst'>, coreAway: boolean): 0 | 1 | 2 | 3 | 4 {
  if (coreAway) return 4;
  switch (worst) {
    case 'full':
      return 0;
    case 'slow':
      return 1;
    case 'intermittent':
      return 2;
    case 'none':
      return 3;
  }
}
