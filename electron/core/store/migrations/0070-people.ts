import type { Migration } from './migration.ts';

/**
 * Who may sit here, who does, and what happened at the door. Primary data: no feed can give it back. `password` is a PHC
 * string; it never leaves the core. `lock_left` is what a lock still has to run in milliseconds of a running console, not a
 * time of day (people/README A4).
 */
export const people: Migration = {
  number: 70,
  slug: 'people',
  up(db) {
    db.exec(`
      CREATE TABLE account (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        posts TEXT NOT NULL,
        password TEXT NOT NULL,
        failures INTEGER NOT NULL DEFAULT 0,
        locks INTEGER NOT NULL DEFAULT 0,
        lock_left INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE seat (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        officer TEXT,
        post TEXT,
        idle_minutes INTEGER
      ) STRICT;
      CREATE TABLE seat_log (
        position INTEGER PRIMARY KEY,
        event TEXT NOT NULL,
        officer TEXT,
        post TEXT,
        detail TEXT,
        at INTEGER NOT NULL,
        monotonic INTEGER NOT NULL,
        run TEXT NOT NULL
      ) STRICT;
    `);
  },
};
