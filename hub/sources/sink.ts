import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HubClock } from '../clock.ts';
import type { Feed } from '../feed/feed.ts';
import type { Logger } from '../logger.ts';
import type { Held, Sink } from './source.ts';

/** How long a source waits before it tries again to write to a full disk, ms. */
const DISK_FULL_PAUSE = 2_000;

/** The sink of all sources of one hub. */
export function createSink(feeds: ReadonlyMap<string, Feed>, clock: HubClock, signal: AbortSignal, log: Logger): Sink {
  function feedOf(id: string): Feed {
    const feed = feeds.get(id);
    if (!feed) throw new Error(`a source writes to feed "${id}", which it has not named`);
    return feed;
  }

  return {
    progress: (feed, key) => feedOf(feed).log.progress(key),
    held(feed, topic, id) {
      const found = feedOf(feed).log.find(topic, id);
      if (found?.kind !== 'record') return undefined;
      const { data, hands } = found;
      return { data: data as Held['data'], byOfficer: (field) => hands?.of(field) !== undefined };
    },
    ids: (feed, topic) => feedOf(feed).log.idsOf(topic),
    async append(id, drafts, progress) {
      const feed = feedOf(id);
      while (!signal.aborted) {
        try {
          feed.append({ drafts, progress });
          break;
        } catch (error) {
          // A full disk rolls back cleanly and may get space again; anything else is the end of the source.
          if ((error as { code?: string }).code !== 'SQLITE_FULL') throw error;
          log.error('disk full, source waits', { feed: id });
          await clock.sleep(DISK_FULL_PAUSE, signal);
        }
      }
      // Sockets, timers and intake get their turn between two batches.
      await nextTurn();
    },
  };
}
