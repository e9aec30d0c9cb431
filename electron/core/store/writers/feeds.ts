import type { Cursor } from '../../../../shared/protocol/feed/subscribe.ts';
import type { Database } from '../../kernel/ports.ts';

export interface FeedWriter {
  /** Makes a feed known under its present address. */
  join(id: string, url: string): void;
  /** What the hub says of itself. */
  describe(id: string, name: { readonly zh: string; readonly en: string }, maxAgeSeconds: number): void;
  /**
   * Moves the cursor from `from` to `to`. Throws when the stored cursor is not `from`: someone else wrote, and going on
   * would hide a gap. `mark`: of the change at `to`.
   */
  advance(id: string, from: Cursor, to: number, mark?: string): void;
  /** Sets the cursor at the end of a snapshot. It may be of a log that was put back (R19): `uncompared` counts it. */
  jump(id: string, cursor: Cursor): void;
  /** R19: what is said of this seat's commands may not be what the feed's hub knows of them. */
  doubt(id: string): void;
  /** They were compared; unless `uncompared` is another one than it was when that began. */
  compared(id: string, uncompared: number): void;
  /** Not joined any more: it loses its address, and a later join starts from nothing. */
  leave(id: string): void;
  /** The number that stands for (feed, epoch) in the history. */
  logKey(feed: string, epoch: string): number;
}

export function createFeedWriter(db: Database): FeedWriter {
  const join = db.prepare('INSERT INTO feed (id, url) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET url = excluded.url');
  const describe = db.prepare('UPDATE feed SET name_zh = ?, name_en = ?, max_age_seconds = ? WHERE id = ?');
  const advance = db.prepare('UPDATE feed SET seq = ?, mark = ? WHERE id = ? AND epoch = ? AND seq = ?');
  const jump = db.prepare('UPDATE feed SET epoch = ?, seq = ?, mark = ?, uncompared = uncompared + 1 WHERE id = ?');
  const doubt = db.prepare('UPDATE feed SET uncompared = uncompared + 1 WHERE id = ?');
  const compared = db.prepare('UPDATE feed SET uncompared = 0 WHERE id = ? AND uncompared = ?');
  const leave = db.prepare(`UPDATE feed SET url = '', epoch = NULL, seq = 0, mark = NULL WHERE id = ?`);
  const findLog = db.prepare('SELECT key FROM log WHERE feed = ? AND epoch = ?');
  const addLog = db.prepare('INSERT INTO log (feed, epoch) VALUES (?, ?)');
  return {
    join(id, url) {
      join.run(id, url);
    },
    describe(id, name, maxAgeSeconds) {
      describe.run(name.zh, name.en, maxAgeSeconds, id);
    },
    advance(id, from, to, mark) {
      const { changes } = advance.run(to, mark ?? null, id, from.epoch, from.seq);
      if (changes !== 1) throw new Error(`cursor of ${id} is not at ${from.epoch}/${from.seq}`);
    },
    jump(id, cursor) {
      jump.run(cursor.epoch, cursor.seq, cursor.mark ?? null, id);
    },
    doubt(id) {
      doubt.run(id);
    },
    compared(id, uncompared) {
      compared.run(id, uncompared);
    },
    leave(id) {
      leave.run(id);
    },
    logKey(feed, epoch) {
      const found = findLog.get(feed, epoch) as { key: number } | undefined;
      return found?.key ?? Number(addLog.run(feed, epoch).lastInsertRowid);
    },
  };
}
