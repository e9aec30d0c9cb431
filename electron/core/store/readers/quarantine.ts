import type { Database } from '../../kernel/ports.ts';
import type { QuarantineEntry } from '../records.ts';

/** Without `raw`: what could not be read stays in the core (S8). */
export type QuarantineLine = Omit<QuarantineEntry, 'raw' | 'place' | 'epoch'> & { readonly key: number };

export interface QuarantineReader {
  /** Entries after `key`, oldest first; of one feed, or of all when null. */
  page(feed: string | null, key: number, limit: number): QuarantineLine[];
  count(feed: string | null): number;
  /** The key of the newest entry; 0 when there is none. */
  last(): number;
  countByCode(): { feed: string; code: string; count: number }[];
}

export function createQuarantineReader(db: Database): QuarantineReader {
  const page = db.prepare(
    `SELECT key, feed, seq, topic, entity_id AS entityId, code, file, "row" AS "row", "column" AS "column", detail, received
     FROM quarantine WHERE key > @key AND (@feed IS NULL OR feed = @feed) ORDER BY key LIMIT @limit`,
  );
  const count = db.prepare('SELECT count(*) AS count FROM quarantine WHERE @feed IS NULL OR feed = @feed');
  const countByCode = db.prepare(
    'SELECT feed, code, count(*) AS count FROM quarantine GROUP BY feed, code ORDER BY feed, code',
  );
  const last = db.prepare('SELECT coalesce(max(key), 0) AS key FROM quarantine');
  return {
    page: (feed, key, limit) => page.all({ feed, key, limit }) as QuarantineLine[],
    last: () => (last.get() as { key: number }).key,
    count: (feed) => (count.get({ feed }) as { count: number }).count,
    countByCode: () => countByCode.all() as { feed: string; code: string; count: number }[],
  };
}
