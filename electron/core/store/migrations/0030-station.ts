import type { Migration } from './migration.ts';

/** What belongs to the seat: its identity and counters, and the officer's preferences. */
export const station: Migration = {
  number: 30,
  slug: 'station',
  up(db) {
    db.exec(`
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE preference (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    `);
  },
};
