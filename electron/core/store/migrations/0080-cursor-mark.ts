import type { Migration } from './migration.ts';

/** R19: which change of the hub's log a feed's cursor stands on; null when it is not known. */
export const cursorMark: Migration = {
  number: 80,
  slug: 'cursor-mark',
  up(db) {
    db.exec('ALTER TABLE feed ADD COLUMN mark TEXT;');
  },
};
