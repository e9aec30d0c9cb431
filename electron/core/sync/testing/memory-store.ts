import { ProblemError } from '../../../../shared/kit/problem.ts';
import { betterSqlite } from '../../kernel/better-sqlite.ts';
import { migrate } from '../../store/migrate.ts';
import { createReaders, createWriters, type Store, type Unit } from '../../store/store.ts';

/** What the disk does with the next transaction. */
export type DiskFault =
  /** Refused; surely nothing was written. */
  | 'refused'
  /** Nobody can say: it was not written. */
  | 'doubtful-lost'
  /** Nobody can say: it was written. */
  | 'doubtful-kept';

/**
 * A store with the real schema, readers and writers on SQLite in memory: quick enough for thousands of lives, and with
 * faults on demand. What was committed outlives the core that committed it, as on a disk.
 */
export class MemoryStore implements Pick<Store, 'read' | 'transact'> {
  readonly read: Store['read'];
  /** Taken by the next transaction. */
  fault: DiskFault | null = null;
  /** As the real store: after a doubt nothing is written until the disk is well, and then the core is started again. */
  isBroken = false;
  readonly #unit: Unit;
  readonly #run: (run: (unit: Unit) => unknown) => unknown;

  constructor() {
    const db = betterSqlite.open(':memory:');
    migrate(db);
    this.read = createReaders(db);
    this.#unit = { read: createReaders(db), write: createWriters(db) };
    const transaction = db.transaction((run: (unit: Unit) => unknown) => run(this.#unit));
    this.#run = (run) => transaction.immediate(run);
  }

  transact<Result>(run: (unit: Unit) => Result): Result {
    if (this.isBroken) throw new ProblemError({ code: 'store-unavailable', origin: 'store' });
    const { fault } = this;
    this.fault = null;
    if (fault === 'refused') throw new ProblemError({ code: 'write-failed', origin: 'store' });
    if (fault === null) return this.#run(run) as Result;
    if (fault === 'doubtful-kept') this.#run(run);
    this.isBroken = true;
    throw new ProblemError({ code: 'outcome-unknown', origin: 'store' });
  }
}
