import type { Topic } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Moment } from '../history/moment.ts';
import { pictureAt } from '../history/picture.ts';
import { standing, type Stood } from '../history/rebuild.ts';
import type { HistoryReader } from '../store/readers/history.ts';
import { rowJson } from './entity-source.ts';
import type { LiveSource, Pass, WireRow } from './live-source.ts';

/**
 * The records of a topic as known at a time (H3), masked like every row and without this station's pending commands, which
 * nobody had confirmed. While that moment is played, rows follow it (H5).
 */
export function pastSource(topic: Topic, anchor: Instant, history: HistoryReader, moment: Moment): LiveSource {
  const feeds = new Map<number, string>();
  function feedOf(log: number): string {
    const feed = feeds.get(log) ?? history.feedOf(log);
    feeds.set(log, feed);
    return feed;
  }

  function wire(id: string, stood: Stood): string {
    return rowJson(topic, { ...stood.line, id, json: stood.json, feed: feedOf(stood.line.log) }, []);
  }

  const position = (): number => moment.positionOf(anchor);

  function pass(): Pass {
    const picture = pictureAt(history, topic, position);
    return {
      // Counting them costs as much as reading them; a window shows rows as they come.
      total: null,
      next(limit) {
        const rows: WireRow[] = [];
        while (rows.length < limit) {
          const { value } = picture.next();
          if (!value) break;
          rows.push({ id: value.id, json: wire(value.id, value.stood) });
        }
        return rows;
      },
    };
  }

  function now(id: string): string | null {
    const stood = standing(history, topic, id, position());
    return stood?.isWhole ? wire(id, stood) : null;
  }

  return {
    pass,
    subscribe: (changed) =>
      moment.stepped.on((entities) => {
        for (const { topic: of, id } of entities) if (of === topic) changed(id, () => now(id));
      }),
  };
}
