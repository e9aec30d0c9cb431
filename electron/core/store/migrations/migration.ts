import type { Database } from '../../kernel/ports.ts';

/** One step of the schema. Numbers grow by ten, so that a branch can be merged between two. Never edited once shipped. */
export interface Migration {
  readonly number: number;
  readonly slug: string;
  /** Runs inside a transaction that also sets `user_version`. */
  up(db: Database): void;
}
