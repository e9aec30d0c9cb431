import type { Database } from './open.ts';
import { openReader } from './open.ts';
import { toSnapshotEntity, type EntityRow } from './rows.ts';

/** Entities in one part at most, and bytes of their data at most (one larger entity travels alone). */
export const PART_ENTITIES = 2_000;
export const PART_BYTES = 512 * 1024;

/** All entities at one seq, in parts. Must be closed: it holds a read transaction, which keeps the WAL from shrinking. */
export interface Snapshot {
  readonly seq: number;
  readonly parts: number;
  /** Part 1…parts. */
  read(part: number): readonly unknown[];
  close(): void;
}

/**
 * Takes a snapshot on a connection of its own. A first pass over keys and sizes cuts the parts, so that their number is
 * known before the first is sent and memory holds one part at a time.
 */
export function openSnapshot(
  file: string,
  topics: ReadonlySet<string> | null,
  partBytes: number = PART_BYTES,
): Snapshot {
  const db = openReader(file);
  try {
    db.exec('BEGIN');
    // SQLite takes the read mark with the first read, not with BEGIN.
    const seq = readHead(db);
    const cuts = cutParts(db, topics, partBytes);
    const select = db.prepare<[number, number], EntityRow>(
      "SELECT * FROM entity WHERE key BETWEEN ? AND ? AND kind <> 'removed' ORDER BY key",
    );
    return {
      seq,
      parts: Math.max(1, cuts.length),
      read(part) {
        const cut = cuts[part - 1];
        if (!cut) return [];
        return select
          .all(cut.first, cut.last)
          .filter((row) => topics === null || topics.has(row.topic))
          .map(toSnapshotEntity);
      },
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

function readHead(db: Database): number {
  const newest = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM log').pluck().get() ?? 0;
  const floor = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'floor'").pluck().get();
  return Math.max(newest, Number(floor ?? 0));
}

interface Cut {
  readonly first: number;
  last: number;
}

function cutParts(db: Database, topics: ReadonlySet<string> | null, partBytes: number): readonly Cut[] {
  const sizes = db.prepare<[], { key: number; topic: string; bytes: number }>(
    "SELECT key, topic, octet_length(data) + octet_length(id) + 200 AS bytes FROM entity WHERE kind <> 'removed' ORDER BY key",
  );
  const cuts: Cut[] = [];
  let current: Cut | null = null;
  let entities = 0;
  let bytes = 0;
  for (const row of sizes.iterate()) {
    if (topics !== null && !topics.has(row.topic)) continue;
    if (current === null || entities >= PART_ENTITIES || bytes + row.bytes > partBytes) {
      current = { first: row.key, last: row.key };
      cuts.push(current);
      entities = 0;
      bytes = 0;
    }
    current.last = row.key;
    entities += 1;
    bytes += row.bytes;
  }
  return cuts;
}
