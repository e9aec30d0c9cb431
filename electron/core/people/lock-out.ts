import { MINUTE } from '../../../shared/kit/time.ts';

/** A4: so many wrong passwords in a row lock the account. */
export const TRIES = 5;
const FIRST_LOCK = 5 * MINUTE;
/** 5, 10, 20, 40, 80, 160 minutes: long enough to make guessing hopeless, short enough that a night is not lost. */
const MOST_DOUBLINGS = 5;

/** What an account's wrong passwords have come to. */
export interface Tries {
  /** Wrong ones in a row since the last right one or the last lock. */
  readonly failures: number;
  /** Locks since the last right one. */
  readonly locks: number;
  /** Milliseconds that the lock still has to run, as of the moment that this was written; 0: not locked. */
  readonly lockLeft: number;
}

export const NO_TRIES: Tries = { failures: 0, locks: 0, lockLeft: 0 };

/** After one more wrong password. */
export function afterWrong({ failures, locks }: Tries): Tries {
  if (failures + 1 < TRIES) return { failures: failures + 1, locks, lockLeft: 0 };
  return { failures: 0, locks: locks + 1, lockLeft: FIRST_LOCK * 2 ** Math.min(locks, MOST_DOUBLINGS) };
}
