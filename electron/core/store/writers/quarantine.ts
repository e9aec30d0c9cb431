import type { Database } from '../../kernel/ports.ts';
import type { QuarantineEntry } from '../records.ts';

export interface QuarantineWriter {
  /** Keeps an entry and counts it at its feed. @returns its key, or null when this place of the log is known already (S8). */
  add(entry: QuarantineEntry): number | null;
}

/** S8: entries kept per feed; a flood of poison must not fill the disk. The feed's counter goes on counting. */
const KEPT = 20_000;
/** How often the surplus is dropped, in entries. */
const PRUNE_EVERY = 512;

export function createQuarantineWriter(db: Database): QuarantineWriter {
  const add = db.prepare(
    `INSERT INTO quarantine
       (feed, epoch, place, seq, topic, entity_id, code, file, "row", "column", detail, raw, received)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (feed, epoch, place) DO NOTHING`,
  );
  const count = db.prepare('UPDATE feed SET quarantined = quarantined + 1 WHERE id = ?');
  const prune = db.prepare(
    `DELETE FROM quarantine WHERE feed = @feed AND key <=
       (SELECT key FROM quarantine WHERE feed = @feed ORDER BY key DESC LIMIT 1 OFFSET ${KEPT})`,
  );
  return {
    add(entry) {
      const { changes, lastInsertRowid } = add.run(
        entry.feed, entry.epoch, entry.place, entry.seq, entry.topic, entry.entityId, entry.code, entry.file,
        entry.row, entry.column, entry.detail, entry.raw, entry.received,
      ); // prettier-ignore
      if (changes === 0) return null;
      count.run(entry.feed);
      const key = Number(lastInsertRowid);
      if (key % PRUNE_EVERY === 0) prune.run({ feed: entry.feed });
      return key;
    },
  };
}
