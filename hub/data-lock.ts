import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { ProblemError } from '../shared/kit/problem.ts';

/** Milliseconds that a hub which is just ending may still hold its folder. */
const PATIENCE = 3_000;

/**
 * Makes the data folder and takes it for this process alone: two hubs on one log would both give out the same seqs. An
 * SQLite lock is used because the system lets go of it however the process ends; a pid file would stay.
 * Throws `data-unwritable` or `data-in-use`. Answers the function that lets go.
 */
export function lockDataDir(dataDir: string): () => void {
  let db: Sqlite.Database;
  try {
    mkdirSync(dataDir, { recursive: true });
    db = new Sqlite(join(dataDir, 'hub.lock'), { timeout: PATIENCE });
  } catch (error) {
    throw new ProblemError({ code: 'data-unwritable', origin: 'hub', params: { path: dataDir } }, error);
  }
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    const code = (error as { code?: string }).code === 'SQLITE_BUSY' ? 'data-in-use' : 'data-unwritable';
    throw new ProblemError({ code, origin: 'hub', params: { path: dataDir } }, error);
  }
  return () => db.close();
}
