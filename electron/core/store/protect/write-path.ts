import type { Clock, Database, Log, Statement } from '../../kernel/ports.ts';
import type { Connection } from '../connection.ts';
import type { DiskGuard, Purpose } from './disk-guard.ts';
import { checkSeal, readCommits, Sealer, type SealedRow, type SealHead } from './seal.ts';
import { troubleOf, writeRefusal } from './trouble.ts';

/** What a committed transaction left to be secured outside the database. */
export interface Committed {
  readonly commits: number;
  readonly head: SealHead;
  /** Empty when the outbox was not touched. */
  readonly rows: readonly SealedRow[];
}

export interface WritePathParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly writer: Connection;
  readonly guard: DiskGuard;
  /** After each commit, before the caller hears of it. Never throws. */
  readonly committed: (what: Committed) => void;
  readonly corrupt: (error: unknown) => void;
  /** Writing works again after it could not be said what was written. */
  readonly regained: () => void;
}

/** The one way to write: transactions that say truly whether they are on disk (R3, R4). */
export class WritePath {
  readonly #parts: WritePathParts;
  readonly #sealer: Sealer;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;
  #commits: number;
  #head: SealHead;
  /** The writer is closed because the disk failed; `tick` tries to open it again. */
  #isBroken = false;

  constructor(parts: WritePathParts) {
    this.#parts = parts;
    const { writer } = parts;
    this.#sealer = new Sealer(writer);
    this.#begin = writer.prepare('BEGIN IMMEDIATE');
    this.#commit = writer.prepare('COMMIT');
    this.#rollback = writer.prepare('ROLLBACK');
    this.#commits = readCommits(writer);
    this.#head = checkSeal(writer).head;
  }

  get commits(): number {
    return this.#commits;
  }

  get head(): SealHead {
    return this.#head;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  /**
   * Runs and commits; on disk when it returns. What `run` throws undoes everything and comes through.
   * Throws `ProblemError`: the refusals of `trouble.ts`. A primary `run` may be called twice; the first call was then
   * undone. A cache's is not: what it keeps in memory would count twice.
   */
  transact<Result>(run: () => Result, purpose: Purpose): Result {
    const { guard } = this.#parts;
    if (this.#isBroken) throw writeRefusal('store-unavailable');
    guard.admit(purpose);
    try {
      return this.#once(run);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      if (error.trouble === 'full') {
        const isReleased = guard.metFull();
        if (purpose === 'cache' || !isReleased) throw writeRefusal('disk-full', error.cause);
      } else if (purpose === 'cache') {
        throw writeRefusal('write-failed', error.cause);
      }
    }
    // Once more: with the reserve given up, or on the connection that was opened anew. Nothing of the first try is there.
    try {
      return this.#once(run);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      if (error.trouble === 'full') guard.metFull();
      throw writeRefusal(error.trouble === 'full' ? 'disk-full' : 'write-failed', error.cause);
    }
  }

  /** Sets the chain that a repair or a `reseal` left. */
  adopt(head: SealHead): void {
    this.#head = head;
  }

  /** Tries to write again after the disk failed. */
  tick(): void {
    if (!this.#isBroken) return;
    try {
      this.#settle();
    } catch {
      // The next second.
      return;
    }
    this.#parts.log.warn('store writes again');
    this.#parts.regained();
  }

  /** Throws `Failed` when surely nothing was written, `outcome-unknown` when nobody can say, and what `run` throws. */
  #once<Result>(run: () => Result): Result {
    const { writer } = this.#parts;
    const commits = this.#commits + 1;
    let result: Result;
    let closed: ReturnType<Sealer['close']>;
    try {
      this.#begin.run();
      result = run();
      closed = this.#sealer.close(this.#head, commits);
      this.#commit.run();
    } catch (error) {
      this.#undo();
      const trouble = troubleOf(error);
      if (trouble === 'corrupt') this.#parts.corrupt(error);
      if (trouble === 'full') throw new Failed('full', error);
      if (trouble !== 'io') throw error;
      if (!this.#isThere(commits, error)) throw new Failed('io', error);
      // It is there although its commit failed: the only honest answer is that it is.
      closed = this.#readBack(writer);
      this.#done(commits, closed);
      return result!; // eslint-disable-line @typescript-eslint/no-non-null-assertion -- `commits` is written after `run`
    }
    this.#done(commits, closed);
    return result;
  }

  #done(commits: number, closed: ReturnType<Sealer['close']>): void {
    this.#commits = commits;
    if (closed) this.#head = closed.head;
    this.#parts.committed({ commits, head: this.#head, rows: closed?.rows ?? [] });
  }

  #undo(): void {
    try {
      if (this.#parts.writer.inTransaction) this.#rollback.run();
    } catch (error) {
      this.#parts.log.warn('transaction not undone', { error: String(error) });
    }
  }

  /** R4: what the connection believes after an I/O error is worth nothing; a new one reads what the files say. */
  #isThere(commits: number, cause: unknown): boolean {
    this.#parts.log.error('disk error while writing', { error: String(cause) });
    try {
      return this.#settle() >= commits;
    } catch (error) {
      this.#isBroken = true;
      this.#parts.log.error('store cannot write', { error: String(error) });
      throw writeRefusal('outcome-unknown', cause);
    }
  }

  /**
   * Opens anew, writes what the WAL holds into the database (a page that a failed fsync dropped is written once more), and
   * makes sure by a write of its own that the disk takes one. @returns the number of the last transaction that counts.
   */
  #settle(): number {
    const { writer } = this.#parts;
    writer.reopen();
    const commits = readCommits(writer);
    writer.pragma('wal_checkpoint(TRUNCATE)');
    writer.exec('BEGIN IMMEDIATE');
    try {
      writer.prepare('UPDATE mark SET commits = ? WHERE one = 1').run(Math.max(commits, this.#commits));
      writer.exec('COMMIT');
    } catch (error) {
      this.#undo();
      throw error;
    }
    this.#head = checkSeal(writer).head;
    this.#commits = Math.max(commits, this.#commits);
    this.#isBroken = false;
    return commits;
  }

  /** The rows of the transaction that turned out to be there; head and journal take all states of the chain's end. */
  #readBack(writer: Database): NonNullable<ReturnType<Sealer['close']>> {
    const { head, sound } = checkSeal(writer);
    return { head, rows: sound };
  }
}

/** Surely not written. */
class Failed extends Error {
  readonly trouble: 'full' | 'io';

  constructor(trouble: 'full' | 'io', cause: unknown) {
    super(trouble, { cause });
    this.trouble = trouble;
  }
}
