import type { Clock, Log, Timer } from '../kernel/ports.ts';
import type { Store, Unit } from '../store/store.ts';
import type { Applied } from './applied.ts';
import { Applier } from './applier.ts';
import { weight, type Arrival } from './arrival.ts';
import { heldPace } from './held-pace.ts';

/**
 * Rows per transaction. Under load several small frames, of several feeds, share one fsync; more rows than this would
 * keep the core from answering for longer than a frame of the screen.
 */
const ROWS_PER_TRANSACTION = 1_000;
/** F14: what is caught up comes in pieces of at least this many rows; merging them gains nothing and costs time. */
const BULK_ROWS = 200;

interface Job {
  readonly arrival: Arrival;
  readonly done: (error: unknown) => void;
}

export interface CommitterParts {
  readonly store: Pick<Store, 'transact'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs inside the transaction, after the entities are written: what else hangs on them. */
  readonly alsoWrite: (unit: Unit, applied: Applied) => void;
  /** Runs after the commit. */
  readonly committed: (applied: Applied) => void;
  /** F14: bytes of the WAL while another program holds it, else 0. Absent: never. */
  readonly heldBytes?: () => number;
}

/** The one queue into the store for all feeds: in order, several arrivals a transaction, off the socket's own turn. */
export class Committer {
  readonly #parts: CommitterParts;
  readonly #applier = new Applier();
  #queue: Job[] = [];
  #timer: Timer | null = null;
  /** The turn was put off (F14). */
  #isLate = false;
  #committedAt = -Infinity;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  /** `done(null)` after the commit, `done(error)` when this arrival is not in the store. */
  submit(arrival: Arrival, done: Job['done']): void {
    this.#queue.push({ arrival, done });
    if (!this.#timer || (this.#isLate && this.#isBulk())) this.#schedule();
  }

  /** F14: for how long hubs are to hold back what is not urgent, ms. */
  get hold(): number {
    return this.#pace.hold;
  }

  /** More has arrived than one transaction takes: the disk, not the line, is what is waited for. */
  get isBehind(): boolean {
    return this.#holdsMore(ROWS_PER_TRANSACTION);
  }

  /** Commits all that is waiting, now. */
  flush(): void {
    this.#timer?.cancel();
    this.#timer = null;
    while (this.#queue.length > 0) this.#commitSome();
  }

  #turn(): void {
    this.#timer = null;
    this.#commitSome();
    // The rest in a turn of its own, so that calls and windows get theirs in between.
    if (this.#queue.length > 0) this.#schedule();
  }

  #schedule(): void {
    this.#timer?.cancel();
    const wait = this.#wait();
    this.#isLate = wait > 0;
    this.#timer = this.#parts.clock.after(wait, () => this.#turn());
  }

  /** F14: each commit writes its pages once more, so while nothing takes them out of the WAL there are fewer of them. */
  #wait(): number {
    const { gap } = this.#pace;
    if (gap === 0 || this.#isBulk()) return 0;
    return Math.max(0, this.#committedAt + gap - this.#parts.clock.monotonic());
  }

  get #pace() {
    return heldPace(this.#parts.heldBytes?.() ?? 0);
  }

  /** A snapshot waits for the acknowledgement of its parts. */
  #isBulk(): boolean {
    return this.#queue.at(-1)?.arrival.kind === 'snapshot' || this.#holdsMore(BULK_ROWS);
  }

  #holdsMore(limit: number): boolean {
    let rows = 0;
    for (const { arrival } of this.#queue) {
      rows += weight(arrival);
      if (rows > limit) return true;
    }
    return false;
  }

  #commitSome(): void {
    let rows = 0;
    let count = 0;
    for (const { arrival } of this.#queue) {
      rows += weight(arrival);
      if (count > 0 && rows > ROWS_PER_TRANSACTION) break;
      count += 1;
    }
    const jobs = this.#queue.splice(0, count);
    const error = this.#commit(jobs);
    if (error === null) return;
    if (jobs.length === 1) this.#report(jobs, error);
    // One feed's fault must not cost the others their frames.
    else for (const job of jobs) this.#report([job], this.#commit([job]));
  }

  #report(jobs: readonly Job[], error: unknown): void {
    if (error === null) return;
    for (const { arrival, done } of jobs) {
      this.#parts.log.error('arrival not stored', { feed: arrival.feed, kind: arrival.kind, error: String(error) });
      done(error);
    }
  }

  /** @returns null, or why nothing of these jobs is in the store. */
  #commit(jobs: readonly Job[]): unknown {
    const { store, clock } = this.#parts;
    let applied: Applied;
    try {
      const received = clock.now();
      applied = store.transact((unit) => {
        for (const { arrival } of jobs) this.#applier.apply(unit, arrival, received);
        const outcome = this.#applier.finish(unit);
        this.#parts.alsoWrite(unit, outcome);
        return outcome;
      }, 'cache');
    } catch (error) {
      this.#applier.abandon();
      return error ?? new Error('unknown');
    }
    this.#committedAt = clock.monotonic();
    // First: whoever goes on because of the commit must find everybody knowing of it.
    this.#parts.committed(applied);
    for (const { done } of jobs) done(null);
    return null;
  }
}
