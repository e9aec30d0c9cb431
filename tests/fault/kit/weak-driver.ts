import { betterSqlite } from '../../../electron/core/kernel/better-sqlite.ts';
import type { Database, SqliteDriver } from '../../../electron/core/kernel/ports.ts';

/**
 * The negative control of the power-loss test: a driver that says FULL and does NORMAL, as a careless library would.
 * A method that finds no loss with it finds nothing at all.
 */
export const weakDriver: SqliteDriver = {
  open(file, options) {
    const db = betterSqlite.open(file, options);
    const pragma = db.pragma.bind(db);
    db.pragma = (text, settings) => {
      if (/^synchronous\s*=/i.test(text)) return pragma('synchronous = NORMAL', settings);
      if (/^synchronous$/i.test(text)) return 2;
      return pragma(text, settings);
    };
    return db satisfies Database;
  },
};
