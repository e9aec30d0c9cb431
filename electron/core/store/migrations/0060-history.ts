import type { Migration } from './migration.ts';

/**
 * Makes the picture at a time rebuildable.
 * - `whole`: the whole record, on every line that is a keyframe besides those that bring it whole anyway.
 * - `history_turn`: where the wall clock was set back, so that between two turns receipt times only grow.
 * - `history_reach`: the first line from which the history is unbroken. Of what lies before, at most one whole line per
 *   entity is kept.
 * - `history_gap`: times of which changes were lost with a damaged database.
 */
export const history: Migration = {
  number: 60,
  slug: 'history',
  up(db) {
    db.exec(`
      ALTER TABLE history ADD COLUMN whole TEXT;
      CREATE TABLE history_turn (position INTEGER PRIMARY KEY, received INTEGER NOT NULL) STRICT;
      CREATE TABLE history_reach (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT;
      INSERT INTO history_reach VALUES (1, 1);
      CREATE TABLE history_gap (since INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;
    `);
  },
};
