import * as z from 'zod';
import { localText } from '../../../shared/domain/common.ts';
import { ProblemError, type Param } from '../../../shared/kit/problem.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import type { Ports, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { AccountRecord } from '../store/readers/people.ts';
import type { Store } from '../store/store.ts';
import type { DoorLog } from './door-log.ts';
import { afterWrong, NO_TRIES, TRIES, type Tries } from './lock-out.ts';
import { officerPost, type Officer } from './officers.ts';
import { fitsPassword, hashPassword, SHORTEST_PASSWORD } from './password.ts';

/** How often the rest of a running lock is written down: what a crash gives back at most. */
const KEEP_EVERY = 15_000;
/** Passwords that wait for their turn; more is not an officer. */
const MOST_WAITING = 8;

interface Account {
  readonly officer: Officer;
  readonly password: string;
  tries: Tries;
  /** Monotonic end of the lock; null when there is none. */
  lockEnd: number | null;
  unlock: Timer | null;
}

export interface AccountsParts {
  readonly ports: Pick<Ports, 'clock' | 'log'>;
  readonly store: Store;
  readonly door: DoorLog;
}

export function refuse(code: string, params?: Readonly<Record<string, Param>>): ProblemError {
  return new ProblemError({ code, origin: 'people', ...(params && { params }) });
}

/** The accounts of this console: who may sign in, and what wrong passwords have come to. */
export class Accounts {
  /** An account is new, or its lock began or ended; its id. */
  readonly changed = new Signal<string>();
  readonly #parts: AccountsParts;
  readonly #accounts = new Map<string, Account>();
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #keeper: Timer | null = null;

  constructor(parts: AccountsParts) {
    this.#parts = parts;
    for (const record of parts.store.read.people.accounts()) this.#take(record);
    for (const [id, { tries }] of this.#accounts) if (tries.lockLeft > 0) this.#lock(id, tries.lockLeft);
  }

  get officers(): readonly Officer[] {
    return [...this.#accounts.values()].map(({ officer }) => officer);
  }

  find(id: string): Officer | null {
    return this.#accounts.get(id)?.officer ?? null;
  }

  /** As a time of day, for the screen only. */
  lockedUntil(id: string): Instant | null {
    const left = this.#lockLeft(id);
    return left === 0 ? null : instant(Math.round(this.#parts.ports.clock.now() + left));
  }

  /**
   * Durable when it resolves. Throws `ProblemError` `officer-exists`, `password-short`, or the store's.
   */
  async add(officer: Officer, password: string, by: string | null): Promise<void> {
    if ([...password].length < SHORTEST_PASSWORD) throw refuse('password-short', { least: SHORTEST_PASSWORD });
    const hash = await hashPassword(password);
    const { store, door, ports } = this.#parts;
    const { id } = officer;
    if (this.#accounts.has(id)) throw refuse('officer-exists', { officer: id });
    const record: AccountRecord = {
      id,
      name: JSON.stringify(officer.name),
      posts: JSON.stringify(officer.posts),
      password: hash,
      ...NO_TRIES,
    };
    store.transact((unit) => {
      unit.write.people.addAccount(record, ports.clock.now());
      door.write(unit, { event: 'created', officer: id, ...(by !== null && { detail: `by ${by}` }) });
    });
    this.#take(record);
    this.changed.emit(id);
  }

  /**
   * A3, A4: the officer whose password this is. One password at a time, so that a hundred windows have no more tries than
   * one. Throws `ProblemError` `officer-unknown`, `wrong-password` {left}, `account-locked` {minutes}, `sign-in-busy`.
   */
  check(id: string, password: string): Promise<Officer> {
    if (this.#waiting >= MOST_WAITING) return Promise.reject(refuse('sign-in-busy'));
    this.#waiting += 1;
    const checked = this.#turn.then(() => this.#check(id, password));
    this.#turn = checked.then(
      () => (this.#waiting -= 1),
      () => (this.#waiting -= 1),
    );
    return checked;
  }

  /** Writes down what the running locks have left. */
  stop(): void {
    this.#keeper?.cancel();
    this.#keepLocks();
    for (const account of this.#accounts.values()) account.unlock?.cancel();
  }

  async #check(id: string, password: string): Promise<Officer> {
    const { door } = this.#parts;
    const account = this.#accounts.get(id);
    if (!account) {
      door.note({ event: 'refused', officer: null, detail: 'officer-unknown' });
      throw refuse('officer-unknown');
    }
    const left = this.#lockLeft(id);
    // Not noted each time: the lock was, and a window that knocks all night must not fill the disk.
    if (left > 0) throw refuse('account-locked', { minutes: Math.ceil(left / MINUTE) });
    if (await fitsPassword(password, account.password)) {
      this.#setTries(id, account, NO_TRIES);
      return account.officer;
    }
    throw this.#wrong(id, account);
  }

  #wrong(id: string, account: Account): ProblemError {
    const tries = afterWrong(account.tries);
    account.tries = tries;
    // On disk before the answer: a restart gives no tries back.
    this.#parts.door.note({ event: 'refused', officer: id, detail: 'wrong-password' }, (unit) => {
      unit.write.people.setTries(id, tries);
      if (tries.lockLeft === 0) return;
      this.#parts.door.write(unit, { event: 'lockedOut', officer: id, detail: String(tries.lockLeft) });
    });
    if (tries.lockLeft === 0) return refuse('wrong-password', { left: TRIES - tries.failures });
    this.#lock(id, tries.lockLeft);
    return refuse('account-locked', { minutes: Math.ceil(tries.lockLeft / MINUTE) });
  }

  #setTries(id: string, account: Account, tries: Tries): void {
    const { failures, locks } = account.tries;
    account.tries = tries;
    if (failures === 0 && locks === 0) return;
    this.#store(() => this.#parts.store.transact(({ write }) => write.people.setTries(id, tries)));
  }

  #lock(id: string, milliseconds: number): void {
    const account = this.#accounts.get(id);
    if (!account) return;
    const { clock } = this.#parts.ports;
    account.lockEnd = clock.monotonic() + milliseconds;
    account.unlock?.cancel();
    account.unlock = clock.after(milliseconds, () => this.#unlock(id, account));
    this.#keeper ??= clock.every(KEEP_EVERY, () => this.#keepLocks());
    this.changed.emit(id);
  }

  #unlock(id: string, account: Account): void {
    account.lockEnd = null;
    account.unlock = null;
    account.tries = { ...account.tries, lockLeft: 0 };
    this.#store(() => this.#parts.store.transact(({ write }) => write.people.setTries(id, account.tries)));
    this.changed.emit(id);
    if ([...this.#accounts.values()].some(({ lockEnd }) => lockEnd !== null)) return;
    this.#keeper?.cancel();
    this.#keeper = null;
  }

  #lockLeft(id: string): number {
    const end = this.#accounts.get(id)?.lockEnd ?? null;
    return end === null ? 0 : Math.max(0, end - this.#parts.ports.clock.monotonic());
  }

  #keepLocks(): void {
    const locked = [...this.#accounts].filter(([, { lockEnd }]) => lockEnd !== null);
    if (locked.length === 0) return;
    this.#store(() =>
      this.#parts.store.transact(({ write }) => {
        for (const [id, { tries }] of locked) {
          // Never 0 here: a lock ends by its own timer, so that one with a moment left is not forgotten.
          write.people.setTries(id, { ...tries, lockLeft: Math.max(1, this.#lockLeft(id)) });
        }
      }),
    );
  }

  /** Counters hold in this run whatever the disk says. */
  #store(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#parts.ports.log.error('account not stored', { error: String(error) });
    }
  }

  #take(record: AccountRecord): void {
    const officer = readOfficer(record);
    if (!officer) {
      this.#parts.ports.log.error('account not readable', { account: record.id });
      return;
    }
    const { password, failures, locks, lockLeft } = record;
    this.#accounts.set(record.id, {
      officer,
      password,
      tries: { failures, locks, lockLeft },
      lockEnd: null,
      unlock: null,
    });
  }
}

const keptPosts = z.array(officerPost).min(1);

/** Null when the row is not what we wrote: that account cannot be used, the others can. */
function readOfficer({ id, name, posts }: AccountRecord): Officer | null {
  try {
    const [first, ...others] = keptPosts.parse(JSON.parse(posts));
    return first ? { id, name: localText.parse(JSON.parse(name)), posts: [first, ...others] } : null;
  } catch {
    return null;
  }
}
