import type { Database } from '../../kernel/ports.ts';
import type { Topic } from '../../../../shared/domain/topics.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { ChangeHand } from '../../../../shared/protocol/feed/change.ts';
import type { HistoryLine } from '../records.ts';

/** A line as rebuilding needs it: `whole` is the record after it, where the line brings it. */
export interface StateLine extends Pick<
  HistoryLine,
  'position' | 'rev' | 'op' | 'at' | 'entered' | 'received' | 'json'
> {
  readonly log: number;
  readonly whole: string | null;
}

/** A line of the oldest part, to be trimmed. */
export type OldLine = Pick<HistoryLine, 'position' | 'topic' | 'id' | 'op' | 'received'>;

export interface HistoryReader {
  /** An entity's changes after `position`, in the order they arrived. */
  page(topic: string, id: string, position: number, limit: number): HistoryLine[];
  /** An entity's changes up to revision `rev`, newest first. */
  back(topic: string, id: string, rev: number, limit: number): HistoryLine[];
  count(topic: string, id: string): number;
  /** The position of an entity's newest line; 0 when it has none. */
  last(topic: string, id: string): number;
  /** H2: the last position that had arrived at `at`; 0 when nothing had. */
  positionAt(at: Instant): number;
  /** The entities of a topic that have lines, after `id` in their order. */
  nextEntity(topic: Topic, id: string): string | undefined;
  /** An entity's lines up to a position, newest first. */
  states(topic: Topic, id: string, position: number, limit: number): StateLine[];
  /** What the lines after `from` up to `to` are about, each entity once. */
  touched(from: number, to: number): { readonly topic: Topic; readonly id: string }[];
  /** When the line at a position, or the next one kept, had arrived; null when there is none. */
  receivedAt(position: number): Instant | null;
  /** The feed that a log belongs to. */
  feedOf(log: number): string;
  /** The position of the newest line; 0 when there is none. */
  newest(): number;
  /** From where the history is unbroken. */
  reach(): number;
  /** Whether changes that arrived at that time were lost. */
  isInGap(at: Instant): boolean;
  /** The oldest unbroken lines, oldest first. */
  oldest(from: number, limit: number): OldLine[];
  /** Bytes of the database that hold something. */
  usedBytes(): number;
}

type StoredLine = Omit<HistoryLine, 'by'> & { readonly hand: string | null };

function readLine({ hand, ...line }: StoredLine): HistoryLine {
  return hand === null ? line : { ...line, by: JSON.parse(hand) as ChangeHand };
}

export function createHistoryReader(db: Database): HistoryReader {
  const page = db.prepare(
    `SELECT position, seq, topic, id, rev, op, at, entered, received, source, data AS json, hand
     FROM history WHERE topic = ? AND id = ? AND position > ? ORDER BY position LIMIT ?`,
  );
  const back = db.prepare(
    `SELECT position, seq, topic, id, rev, op, at, entered, received, source, data AS json, hand
     FROM history WHERE topic = ? AND id = ? AND rev <= ? ORDER BY position DESC LIMIT ?`,
  );
  const count = db.prepare('SELECT count(*) AS count FROM history WHERE topic = ? AND id = ?');
  const last = db.prepare('SELECT coalesce(max(position), 0) AS position FROM history WHERE topic = ? AND id = ?');
  const turns = db.prepare('SELECT position, received FROM history_turn WHERE received <= ? ORDER BY position DESC');
  const turnAfter = db.prepare('SELECT min(position) AS position FROM history_turn WHERE position > ?');
  const lineFrom = db.prepare('SELECT position, received FROM history WHERE position >= ? ORDER BY position LIMIT 1');
  const end = db.prepare('SELECT coalesce(max(position), 0) AS position FROM history');
  const nextEntity = db.prepare('SELECT id FROM history WHERE topic = ? AND id > ? ORDER BY id LIMIT 1');
  const states = db.prepare(
    `SELECT position, rev, op, at, entered, received, data AS json, log,
       CASE WHEN op = 'patch' THEN whole ELSE data END AS whole
     FROM history
     WHERE topic = ? AND id = ? AND position <= ? ORDER BY position DESC LIMIT ?`,
  );
  const touched = db.prepare('SELECT DISTINCT topic, id FROM history WHERE position > ? AND position <= ?');
  const feedOf = db.prepare('SELECT feed FROM log WHERE key = ?');
  const reach = db.prepare('SELECT position FROM history_reach');
  const gap = db.prepare('SELECT 1 FROM history_gap WHERE since <= ? AND until > ?');
  const oldest = db.prepare(
    'SELECT position, topic, id, op, received FROM history WHERE position >= ? ORDER BY position LIMIT ?',
  );

  /** Between two turns of the clock receipt times only grow, so the newest stretch that begins in time is searched. */
  function positionAt(at: Instant): number {
    const stretches = [...(turns.all(at) as { position: number }[]), { position: 1 }];
    for (const { position: start } of stretches) {
      const next = (turnAfter.get(start) as { position: number | null }).position;
      const found = lastIn(at, start, next === null ? (end.get() as { position: number }).position : next - 1);
      if (found > 0) return found;
    }
    return 0;
  }

  function lastIn(at: Instant, start: number, last: number): number {
    let [low, high, found] = [start, last, 0];
    while (low <= high) {
      const middle = Math.floor((low + high) / 2);
      const line = lineFrom.get(middle) as { position: number; received: number } | undefined;
      if (line && line.position <= high && line.received <= at) {
        found = line.position;
        low = line.position + 1;
      } else {
        high = middle - 1;
      }
    }
    return found;
  }

  return {
    positionAt,
    nextEntity: (topic, id) => (nextEntity.get(topic, id) as { id: string } | undefined)?.id,
    states: (topic, id, position, limit) => states.all(topic, id, position, limit) as StateLine[],
    touched: (from, to) => touched.all(from, to) as { topic: Topic; id: string }[],
    receivedAt: (position) => (lineFrom.get(position) as { received: Instant } | undefined)?.received ?? null,
    feedOf: (log) => (feedOf.get(log) as { feed: string }).feed,
    newest: () => (end.get() as { position: number }).position,
    reach: () => (reach.get() as { position: number }).position,
    isInGap: (at) => gap.get(at, at) !== undefined,
    oldest: (from, limit) => oldest.all(from, limit) as OldLine[],
    usedBytes() {
      const read = (name: string): number => Number(db.pragma(name, { simple: true }));
      return (read('page_count') - read('freelist_count')) * read('page_size');
    },
    page: (topic, id, position, limit) => (page.all(topic, id, position, limit) as StoredLine[]).map(readLine),
    back: (topic, id, rev, limit) => (back.all(topic, id, rev, limit) as StoredLine[]).map(readLine),
    last: (topic, id) => (last.get(topic, id) as { position: number }).position,
    count: (topic, id) => (count.get(topic, id) as { count: number }).count,
  };
}
