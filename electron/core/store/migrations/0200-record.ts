import type { Migration } from './migration.ts';

/**
 * The decision log: lines as they are signed and hashed, never written anew; and the personal values that stand in them only
 * as a hash (records/README D8), each with the salt that makes it unguessable. Those can be erased, lines cannot.
 */
export const record: Migration = {
  number: 200,
  slug: 'record',
  up(db) {
    db.exec(`
      CREATE TABLE log_line (
        no INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        line TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE TABLE log_sealed (
        hash TEXT PRIMARY KEY,
        no INTEGER NOT NULL,
        salt TEXT NOT NULL,
        value TEXT NOT NULL
      ) STRICT;
      CREATE INDEX log_sealed_no ON log_sealed (no, hash);
    `);
    for (const [name, act] of [
      ['log_line_kept', 'UPDATE'],
      ['log_line_stays', 'DELETE'],
    ] as const) {
      db.prepare(
        `CREATE TRIGGER ${name} BEFORE ${act} ON log_line BEGIN SELECT raise(ABORT, 'the log is append-only'); END`,
      ).run();
    }
  },
};
