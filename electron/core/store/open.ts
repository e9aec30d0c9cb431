import { join } from 'node:path';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { refuseEngine } from '../kernel/engine-gate.ts';
import type { Database, SqliteDriver } from '../kernel/ports.ts';
import { migrate, refuseFuture } from './migrate.ts';
import { openingProblem } from './opening-problem.ts';

export const DATABASE_FILE = 'console.sqlite';

/** Records are some hundred bytes: on 8 KiB pages a frame of changes writes a tenth less time than on 4 KiB. */
const PAGE_BYTES = 8_192;
/** Pages between checkpoints: 16 MB. A larger stretch writes a hot page once instead of four times. */
export const CHECKPOINT_PAGES = 2_000;
/** R8: what is left of the WAL file after a checkpoint. */
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;
const WRITER_CACHE_KIB = 64 * 1024;
const READER_CACHE_KIB = 16 * 1024;
/** Other programs (inspect, backup) may hold a lock for a moment. */
export const BUSY_MILLISECONDS = 2_000;

/**
 * S2: the one writing connection, durable as R2 wants it, its schema up to date.
 * Throws `ProblemError`: `sqlite-version`, `database-from-future`, `database-damaged`, `profile-unreadable`,
 * `durability-refused`.
 */
export function openWriter(sqlite: SqliteDriver, profile: string): Database {
  return openWriterOf(sqlite, join(profile, DATABASE_FILE));
}

/** The same for any file: a backup, or the draft of a repaired database. */
export function openWriterOf(sqlite: SqliteDriver, file: string): Database {
  return opening(
    file,
    () => sqlite.open(file),
    (db) => {
      gateEngine(db);
      // Before the first write, so that a refused database stays byte for byte as it is.
      refuseFuture(db);
      // Takes effect on a new file only.
      db.pragma(`page_size = ${PAGE_BYTES}`);
      const mode = db.pragma('journal_mode = WAL', { simple: true });
      if (mode !== 'wal') throw durabilityRefused('journal', mode);
      db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      db.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
      db.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
      commonSettings(db);
      migrate(db);
    },
  );
}

/** The reading connection. Each read is one finished statement, so that no reader holds up a checkpoint. */
export function openReader(sqlite: SqliteDriver, profile: string): Database {
  return openReaderOf(sqlite, join(profile, DATABASE_FILE));
}

/** Reads any file of ours and changes nothing in it, nor in its WAL. */
export function openReaderOf(sqlite: SqliteDriver, file: string): Database {
  return opening(
    file,
    () => sqlite.open(file, { readonly: true }),
    (db) => {
      gateEngine(db);
      refuseFuture(db);
      db.pragma(`cache_size = -${READER_CACHE_KIB}`);
      commonSettings(db);
    },
  );
}

function commonSettings(db: Database): void {
  // R2, R7: the defaults of a library, a build or a file are not ours; each connection is asked what it really does.
  db.pragma('synchronous = FULL');
  const level = db.pragma('synchronous', { simple: true });
  if (level !== 2) throw durabilityRefused('synchronous', level);
  // A mapped page would turn a disk error into a dead process. A build without mapping answers nothing.
  const mapped = db.pragma('mmap_size = 0', { simple: true }) ?? 0;
  if (mapped !== 0) throw durabilityRefused('mmap_size', mapped);
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
}

function durabilityRefused(setting: string, found: unknown): ProblemError {
  return new ProblemError({ code: 'durability-refused', origin: 'store', params: { setting, found: String(found) } });
}

function gateEngine(db: Database): void {
  const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  const refusal = refuseEngine(version);
  if (refusal) throw new ProblemError(refusal);
}

function opening(file: string, open: () => Database, prepare: (db: Database) => void): Database {
  let db: Database | null = null;
  try {
    db = open();
    prepare(db);
    return db;
  } catch (error) {
    db?.close();
    throw openingProblem(error, file);
  }
}
