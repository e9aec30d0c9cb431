import type { Migration } from './migration.ts';

/**
 * One more state, `undone`: the hub was put back to before it, see sync/README O13. SQLite cannot change a CHECK, so the
 * table is made anew; what is on it is as in step 40. `uncompared`: snapshots of a feed since the seat's commands were
 * compared with what its hub knows of them.
 */
export const undone: Migration = {
  number: 100,
  slug: 'undone',
  up(db) {
    db.exec(`
      CREATE TABLE outbox_new (
        position INTEGER PRIMARY KEY,
        command_id TEXT NOT NULL UNIQUE,
        station_seq INTEGER NOT NULL,
        feed TEXT NOT NULL,
        topic TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        command TEXT NOT NULL,
        after TEXT,
        needs TEXT,
        state TEXT NOT NULL DEFAULT 'queued' CHECK (
          state IN (
            'queued', 'sent', 'unknown', 'accepted', 'effectSeen', 'rejected', 'conflict', 'expired', 'withdrawn', 'undone'
          )
        ),
        state_at INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        answer TEXT,
        carried_from TEXT,
        resend_of TEXT,
        handed_at INTEGER
      ) STRICT;
      INSERT INTO outbox_new SELECT
        position, command_id, station_seq, feed, topic, entity_id, command, after, needs, state, state_at, tries, answer,
        carried_from, resend_of, handed_at
        FROM outbox;
      DROP TABLE outbox;
      ALTER TABLE outbox_new RENAME TO outbox;
      CREATE UNIQUE INDEX outbox_number ON outbox (coalesce(carried_from, ''), station_seq);
      CREATE INDEX outbox_open ON outbox (position) WHERE state IN ('queued', 'sent', 'unknown', 'accepted');
      CREATE INDEX outbox_resent ON outbox (resend_of) WHERE resend_of IS NOT NULL;
      ALTER TABLE feed ADD COLUMN uncompared INTEGER NOT NULL DEFAULT 0;
    `);
  },
};
