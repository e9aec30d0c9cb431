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
    const connection = this.#current();
    let generation = this.#generation;
    let statement = connection.prepare(sql);
    const fresh = (): Statement => {
      if (generation !== this.#generation || !this.#db) {
        statement = this.#current().prepare(sql);
        generation = this.#generation;
      }
      return statement;
    };
    const told = <Result>(work: (on: Statement) => Result): Result => {
      try {
        return work(fresh());
      } catch (error) {
        this.#failed(error);
        throw error;
      }
    };
    return {
      run: (...parameters) => told((on) => on.run(...parameters)),
      get: (...parameters) => told((on) => on.get(...parameters)),
      all: (...parameters) => told((on) => on.all(...parameters)),
      iterate: (...parameters) =>
        told((on) => (this.#pins ? on.iterate(...parameters) : on.all(...parameters)[Symbol.iterator]())),
    };
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
