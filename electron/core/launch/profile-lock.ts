import type { SqliteDriver } from '../kernel/ports.ts';

export interface ProfileLock {
  release(): void;
}

/**
 * P1: one console per profile. The lock is an exclusive transaction on an SQLite file of its own, so the operating system
 * holds it and lets go of it when the process dies, however it dies. Weighed and left: a pid file (a crash leaves a stale
 * one, and telling stale from alive has races) and a listening socket (not exclusive on every system).
 * @returns null when another process has it.
 */
export function lockProfile(sqlite: SqliteDriver, file: string): ProfileLock | null {
  const database = sqlite.open(file);
  try {
    database.pragma('busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => database.close() };
}
