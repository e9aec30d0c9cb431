import { createHash } from 'node:crypto';
import type { Database, Statement } from '../../kernel/ports.ts';

export type RowValues = Readonly<Record<string, string | number | null>>;

/** One state of one command in the chain; `row` is null when it was deleted. Columns that are not set are left out. */
export interface SealedRow {
  readonly no: number;
  readonly id: string;
  readonly row: RowValues | null;
}

/** The end of the chain, and how many commands it covers. */
export interface SealHead {
  readonly no: number;
  readonly hash: string;
  readonly rows: number;
}

/** What a row that is gone hashes to. */
const GONE = '';

export function hasSeal(db: Database): boolean {
  return db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'seal'`).get() !== undefined;
}

/**
 * Notes in memory which commands a transaction touches, by triggers of this connection: whatever statement writes the
 * outbox, its change is sealed.
 */
export function watchOutbox(db: Database): void {
  const note = (id: string): string =>
    `INSERT INTO outbox_touched SELECT ${id} WHERE NOT EXISTS (SELECT 1 FROM outbox_touched WHERE command_id = ${id});`;
  db.pragma('temp_store = MEMORY');
  db.exec(`
    CREATE TEMP TABLE outbox_touched (command_id TEXT PRIMARY KEY);
    CREATE TEMP TRIGGER outbox_added AFTER INSERT ON main.outbox BEGIN ${note('NEW.command_id')} END;
    CREATE TEMP TRIGGER outbox_changed AFTER UPDATE ON main.outbox BEGIN
      ${note('OLD.command_id')} ${note('NEW.command_id')}
    END;
    CREATE TEMP TRIGGER outbox_deleted AFTER DELETE ON main.outbox BEGIN ${note('OLD.command_id')} END;
  `);
}

/** Extends the chain within a transaction by what the transaction did to the outbox. */
export class Sealer {
  readonly #touched: Statement;
  readonly #forget: Statement;
  readonly #row: Statement;
  readonly #add: Statement;
  readonly #count: Statement;
  readonly #commits: Statement;

  constructor(db: Database) {
    this.#touched = db.prepare('SELECT command_id FROM temp.outbox_touched');
    this.#forget = db.prepare('DELETE FROM temp.outbox_touched');
    this.#row = db.prepare('SELECT * FROM outbox WHERE command_id = ?');
    this.#add = db.prepare('INSERT INTO seal (no, command_id, row_hash, chain) VALUES (?, ?, ?, ?)');
    this.#count = db.prepare('SELECT count(*) AS count FROM outbox');
    this.#commits = db.prepare('UPDATE mark SET commits = ? WHERE one = 1');
  }

  /**
   * Called once, before the commit. @param commits the number of this transaction.
   * @returns null when the outbox was not touched.
   */
  close(head: SealHead, commits: number): { readonly head: SealHead; readonly rows: readonly SealedRow[] } | null {
    this.#commits.run(commits);
    const touched = this.#touched.all() as { command_id: string }[];
    if (touched.length === 0) return null;
    this.#forget.run();
    let { no, hash } = head;
    const rows = touched.map(({ command_id: id }) => {
      const row = valuesOf(this.#row.get(id) as RowValues | undefined);
      no += 1;
      hash = addLine(this.#add, { no, id, row }, hash);
      return { no, id, row };
    });
    const { count } = this.#count.get() as { count: number };
    return { head: { no, hash, rows: count }, rows };
  }
}

export function readCommits(db: Database): number {
  return (db.prepare('SELECT commits FROM mark').get() as { commits: number }).commits;
}

/** The whole chain checked, line by line, and every row against its newest line. */
export interface SealCheck {
  readonly head: SealHead;
  /** Commands whose row is not what was sealed, or is missing, or was never sealed. */
  readonly faults: readonly string[];
  /** False: a line does not follow from the one before it. */
  readonly isChained: boolean;
  /** The chain's hash at `no`; undefined where it does not reach. */
  hashAt(no: number): string | undefined;
  /** Rows that are what was sealed, with the number of their newest line. */
  readonly sound: readonly SealedRow[];
}

/** Throws what a damaged database throws. */
export function checkSeal(db: Database): SealCheck {
  const base = db.prepare('SELECT base_no AS no, base_hash AS hash FROM mark').get() as { no: number; hash: string };
  const hashes = new Map<number, string>([[base.no, base.hash]]);
  const newest = new Map<string, { no: number; rowHash: string }>();
  let { no, hash } = base;
  let isChained = true;
  for (const raw of db.prepare('SELECT no, command_id AS id, row_hash AS rowHash, chain FROM seal ORDER BY no').all()) {
    const line = raw as { no: number; id: string; rowHash: string; chain: string };
    if (line.no !== no + 1 || line.chain !== chainHash(hash, line.no, line.id, line.rowHash)) isChained = false;
    ({ no, chain: hash } = line);
    hashes.set(no, hash);
    newest.set(line.id, { no, rowHash: line.rowHash });
  }
  const faults: string[] = [];
  const sound: SealedRow[] = [];
  const rows = db.prepare('SELECT * FROM outbox ORDER BY station_seq').all() as RowValues[];
  for (const raw of rows) {
    const id = String(raw['command_id']);
    const line = newest.get(id);
    newest.delete(id);
    const row = valuesOf(raw);
    if (line && row && line.rowHash === rowHash(row)) sound.push({ no: line.no, id, row });
    else faults.push(id);
  }
  for (const [id, line] of newest) if (line.rowHash !== GONE) faults.push(id);
  return { head: { no, hash, rows: rows.length }, faults, isChained, hashAt: (at) => hashes.get(at), sound };
}

/**
 * Begins the chain anew after its present end: one line per row. For a schema that changed the rows, after a repair, and
 * when superseded lines have piled up. Within a transaction. @param atLeast a number that the new lines must exceed.
 */
export function reseal(db: Database, atLeast = 0): SealHead {
  const last = db.prepare('SELECT no, chain AS hash FROM seal ORDER BY no DESC LIMIT 1').get();
  const base = (last ?? db.prepare('SELECT base_no AS no, base_hash AS hash FROM mark').get()) as {
    no: number;
    hash: string;
  };
  const start = Math.max(base.no, atLeast);
  db.exec('DELETE FROM seal');
  db.prepare('UPDATE mark SET base_no = ?, base_hash = ?').run(start, base.hash);
  const add = db.prepare('INSERT INTO seal (no, command_id, row_hash, chain) VALUES (?, ?, ?, ?)');
  let no = start;
  let { hash } = base;
  const rows = db.prepare('SELECT * FROM outbox ORDER BY station_seq').all() as RowValues[];
  for (const raw of rows) {
    no += 1;
    hash = addLine(add, { no, id: String(raw['command_id']), row: valuesOf(raw) }, hash);
  }
  return { no, hash, rows: rows.length };
}

/** Without the columns that are not set, so that a column added later changes no hash. */
function valuesOf(row: RowValues | undefined): RowValues | null {
  if (!row) return null;
  return Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function addLine(add: Statement, { no, id, row }: SealedRow, before: string): string {
  const hashed = row ? rowHash(row) : GONE;
  const chain = chainHash(before, no, id, hashed);
  add.run(no, id, hashed, chain);
  return chain;
}

function rowHash(row: RowValues): string {
  return sha256(JSON.stringify(row));
}

function chainHash(before: string, no: number, id: string, hashed: string): string {
  return sha256(JSON.stringify([before, no, id, hashed]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
