import type { Migration } from './migration.ts';

/**
 * Commands of this station. Primary data: no feed can give them back. `command` is the message as it is sent, but for
 * `expectedRev` of a command that stands on another one of this station (`after`, see sync/README O5).
 */
export const outbox: Migration = {
  number: 20,
  slug: 'outbox',
  up(db) {
    db.exec(`
      CREATE TABLE outbox (
        command_id TEXT PRIMARY KEY,
        station_seq INTEGER NOT NULL UNIQUE,
        feed TEXT NOT NULL,
        topic TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        command TEXT NOT NULL,
        after TEXT,
        state TEXT NOT NULL DEFAULT 'queued' CHECK (
          state IN ('queued', 'sent', 'accepted', 'effectSeen', 'rejected', 'conflict', 'expired')
        ),
        state_at INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        answer TEXT
      ) STRICT;
      CREATE INDEX outbox_open ON outbox (station_seq) WHERE state IN ('queued', 'sent', 'accepted');
    `);
  },
};
