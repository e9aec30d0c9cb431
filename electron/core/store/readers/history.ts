import type { Database } from '../../kernel/ports.ts';
import type { ChangeHand } from '../../../../shared/protocol/feed/change.ts';
import type { HistoryLine } from '../records.ts';

export interface HistoryReader {
  /** An entity's changes after `position`, in the order they arrived. */
  page(topic: string, id: string, position: number, limit: number): HistoryLine[];
  /** An entity's changes up to revision `rev`, newest first. */
  back(topic: string, id: string, rev: number, limit: number): HistoryLine[];
  count(topic: string, id: string): number;
  /** The position of an entity's newest line; 0 when it has none. */
  last(topic: string, id: string): number;
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
  return {
    page: (topic, id, position, limit) => (page.all(topic, id, position, limit) as StoredLine[]).map(readLine),
    back: (topic, id, rev, limit) => (back.all(topic, id, rev, limit) as StoredLine[]).map(readLine),
    last: (topic, id) => (last.get(topic, id) as { position: number }).position,
    count: (topic, id) => (count.get(topic, id) as { count: number }).count,
  };
}
