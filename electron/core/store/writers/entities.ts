import type { Topic } from '../../../../shared/domain/topics.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { Database } from '../../kernel/ports.ts';
import type { EntityRecord } from '../records.ts';

export interface EntityWriter {
  /** Writes a record, new or not. */
  put(record: EntityRecord): void;
  /** Writes a record that is there and keeps its feed, urgency and recency: leaves the index alone. */
  update(record: EntityRecord): void;
  remove(topic: Topic, id: string): void;
  /** Everything that a feed owned; the history tells that it went at `at`, when the feed was left. */
  removeFeed(feed: string, at: Instant): void;
}

export function createEntityWriter(db: Database): EntityWriter {
  const put = db.prepare(
    `INSERT INTO entity (topic, id, feed, rev, urgency, recency, at, entered, received, source, data)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (topic, id) DO UPDATE SET feed = excluded.feed, rev = excluded.rev, urgency = excluded.urgency,
       recency = excluded.recency, at = excluded.at, entered = excluded.entered, received = excluded.received,
       source = excluded.source, data = excluded.data`,
  );
  const update = db.prepare(
    'UPDATE entity SET rev = ?, at = ?, entered = ?, received = ?, source = ?, data = ? WHERE topic = ? AND id = ?',
  );
  const remove = db.prepare('DELETE FROM entity WHERE topic = ? AND id = ?');
  const tell = db.prepare(
    `INSERT INTO history (log, seq, topic, id, rev, op, at, entered, received, source)
     SELECT (SELECT max(key) FROM log WHERE log.feed = entity.feed), 0, topic, id, rev, 'remove', @at, @at, @at, source
     FROM entity WHERE feed = @feed AND EXISTS (SELECT 1 FROM log WHERE log.feed = entity.feed)`,
  );
  const removeFeed = db.prepare('DELETE FROM entity WHERE feed = ?');
  return {
    put({ topic, id, feed, rev, urgency, recency, at, entered, received, source, json }) {
      put.run(topic, id, feed, rev, urgency, recency, at, entered, received, source, json);
    },
    update({ topic, id, rev, at, entered, received, source, json }) {
      update.run(rev, at, entered, received, source, json, topic, id);
    },
    remove(topic, id) {
      remove.run(topic, id);
    },
    removeFeed(feed, at) {
      tell.run({ feed, at });
      removeFeed.run(feed);
    },
  };
}
