import { isTopic } from '../../../shared/domain/topics.ts';
import type { PictureAt } from '../../../shared/protocol/console-api/calls.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { Serialised, type CallHandlers } from '../api/call-handlers.ts';
import { pictureAt } from '../history/picture.ts';
import type { HistoryReader } from '../store/readers/history.ts';
import { rowJson } from './entity-source.ts';

/** The picture as known at a time (H3), masked like every row; without this station's pending commands, which nobody had confirmed. */
export function pictureCalls(history: HistoryReader): Pick<CallHandlers, 'pictureAt'> {
  return {
    pictureAt({ topic, at }) {
      if (!isTopic(topic)) throw new ProblemError({ code: 'unknown-topic', origin: 'api', params: { topic } });
      const { entities, isComplete } = pictureAt(history, topic, at);
      const feeds = new Map<number, string>();
      const feedOf = (log: number): string => {
        const feed = feeds.get(log) ?? history.feedOf(log);
        feeds.set(log, feed);
        return feed;
      };
      const rows = entities.map(({ id, stood: { line, json } }) =>
        rowJson(topic, { ...line, id, json, feed: feedOf(line.log) }, []),
      );
      return new Serialised<PictureAt>(`{"rows":[${rows.join(',')}],"complete":${isComplete}}`);
    },
  };
}
