import type { Clock, Database } from '../../kernel/ports.ts';
import { checkSeal, type SealHead } from './seal.ts';

/** Rows read at once; some milliseconds. */
const ROWS = 500;
const PAUSE = 5;

/**
 * R6: reads every row of every table to its last byte, a few at a time, and the outbox against its seal. A page that cannot
 * be read throws where it is read, and the connection tells. @returns what does not fit the seal, or null.
 */
export async function scrub(db: Database, clock: Clock, expected: () => SealHead): Promise<string | null> {
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`)
    .all() as { name: string }[];
  for (const { name } of tables) {
    const columns = (db.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => column.name);
    const touch = columns.map((column) => `coalesce(length("${column}"), 0)`).join(' + ');
    const part = db.prepare(
      `SELECT max(place) AS last, sum(size) AS size FROM
         (SELECT rowid AS place, ${touch} AS size FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ${ROWS})`,
    );
    let last: number | null = Number.MIN_SAFE_INTEGER;
    while (last !== null) {
      ({ last } = part.get(last) as { last: number | null });
      await new Promise<void>((resolve) => void clock.after(PAUSE, resolve));
    }
  }
  const { faults, isChained, head } = checkSeal(db);
  if (faults.length > 0) return `outbox: ${faults.slice(0, 5).join(', ')}`;
  const { no, hash } = expected();
  return isChained && head.no === no && head.hash === hash ? null : 'outbox: chain';
}
