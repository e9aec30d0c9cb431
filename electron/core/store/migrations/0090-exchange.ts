import type { Migration } from './migration.ts';

/**
 * Exchange without a hub: whose keys an officer has confirmed, where other consoles listen, and, of each command that is
 * held for another station, the bytes and the signature under which that station gave it, so that it can be handed on.
 */
export const exchange: Migration = {
  number: 90,
  slug: 'exchange',
  up(db) {
    db.exec(`
      CREATE TABLE trusted_station (
        station TEXT PRIMARY KEY,
        key TEXT NOT NULL,
        since INTEGER NOT NULL,
        by TEXT NOT NULL
      ) STRICT;
      CREATE TABLE peer (address TEXT PRIMARY KEY) STRICT;
      CREATE TABLE carried_proof (
        command_id TEXT PRIMARY KEY,
        key TEXT NOT NULL,
        text TEXT NOT NULL,
        signature TEXT NOT NULL
      ) STRICT;
    `);
  },
};
