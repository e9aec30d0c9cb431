import type { Instant } from '../../../../shared/kit/time.ts';
import type { Database } from '../../kernel/ports.ts';
import type { HistoryLine } from '../records.ts';

/** What a change says of itself; the columns that a history line takes over as they are. */
export type Told = Pick<HistoryLine, 'topic' | 'id' | 'rev' | 'at' | 'entered' | 'source' | 'by'>;

export interface HistoryWriter {
  /**
   * Appends a line of a log. One row per statement: a longer VALUES list measured slower.
   * @param json the fields that were set, or null when the entity was removed.
   * @param whole the whole record after a patch, when this line is to be a keyframe.
   */
  append(
    log: number,
    seq: number,
    op: HistoryLine['op'],
    told: Told,
    received: HistoryLine['received'],
    json: string | null,
    whole?: string | null,
  ): void;
  /** H4: makes a line the oldest that is needed of its entity: it brings the whole record, and those before it go. */
  settle(line: Pick<HistoryLine, 'position' | 'topic' | 'id'>, whole: string): void;
  /** H4: the entity was gone at this line; nothing up to it is needed. */
  forget(line: Pick<HistoryLine, 'position' | 'topic' | 'id'>): void;
  /** H4: the history is unbroken from this position on. */
  setReach(position: number): void;
  /** H3: changes that arrived between these times were lost. */
  noteGap(since: Instant, until: Instant): void;
}

export function createHistoryWriter(db: Database): HistoryWriter {
  const append = db.prepare(
    `INSERT INTO history (log, seq, topic, id, rev, op, at, entered, received, source, data, hand, whole)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const before = db.prepare('SELECT received FROM history WHERE position < ? ORDER BY position DESC LIMIT 1');
  const turn = db.prepare('INSERT INTO history_turn (position, received) VALUES (?, ?)');
  const settle = db.prepare(`UPDATE history SET whole = ? WHERE position = ? AND op = 'patch'`);
  const forgetBefore = db.prepare('DELETE FROM history WHERE topic = ? AND id = ? AND position < ?');
  const reach = db.prepare('UPDATE history_reach SET position = ?');
  const gap = db.prepare('INSERT INTO history_gap (since, until) VALUES (?, ?)');
  let lastPosition = 0;
  let lastReceived = 0;

  /** H2: asks the table only where the clock went back, or where a transaction was undone and memory is no guide. */
  function noteTurn(position: number, received: number): void {
    if (position !== lastPosition + 1 || received < lastReceived) {
      const last = before.get(position) as { received: number } | undefined;
      if (last && received < last.received) turn.run(position, received);
    }
    lastPosition = position;
    lastReceived = received;
  }

  return {
    append(log, seq, op, { topic, id, rev, at, entered, source, by }, received, json, whole = null) {
      const hand = by ? JSON.stringify(by) : null;
      const { lastInsertRowid } = append.run(
        log, seq, topic, id, rev, op, at, entered, received, source, json, hand, whole,
      ); // prettier-ignore
      noteTurn(Number(lastInsertRowid), received);
    },
    settle({ position, topic, id }, whole) {
      settle.run(whole, position);
      forgetBefore.run(topic, id, position);
    },
    forget({ position, topic, id }) {
      forgetBefore.run(topic, id, position + 1);
    },
    setReach(position) {
      reach.run(position);
    },
    noteGap(since, until) {
      gap.run(since, until);
    },
  };
}
