export interface Migration {
  readonly version: number;
  readonly slug: string;
  readonly sql: string;
}

/**
 * Each step runs in one transaction together with `user_version`. A step that was released is never edited; the next
 * one gets the next number.
 */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    slug: 'log',
    sql: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE log (
        seq INTEGER PRIMARY KEY,
        topic TEXT NOT NULL,
        id TEXT NOT NULL,
        rev INTEGER NOT NULL,
        op TEXT NOT NULL CHECK (op IN ('put', 'patch', 'remove', 'refuse')),
        at INTEGER NOT NULL,
        entered INTEGER NOT NULL,
        source TEXT NOT NULL,
        data TEXT,
        command_id TEXT
      ) STRICT;

      -- The state after the newest log row. A removed entity keeps its row without data, so that its rev goes on counting.
      CREATE TABLE entity (
        key INTEGER PRIMARY KEY,
        topic TEXT NOT NULL,
        id TEXT NOT NULL,
        rev INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('record', 'removed', 'refusal')),
        at INTEGER NOT NULL,
        entered INTEGER NOT NULL,
        source TEXT NOT NULL,
        data TEXT,
        UNIQUE (topic, id)
      ) STRICT;

      -- The first answer to each command and to each idempotent report.
      CREATE TABLE answer (
        key TEXT PRIMARY KEY,
        answer TEXT NOT NULL,
        expires INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX answer_expires ON answer (expires);

      CREATE TABLE progress (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 2,
    slug: 'hands',
    sql: `
      -- Whose command made a change, and who set which field of a record by command (JSON).
      ALTER TABLE log ADD COLUMN hand TEXT;
      ALTER TABLE entity ADD COLUMN hands TEXT;
    `,
  },
];
