import type { Database } from '../../kernel/ports.ts';

/** An account as it is kept; `name` and `posts` are JSON. */
export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly posts: string;
  readonly password: string;
  readonly failures: number;
  readonly locks: number;
  readonly lockLeft: number;
}

/** Who sat here last, and when the seat locks by itself. Null where nobody ever said. */
export interface SeatRecord {
  readonly officer: string | null;
  readonly post: string | null;
  readonly idleMinutes: number | null;
}

/** One line of what happened at the door. `monotonic` counts from the start of `run`. */
export interface SeatLogLine {
  readonly event: string;
  readonly officer: string | null;
  readonly post: string | null;
  readonly detail: string | null;
  readonly at: number;
  readonly monotonic: number;
  readonly run: string;
}

export interface PeopleReader {
  /** In the order in which they were made. */
  accounts(): AccountRecord[];
  seat(): SeatRecord;
  /** Newest first. */
  seatLog(limit: number): SeatLogLine[];
}

export function createPeopleReader(db: Database): PeopleReader {
  const accounts = db.prepare(
    'SELECT id, name, posts, password, failures, locks, lock_left AS lockLeft FROM account ORDER BY created_at, rowid',
  );
  const seat = db.prepare('SELECT officer, post, idle_minutes AS idleMinutes FROM seat');
  const seatLog = db.prepare(
    'SELECT event, officer, post, detail, at, monotonic, run FROM seat_log ORDER BY position DESC LIMIT ?',
  );
  return {
    accounts: () => accounts.all() as AccountRecord[],
    seat: () => (seat.get() as SeatRecord | undefined) ?? { officer: null, post: null, idleMinutes: null },
    seatLog: (limit) => seatLog.all(limit) as SeatLogLine[],
  };
}
