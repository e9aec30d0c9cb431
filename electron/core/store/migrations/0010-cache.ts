import type { Migration } from './migration.ts';

/**
 * What the feeds told. All of it can be rebuilt from them.
 * - `entity` is one table for every topic (see README, decision 1); `urgency` and `recency` are the order of first parts,
 *   ascending (`order.ts`).
 * - `history` is append-only, in the order of arrival; `log` stands for (feed, epoch).
 * - `quarantine.place` is where in its log an unreadable change stands, so that meeting it again does not count it twice.
 */
export const cache: Migration = {
  number: 10,
  slug: 'cache',
  up(db) {
    db.exec(`
      CREATE TABLE feed (
        id TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        name_zh TEXT,
        name_en TEXT,
        epoch TEXT,
        seq INTEGER NOT NULL DEFAULT 0,
        max_age_seconds REAL,
        quarantined INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE log (
        key INTEGER PRIMARY KEY,
        feed TEXT NOT NULL,
        epoch TEXT NOT NULL,
        UNIQUE (feed, epoch)
      ) STRICT;

      CREATE TABLE entity (
        topic TEXT NOT NULL,
        id TEXT NOT NULL,
        feed TEXT NOT NULL,
        rev INTEGER NOT NULL,
        urgency INTEGER NOT NULL,
        recency INTEGER NOT NULL,
        at INTEGER NOT NULL,
        entered INTEGER NOT NULL,
        received INTEGER NOT NULL,
        source TEXT NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (topic, id)
      ) STRICT;
      CREATE INDEX entity_order ON entity (topic, urgency, recency, id);

      CREATE TABLE history (
        position INTEGER PRIMARY KEY,
        log INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        topic TEXT NOT NULL,
        id TEXT NOT NULL,
        rev INTEGER NOT NULL,
        op TEXT NOT NULL,
        at INTEGER NOT NULL,
        entered INTEGER NOT NULL,
        received INTEGER NOT NULL,
        source TEXT NOT NULL,
        data TEXT
      ) STRICT;
      CREATE INDEX history_entity ON history (topic, id);

      CREATE TABLE quarantine (
        key INTEGER PRIMARY KEY,
        feed TEXT NOT NULL,
        epoch TEXT NOT NULL,
        place TEXT NOT NULL,
        seq INTEGER,
        topic TEXT,
        entity_id TEXT,
        code TEXT NOT NULL,
        file TEXT,
        "row" INTEGER,
        "column" TEXT,
        detail TEXT,
        raw TEXT,
        received INTEGER NOT NULL,
        UNIQUE (feed, epoch, place)
      ) STRICT;
    `);
  },
};
