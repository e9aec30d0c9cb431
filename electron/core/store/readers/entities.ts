import type { Topic } from '../../../../shared/domain/topics.ts';
import type { Database } from '../../kernel/ports.ts';
import type { EntityLine } from '../records.ts';

/** Where a first part ended: the key of its last row. */
export type OrderKey = Pick<EntityLine, 'urgency' | 'recency' | 'id'>;

const COLUMNS = 'topic, id, feed, rev, urgency, recency, at, entered, received, source, data AS json';

export interface EntityReader {
  get(topic: Topic, id: string): EntityLine | undefined;
  /** The next rows in the topic's order after `after`; from the start when null. */
  page(topic: Topic, after: OrderKey | null, limit: number): EntityLine[];
  count(topic: Topic): number;
  countByTopic(): { topic: string; count: number }[];
  /** What a feed owns; one pass over the table, for the end of a snapshot. */
  ownedBy(feed: string): { topic: Topic; id: string }[];
}

export function createEntityReader(db: Database): EntityReader {
  const get = db.prepare(`SELECT ${COLUMNS} FROM entity WHERE topic = ? AND id = ?`);
  const first = db.prepare(`SELECT ${COLUMNS} FROM entity WHERE topic = ? ORDER BY urgency, recency, id LIMIT ?`);
  const next = db.prepare(
    `SELECT ${COLUMNS} FROM entity WHERE topic = ? AND (urgency, recency, id) > (?, ?, ?)
     ORDER BY urgency, recency, id LIMIT ?`,
  );
  const count = db.prepare('SELECT count(*) AS count FROM entity WHERE topic = ?');
  const countByTopic = db.prepare('SELECT topic, count(*) AS count FROM entity GROUP BY topic ORDER BY topic');
  const ownedBy = db.prepare('SELECT topic, id FROM entity WHERE feed = ?');
  return {
    get: (topic, id) => get.get(topic, id) as EntityLine | undefined,
    page: (topic, after, limit) =>
      (after
        ? next.all(topic, after.urgency, after.recency, after.id, limit)
        : first.all(topic, limit)) as EntityLine[],
    count: (topic) => (count.get(topic) as { count: number }).count,
    countByTopic: () => countByTopic.all() as { topic: string; count: number }[],
    ownedBy: (feed) => ownedBy.all(feed) as { topic: Topic; id: string }[],
  };
}
