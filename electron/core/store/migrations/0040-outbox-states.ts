import type { Migration } from './migration.ts';

/**
 * The outbox holds commands of other stations too (`carried_from`), each under its own number, so the order of sending is
 * `position` now. Two more states: `unknown` (asked and not answered) and `withdrawn`. `needs` is a command on another
 * entity without whose acceptance this one makes no sense; `resend_of` the one that it was given again for; `handed_at`
 * when a copy left this seat other than to the hub. SQLite cannot change a CHECK, so the table is made anew.
 */
export const outboxStates: Migration = {
  number: 40,
  slug: 'outbox-states',
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
          state IN ('queued', 'sent', 'unknown', 'accepted', 'effectSeen', 'rejected', 'conflict', 'expired', 'withdrawn')
        ),
        state_at INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        answer TEXT,
        carried_from TEXT,
        resend_of TEXT,
        handed_at INTEGER
      ) STRICT;
      INSERT INTO outbox_new (command_id, station_seq, feed, topic, entity_id, command, after, state, state_at, tries, answer)
        SELECT command_id, station_seq, feed, topic, entity_id, command, after, state, state_at, tries, answer
        FROM outbox ORDER BY station_seq;
      DROP TABLE outbox;
      ALTER TABLE outbox_new RENAME TO outbox;
      CREATE UNIQUE INDEX outbox_number ON outbox (coalesce(carried_from, ''), station_seq);
      CREATE INDEX outbox_open ON outbox (position) WHERE state IN ('queued', 'sent', 'unknown', 'accepted');
    `);
  },
};
