import type { Database, Statement } from '../kernel/ports.ts';

/**
 * A database connection that can be closed and opened again under the statements that were prepared on it: after an
 * input/output error the old connection knows things about the file that are not so (R4).
 */
export class Connection implements Database {
  readonly #open: () => Database;
  readonly #pins: boolean;
  readonly #failed: (error: unknown) => void;
  #db: Database | null;
  #generation = 0;

  /**
   * @param pins false for a reader: a walk is read to its end at once, so that no forgotten iterator keeps the WAL from
   * being written back (R8).
   * @param failed hears of every statement that throws, before its caller does.
   */
  constructor(open: () => Database, { pins, failed }: { pins: boolean; failed: (error: unknown) => void }) {
    this.#open = open;
    this.#pins = pins;
    this.#failed = failed;
    this.#db = open();
  }

  get isOpen(): boolean {
    return this.#db !== null;
  }

  get inTransaction(): boolean {
    return this.#db?.inTransaction ?? false;
  }

  prepare(sql: string): Statement {
    return new LastingStatement(
      () => this.#current().prepare(sql),
      () => this.#generation,
      this.#pins,
      this.#failed,
    );
  }

  exec(sql: string): unknown {
    return this.#current().exec(sql);
  }

  pragma(text: string, options?: { simple?: boolean }): unknown {
    return this.#current().pragma(text, options);
  }

  transaction<Args extends unknown[], Result>(run: (...args: Args) => Result): { immediate(...args: Args): Result } {
    return {
      immediate: (...args) =>
        this.#current()
          .transaction(run)
          .immediate(...args),
    };
  }

  backup(file: string, options: { progress: () => number }): Promise<unknown> {
    return this.#current().backup(file, options);
  }

  close(): void {
    const db = this.#db;
    this.#db = null;
    // A statement that is used now is prepared anew, which says that the database is closed.
    this.#generation += 1;
    db?.close();
  }

  /** Throws what the closing threw only when opening threw too. Statements go on with the new connection. */
  reopen(): void {
    try {
      this.close();
    } catch {
      // A connection that failed may fail to close; the new one decides what is so.
    }
    this.#db = this.#open();
    this.#generation += 1;
  }

  #current(): Database {
    if (!this.#db) throw new Error('the database is closed');
    return this.#db;
  }
}

/** A statement that is prepared anew on the connection that there is. On the hot path: no closures, no copies. */
class LastingStatement implements Statement {
  readonly #prepare: () => Statement;
  readonly #generationNow: () => number;
  readonly #pins: boolean;
  readonly #failed: (error: unknown) => void;
  #statement: Statement;
  #generation: number;

  constructor(prepare: () => Statement, generation: () => number, pins: boolean, failed: (error: unknown) => void) {
    this.#prepare = prepare;
    this.#generationNow = generation;
    this.#pins = pins;
    this.#failed = failed;
    this.#statement = prepare();
    this.#generation = generation();
  }

  run(...parameters: unknown[]): ReturnType<Statement['run']> {
    try {
      return this.#fresh().run(...parameters);
    } catch (error) {
      throw this.#told(error);
    }
  }

  get(...parameters: unknown[]): unknown {
    try {
      return this.#fresh().get(...parameters);
    } catch (error) {
      throw this.#told(error);
    }
  }

  all(...parameters: unknown[]): unknown[] {
    try {
      return this.#fresh().all(...parameters);
    } catch (error) {
      throw this.#told(error);
    }
  }

  iterate(...parameters: unknown[]): IterableIterator<unknown> {
    if (!this.#pins) return this.all(...parameters)[Symbol.iterator]();
    try {
      return this.#fresh().iterate(...parameters);
    } catch (error) {
      throw this.#told(error);
    }
  }

  #fresh(): Statement {
    const generation = this.#generationNow();
    if (generation !== this.#generation) {
      this.#statement = this.#prepare();
      this.#generation = generation;
    }
    return this.#statement;
  }

  #told(error: unknown): unknown {
    this.#failed(error);
    return error;
  }
}
