import type { Migration } from './migration.ts';

/** Whose command made a change (`ChangeHand`, JSON); null when a department's system did, or an older hub told it. */
export const historyHands: Migration = {
  number: 41,
  slug: 'history-hands',
  up(db) {
    db.exec('ALTER TABLE history ADD COLUMN hand TEXT');
  },
};
