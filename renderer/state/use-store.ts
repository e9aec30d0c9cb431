import type { StoreRow } from '../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from './live-collection.ts';
import { sameSummary, selectSummary } from './feed-health.ts';
import { useCollection, useLive } from './use-live.ts';

/** The one row of the query `store`; undefined until the core has said. */
export function useStore(): StoreRow | undefined {
  return useLive(useCollection('store', {}), firstRow);
}

function firstRow({ rows }: LiveCollection<StoreRow>): StoreRow | undefined {
  for (const row of rows.values()) return row;
  return undefined;
}

/** Feeds stand still only because the disk is full: that is no outage of the network, and must not be called one. */
export function useHeldByDisk(): boolean {
  const store = useStore();
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  return store?.disk.state === 'full' && feeds.down > 0 && !feeds.isCutOff;
}
