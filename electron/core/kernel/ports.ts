import type { Instant } from '../../../shared/kit/time.ts';

/** What the core asks of its host. Nothing in the core reads a clock, a random source or the environment by itself. */
export interface Ports {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly paths: Paths;
  readonly sqlite: SqliteDriver;
  readonly disk: Disk;
  readonly log: Log;
}

export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Wall clock. Only for stamping; never for measuring or ordering. */
  now(): Instant;
  /** Milliseconds from an arbitrary start that never jumps. */
  monotonic(): number;
  after(milliseconds: number, run: () => void): Timer;
  every(milliseconds: number, run: () => void): Timer;
}

export interface Ids {
  /** A UUIDv7 (RFC 9562): unique, ordered by time of creation. */
  next(): string;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
}

export interface Paths {
  /** The folder that belongs to this console: database, its head, settings. Exists. */
  readonly profile: string;
  /** Read-only: demo city, departments, rules. */
  readonly resources: string;
}

export interface Disk {
  /** Bytes that this user may still write where `path` is. Throws when the system does not say. */
  freeBytes(path: string): number;
}

/** The part of better-sqlite3 that the store uses. */
export interface SqliteDriver {
  open(file: string, options?: { readonly?: boolean }): Database;
}

export interface Database {
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  pragma(text: string, options?: { simple?: boolean }): unknown;
  transaction<Args extends unknown[], Result>(run: (...args: Args) => Result): { immediate(...args: Args): Result };
  /**
   * Copies the database, with what is committed meanwhile, into a new file; between two steps other work goes on.
   * `progress` is asked before each step how many pages the next one copies.
   */
  backup(file: string, options: { progress: () => number }): Promise<unknown>;
  close(): unknown;
  readonly inTransaction: boolean;
}

export interface Statement {
  run(...parameters: unknown[]): { changes: number; lastInsertRowid: number | bigint };
  get(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown[];
  iterate(...parameters: unknown[]): IterableIterator<unknown>;
}

export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
