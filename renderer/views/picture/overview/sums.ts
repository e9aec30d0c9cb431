import type { Level } from '../../../../shared/domain/common.ts';
import type { UnitStatus } from '../../../../shared/domain/resource.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { FeedRow } from '../../../../shared/protocol/console-api/rows.ts';
import { healthOf } from '../../../state/feed-health.ts';
import { groupOf, type IncidentRow } from '../../../state/incident-order.ts';
import type { ResourceRow } from '../../../state/nearby.ts';

export interface IncidentSum {
  readonly open: number;
  readonly byLevel: Readonly<Record<Level, number>>;
  /** Feeds that have a part in it. */
  readonly feeds: readonly string[];
}

/** Incidents that are not closed, by level (rule O1). */
export function sumIncidents(rows: Iterable<IncidentRow>): IncidentSum {
  const byLevel: Record<Level, number> = { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0 };
  const feeds = new Set<string>();
  let open = 0;
  for (const { data, feed } of rows) {
    if (groupOf(data) === 'closed') continue;
    open += 1;
    byLevel[data.level] += 1;
    feeds.add(feed);
  }
  return { open, byLevel, feeds: [...feeds] };
}

export interface UnitSum {
  readonly all: number;
  readonly byState: Readonly<Record<UnitStatus['state'], number>>;
  readonly feeds: readonly string[];
}

export function sumUnits(rows: Iterable<ResourceRow>): UnitSum {
  const byState = { free: 0, enRoute: 0, onScene: 0, returning: 0, offDuty: 0 };
  const feeds = new Set<string>();
  let all = 0;
  for (const { data, feed } of rows) {
    if (data.form !== 'unit') continue;
    all += 1;
    byState[data.status.state] += 1;
    feeds.add(feed);
  }
  return { all, byState, feeds: [...feeds] };
}

export type PeopleKey = 'trapped' | 'injured' | 'missing';

/** Keys of told figures that count people of one sort. Someone buried is trapped. */
const PEOPLE: Readonly<Record<string, PeopleKey>> = {
  trapped: 'trapped',
  buried: 'trapped',
  injured: 'injured',
  missing: 'missing',
};

export interface PeopleSum {
  /** Of the incidents that told a number; null when none did: nothing was told, or all that was told is "not known". */
  readonly known: number | null;
  /** Incidents in which the number was asked for and is not known. */
  readonly unknown: number;
}

export interface PeopleSums extends Readonly<Record<PeopleKey, PeopleSum>> {
  readonly feeds: readonly string[];
}

/** People in open incidents, added up only where a number was told (rule O2). */
export function sumPeople(rows: Iterable<IncidentRow>): PeopleSums {
  const sums: Record<PeopleKey, { known: number | null; unknown: number }> = {
    trapped: { known: null, unknown: 0 },
    injured: { known: null, unknown: 0 },
    missing: { known: null, unknown: 0 },
  };
  const feeds = new Set<string>();
  for (const { data, feed } of rows) {
    if (!data.figures || groupOf(data) === 'closed') continue;
    for (const { key, value } of data.figures) {
      const people = Object.hasOwn(PEOPLE, key) ? PEOPLE[key] : undefined;
      if (people === undefined) continue;
      const sum = sums[people];
      if (value === null) sum.unknown += 1;
      else sum.known = (sum.known ?? 0) + value;
      feeds.add(feed);
    }
  }
  return { ...sums, feeds: [...feeds] };
}

export interface StalePart {
  /** When the part that is longest without news was last heard. */
  readonly since: Instant;
  /** Its age limit, seconds. */
  readonly limit: number;
  /** The feeds that are not whole, the longest silent first. */
  readonly feeds: readonly string[];
}

/** What of a sum is old: the feeds with a part in it that are late or down (rule O3). Null while all of them are whole. */
export function stalePart(parts: readonly string[], feeds: ReadonlyMap<string, FeedRow>): StalePart | null {
  const old = parts
    .map((id) => feeds.get(id))
    .filter((feed) => feed !== undefined)
    .filter((feed) => healthOf(feed) !== 'up')
    .map((feed) => ({ feed, since: feed.lastHeardAt ?? feed.status.since }))
    .sort((a, b) => a.since - b.since);
  const [first] = old;
  if (!first) return null;
  return { since: first.since, limit: first.feed.maxAgeSeconds, feeds: old.map(({ feed }) => feed.id) };
}
