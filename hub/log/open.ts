import Sqlite from 'better-sqlite3';
import { ProblemError } from '../../shared/kit/problem.ts';
import { migrations } from './migrations.ts';

export type Database = Sqlite.Database;

/**
 * Before 3.51.3 a race of WAL loses committed writes; 3.52.0 was withdrawn (R7).
 * Throws when this engine must not be trusted with a log.
 */
export function assertEngine(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const tooOld = major < 3 || (major === 3 && (minor < 51 || (minor === 51 && patch < 3)));
  if (tooOld || version === '3.52.0') {
    throw new ProblemError({ code: 'sqlite-unfit', origin: 'hub', params: { version } });
  }
}

function set(db: Database, name: string, value: string | number, expected: string | number): void {
  db.pragma(`${name} = ${value}`);
  const actual = db.pragma(name, { simple: true });
  if (actual !== expected) {
    throw new ProblemError({
      code: 'sqlite-setting',
      origin: 'hub',
      params: { name, expected, actual: String(actual) },
    });
  }
}

/** Opens the writer of one log, brings it to the newest schema and reads every setting back (R2). */
export function openWriter(file: string): Database {
  const db = new Sqlite(file);
  try {
    assertEngine(db.prepare('SELECT sqlite_version()').pluck().get() as string);
    set(db, 'journal_mode', 'WAL', 'wal');
    // better-sqlite3 leaves WAL at NORMAL, which loses acknowledged commits with the power.
    set(db, 'synchronous', 'FULL', 2);
    set(db, 'mmap_size', 0, 0);
    set(db, 'journal_size_limit', 64 * 1024 * 1024, 64 * 1024 * 1024);
    // Checkpoints cost two fsyncs of the main file: fewer, larger ones.
    db.pragma('wal_autocheckpoint = 8000');
    db.pragma('cache_size = -32000');
    migrate(db, file);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** A second connection to the same file that cannot write; readers never hold up the writer. */
export function openReader(file: string): Database {
  const db = new Sqlite(file, { readonly: true });
  db.pragma('query_only = 1');
  db.pragma('mmap_size = 0');
  return db;
}

/** Runs the steps that are missing, each with its version in one transaction. Refuses a log of a newer hub by name. */
export function migrate(db: Database, file: string, steps = migrations): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  const newest = steps.at(-1)?.version ?? 0;
  if (found > newest) {
    throw new ProblemError({ code: 'log-from-future', origin: 'hub', params: { file, found, newest } });
  }
  for (const step of steps) {
    if (step.version <= found) continue;
    db.transaction(() => {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
  }
}
