import type { Database } from '../../kernel/ports.ts';
import type { RowValues, SealedRow } from './seal.ts';
import { checkSeal, hasSeal } from './seal.ts';

/** What the feeds give again, and what this room makes anew. Everything else belongs to the seat and is carried over. */
const NOT_CARRIED: ReadonlySet<string> = new Set([
  'feed', 'log', 'entity', 'history', 'history_turn', 'history_reach', 'history_gap', 'quarantine',
  'outbox', 'seal', 'mark',
]); // prettier-ignore

/** Tables of this schema whose rows belong to the seat, the outbox aside. A migration's new table is one unless named above. */
export function seatTables(db: Database): string[] {
  const rows = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all() as { name: string }[];
  return rows.map(({ name }) => name).filter((name) => !NOT_CARRIED.has(name));
}

/** Rows that could be read, and whether those were all. */
export interface Read {
  readonly rows: readonly RowValues[];
  readonly isWhole: boolean;
}

/** Reads a table of a damaged database: from the front as far as it goes, then from the back. Never throws. */
export function readTable(db: Database, table: string): Read {
  const rows: RowValues[] = [];
  const front = walk(db, `SELECT rowid AS "~", * FROM "${table}" ORDER BY rowid`, rows);
  if (front.isWhole) return { rows, isWhole: true };
  const back: RowValues[] = [];
  const floor = front.last ?? Number.MIN_SAFE_INTEGER;
  walk(db, `SELECT rowid AS "~", * FROM "${table}" WHERE rowid > ${floor} ORDER BY rowid DESC`, back);
  return { rows: [...rows, ...back.toReversed()], isWhole: false };
}

function walk(db: Database, sql: string, into: RowValues[]): { isWhole: boolean; last: number | null } {
  let last: number | null = null;
  try {
    for (const raw of db.prepare(sql).iterate()) {
      const { '~': rowid, ...row } = raw as RowValues;
      last = Number(rowid);
      into.push(row);
    }
    return { isWhole: true, last };
  } catch {
    return { isWhole: false, last };
  }
}

/**
 * Puts rows into a table, columns that both know; a row that the table refuses is left out.
 * @param onConflict REPLACE: the new row wins · ABORT: the row that is there stays, the new one is left out.
 * @returns how many went in.
 */
export function insertRows(
  db: Database,
  table: string,
  rows: readonly RowValues[],
  onConflict: 'REPLACE' | 'ABORT' = 'REPLACE',
): number {
  const columns = new Set((db.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name));
  let count = 0;
  for (const row of rows) {
    const names = Object.keys(row).filter((name) => columns.has(name));
    if (names.length === 0) continue;
    const places = names.map(() => '?').join(', ');
    const list = names.map((name) => `"${name}"`).join(', ');
    try {
      const insert = db.prepare(`INSERT OR ${onConflict} INTO "${table}" (${list}) VALUES (${places})`);
      count += insert.run(...names.map((name) => row[name])).changes;
    } catch {
      // Damage that the schema sees through: a type or a rule that the row breaks.
    }
  }
  return count;
}

/** The commands that a database still has: sealed ones with their number, others with 0. Never throws. */
export function salvageOutbox(db: Database): SealedRow[] {
  try {
    const { sound, faults } = hasSeal(db) ? checkSeal(db) : { sound: [], faults: null };
    if (faults?.length === 0) return [...sound];
    const isSound = new Set(sound.map(({ id }) => id));
    return [...sound, ...unsealed(db).filter(({ id }) => !isSound.has(id))];
  } catch {
    return unsealed(db);
  }
}

function unsealed(db: Database): SealedRow[] {
  return readTable(db, 'outbox')
    .rows.filter(isPlausible)
    .map((row) => ({ no: 0, id: String(row['command_id']), row }));
}

/** Without a seal a row must at least agree with the command that it holds. */
function isPlausible(row: RowValues): boolean {
  try {
    const command = JSON.parse(String(row['command'])) as { commandId?: unknown };
    return command.commandId === row['command_id'] && typeof row['station_seq'] === 'number';
  } catch {
    return false;
  }
}

/** The newest state of each command over all copies; a state with a number beats one without. */
export function union(copies: readonly (readonly SealedRow[])[]): SealedRow[] {
  const newest = new Map<string, SealedRow>();
  for (const one of copies.flat()) {
    const known = newest.get(one.id);
    if (!known || one.no > known.no) newest.set(one.id, one);
  }
  return [...newest.values()].filter(({ row }) => row !== null).toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The order of sending. */
function placeOf({ row }: SealedRow): number {
  return Number(row?.['position'] ?? row?.['station_seq'] ?? 0);
}
