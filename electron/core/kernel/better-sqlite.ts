import BetterSqlite from 'better-sqlite3';
import type { Database, SqliteDriver } from './ports.ts';

/**
 * The one import of the native module (R7: one SQLite library per file). How long a busy lock is waited for is
 * `PRAGMA busy_timeout`, set by whoever opens.
 */
export const betterSqlite: SqliteDriver = {
  open(file, options = {}) {
    const readonly = options.readonly === true;
    return new BetterSqlite(file, { readonly, fileMustExist: readonly }) as unknown as Database;
  },
};
