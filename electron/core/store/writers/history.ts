import type { Database } from '../../kernel/ports.ts';
import type { HistoryLine } from '../records.ts';

/** What a change says of itself; the columns that a history line takes over as they are. */
export type Told = Pick<HistoryLine, 'topic' | 'id' | 'rev' | 'at' | 'entered' | 'source' | 'by'>;

export interface HistoryWriter {
  /**
   * Appends a line of a log. One row per statement: a longer VALUES list measured slower.
   * @param json the fields that were set, or null when the entity was removed.
   */
  append(
    log: number,
    seq: number,
    op: HistoryLine['op'],
    told: Told,
    received: HistoryLine['received'],
    json: string | null,
  ): void;
}

export function createHistoryWriter(db: Database): HistoryWriter {
  const append = db.prepare(
    `INSERT INTO history (log, seq, topic, id, rev, op, at, entered, received, source, data, hand)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    append(log, seq, op, { topic, id, rev, at, entered, source, by }, received, json) {
      append.run(log, seq, topic, id, rev, op, at, entered, received, source, json, by ? JSON.stringify(by) : null);
    },
  };
}
