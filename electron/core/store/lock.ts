import { join } from 'node:path';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Database, SqliteDriver } from '../kernel/ports.ts';
import { openingProblem } from './opening-problem.ts';
import { isDamage } from './protect/check.ts';
import { setAside } from './protect/recover.ts';
import type { Instant } from '../../../shared/kit/time.ts';

const LOCK_FILE = 'console.lock';

/**
 * S1: one owner of a profile. An exclusive transaction on a small database beside the store, held open: the operating
 * system frees it when the process dies, however it dies, so no stale lock file can lock an officer out.
 * Throws `ProblemError` `profile-in-use`.
 */
export function lockProfile(sqlite: SqliteDriver, profile: string, at: Instant): Database {
  try {
    return takeLock(sqlite, profile);
  } catch (error) {
    // It holds nothing but the lock, and only who has that lock gets to read it: nobody else has it open.
    if (!isDamage(error)) throw error;
    setAside(profile, join(profile, LOCK_FILE), at);
    return takeLock(sqlite, profile);
  }
}

function takeLock(sqlite: SqliteDriver, profile: string): Database {
  const file = join(profile, LOCK_FILE);
  let db: Database | null = null;
  try {
    db = sqlite.open(file);
    // A moment of patience for a core that is just ending.
    db.pragma('busy_timeout = 200');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    const code = sqliteCode(error);
    if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
      throw new ProblemError({ code: 'profile-in-use', origin: 'store', params: { profile } }, error);
    }
    throw openingProblem(error, profile);
  }
}

function sqliteCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
