import type { Database } from '../../kernel/ports.ts';
import type { AccountRecord, SeatLogLine } from '../readers/people.ts';

type Tries = Pick<AccountRecord, 'failures' | 'locks' | 'lockLeft'>;

export interface PeopleWriter {
  addAccount(account: Pick<AccountRecord, 'id' | 'name' | 'posts' | 'password'>, at: number): void;
  setTries(id: string, tries: Tries): void;
  /** Null: nobody sits here. */
  setSeat(officer: string | null, post: string | null): void;
  setIdleMinutes(minutes: number): void;
  log(line: SeatLogLine): void;
}

export function createPeopleWriter(db: Database): PeopleWriter {
  const add = db.prepare('INSERT INTO account (id, name, posts, password, created_at) VALUES (?, ?, ?, ?, ?)');
  const tries = db.prepare('UPDATE account SET failures = ?, locks = ?, lock_left = ? WHERE id = ?');
  const seat = db.prepare(
    `INSERT INTO seat (one, officer, post) VALUES (1, ?, ?)
     ON CONFLICT (one) DO UPDATE SET officer = excluded.officer, post = excluded.post`,
  );
  const idle = db.prepare(
    `INSERT INTO seat (one, idle_minutes) VALUES (1, ?)
     ON CONFLICT (one) DO UPDATE SET idle_minutes = excluded.idle_minutes`,
  );
  const log = db.prepare(
    'INSERT INTO seat_log (event, officer, post, detail, at, monotonic, run) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    addAccount({ id, name, posts, password }, at) {
      add.run(id, name, posts, password, at);
    },
    setTries(id, { failures, locks, lockLeft }) {
      tries.run(failures, locks, Math.ceil(lockLeft), id);
    },
    setSeat(officer, post) {
      seat.run(officer, post);
    },
    setIdleMinutes(minutes) {
      idle.run(minutes);
    },
    log({ event, officer, post, detail, at, monotonic, run }) {
      log.run(event, officer, post, detail, at, Math.round(monotonic), run);
    },
  };
}
