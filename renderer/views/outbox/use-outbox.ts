import { useMemo } from 'react';
import type { FeedRow, OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import { healthOf } from '../../state/feed-health.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { groupOutbox, phoneCalls, type Grouped, type PhoneCall } from '../../widgets/command/outbox-groups.ts';
import type { Words } from '../../widgets/command/words.ts';
import { feedsNow, type FeedsNow } from './feeds-down.ts';

function selectRows<Row extends { readonly id: string }>({ rows }: LiveCollection<Row>): readonly Row[] {
  return [...rows.values()];
}

function sameRows<Row>(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

function selectFeeds({ rows }: LiveCollection<FeedRow>): FeedsNow {
  return feedsNow(rows.values());
}

function sameFeeds(a: FeedsNow, b: FeedsNow): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export interface OutboxNow {
  readonly complete: boolean;
  readonly all: number;
  readonly groups: Grouped;
  readonly feeds: FeedsNow;
}

export function useOutbox(): OutboxNow {
  const outbox = useCollection('outbox', {});
  const conflicts = useCollection('conflicts', {});
  const rows = useLive<OutboxRow, readonly OutboxRow[]>(outbox, selectRows, sameRows);
  const settled = useLive(conflicts, selectRows, sameRows);
  const complete = useLive(outbox, (collection) => collection.complete);
  const feeds = useLive(useCollection('feeds', {}), selectFeeds, sameFeeds);
  const groups = useMemo(() => groupOutbox(rows, new Map(settled.map((row) => [row.id, row]))), [rows, settled]);
  return { complete, all: rows.length, groups, feeds };
}

/** Whom to call while feeds are down. */
export function usePhoneCalls(waiting: readonly OutboxRow[], words: Words): readonly PhoneCall[] {
  const feeds = useCollection('feeds', {});
  const down = useSampled(feeds, downFeeds, 1_000);
  return useMemo(() => {
    const ids = new Set(down.split('\n'));
    return phoneCalls(
      waiting,
      (feed) => ids.has(feed),
      (id) => words.find('incident', id),
    );
  }, [waiting, words, down]);
}

/** As one string, so that nothing renders again while it says the same. */
function downFeeds({ rows }: LiveCollection<FeedRow>): string {
  return [...rows.values()]
    .filter((feed) => healthOf(feed) === 'down')
    .map(({ id }) => id)
    .join('\n');
}
