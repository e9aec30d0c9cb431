import type { Database } from '../../kernel/ports.ts';
import type { FeedRecord } from '../records.ts';

export interface FeedReader {
  get(id: string): FeedRecord | undefined;
  all(): FeedRecord[];
}

export function createFeedReader(db: Database): FeedReader {
  const columns = `id, url, name_zh AS nameZh, name_en AS nameEn, epoch, seq, mark, max_age_seconds AS maxAgeSeconds, quarantined, uncompared`;
  const get = db.prepare(`SELECT ${columns} FROM feed WHERE id = ?`);
  const all = db.prepare(`SELECT ${columns} FROM feed ORDER BY id`);
  return {
    get: (id) => get.get(id) as FeedRecord | undefined,
    all: () => all.all() as FeedRecord[],
  };
}
