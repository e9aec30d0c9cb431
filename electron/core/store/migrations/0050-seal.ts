import type { Migration } from './migration.ts';

/**
 * What shows that nothing is missing (R6). `mark` counts transactions; `seal` is a hash chain over every state that a
 * command of the outbox had, beginning after (`base_no`, `base_hash`). The head of both is kept outside too (`anchor.ts`).
 * The commands that are there already are sealed by `migrate`, as after every step.
 */
export const seal: Migration = {
  number: 50,
  slug: 'seal',
  up(db) {
    db.exec(`
      CREATE TABLE seal (
        no INTEGER PRIMARY KEY,
        command_id TEXT NOT NULL,
        row_hash TEXT NOT NULL,
        chain TEXT NOT NULL
      ) STRICT;
      CREATE TABLE mark (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        commits INTEGER NOT NULL,
        base_no INTEGER NOT NULL,
        base_hash TEXT NOT NULL
      ) STRICT;
      INSERT INTO mark VALUES (1, 0, 0, '');
    `);
  },
};
