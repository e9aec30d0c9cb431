import type { SeatRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Actor } from '../../../shared/protocol/feed/command.ts';
import { MINUTE, type Instant } from '../../../shared/kit/time.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { Store } from '../store/store.ts';
import { refuse, type Accounts } from './accounts.ts';
import type { DoorLog } from './door-log.ts';
import type { Officer, OfficerPost } from './officers.ts';

type State =
  | { readonly is: 'signedOut' }
  | {
      readonly is: 'signedIn' | 'locked';
      readonly officer: Officer;
      readonly post: OfficerPost;
      readonly since: Instant;
    };

export interface SeatParts {
  readonly clock: Clock;
  readonly store: Store;
  readonly door: DoorLog;
  readonly accounts: Accounts;
  readonly stationId: string;
  /** Minutes, while nobody has set them. */
  readonly idleDefault: number;
}

const ROW_ID = 'seat';

/** Who sits at this console: one officer, in one post, for all its windows. Rules A1–A6 in README.md. */
export class Seat {
  readonly changed = new Signal<SeatRow>();
  readonly #parts: SeatParts;
  #state: State = { is: 'signedOut' };
  #idleMinutes: number;
  /** Monotonic time of the last command or key. */
  #touchedAt: number;
  #idle: Timer | null = null;
  /** A command was refused in this state already, and noted. */
  #hasRefused = false;

  constructor(parts: SeatParts) {
    this.#parts = parts;
    this.#idleMinutes = parts.store.read.people.seat().idleMinutes ?? parts.idleDefault;
    this.#touchedAt = parts.clock.monotonic();
  }

  /**
   * A1: who gives a command, by what authority. Taking it is acting, so it counts as being there.
   * Throws `ProblemError` `seat-signed-out` or `seat-locked`.
   */
  get actor(): Actor {
    const state = this.#state;
    if (state.is !== 'signedIn') {
      const code = state.is === 'locked' ? 'seat-locked' : 'seat-signed-out';
      this.#noteRefusal(state, code);
      throw refuse(code);
    }
    this.touch();
    return this.#actorOf(state);
  }

  /** The same for reading: who sits here, locked or not. */
  get present(): { readonly actor: Actor; readonly officer: Officer; readonly post: OfficerPost } | null {
    const state = this.#state;
    if (state.is === 'signedOut') return null;
    return { actor: this.#actorOf(state), officer: state.officer, post: state.post };
  }

  row(): SeatRow {
    const state = this.#state;
    const idleLockMinutes = this.#idleMinutes;
    if (state.is === 'signedOut') return { id: ROW_ID, status: { state: 'signedOut' }, idleLockMinutes };
    const { officer, post, since } = state;
    return { id: ROW_ID, status: { state: state.is, officer: officer.id, post: post.post, since }, idleLockMinutes };
  }

  /** Somebody is at the keyboard. A locked seat is not opened by a key. */
  touch(): void {
    this.#touchedAt = this.#parts.clock.monotonic();
  }

  /**
   * Whoever sat here is replaced. Throws `ProblemError` `post-unknown`, or as `Accounts.check`; then nothing has changed.
   * @param post null: his first.
   */
  async signIn(id: string, password: string, post: string | null): Promise<void> {
    const officer = await this.#parts.accounts.check(id, password);
    this.#sit(officer, post, 'signedIn');
  }

  /** Without a password: demo and replay (A6). */
  seat(officer: Officer, post: string | null): void {
    this.#sit(officer, post, 'seated');
  }

  /** A2: after a restart the seat is held for whoever sat there, behind his password. */
  hold(officer: Officer, post: string | null): void {
    const found = officer.posts.find((known) => known.post === post) ?? officer.posts[0];
    this.#lock({ officer, post: found }, 'restart');
  }

  /** Throws `ProblemError` `seat-signed-out`, `seat-not-locked`, or as `Accounts.check`. */
  async unlock(password: string): Promise<void> {
    const state = this.#state;
    if (state.is === 'signedOut') throw refuse('seat-signed-out');
    if (state.is !== 'locked') throw refuse('seat-not-locked');
    await this.#parts.accounts.check(state.officer.id, password);
    // Another officer may have taken the seat while the password was looked at.
    if (this.#state !== state) throw refuse('seat-taken');
    const { officer, post } = state;
    this.#enter({ is: 'signedIn', officer, post, since: this.#parts.clock.now() });
    this.#parts.door.note({ event: 'unlocked', officer: officer.id, post: post.post });
  }

  /** Throws `ProblemError` `seat-signed-out`. Locking twice is no error. */
  lock(): void {
    if (this.#state.is === 'signedOut') throw refuse('seat-signed-out');
    if (this.#state.is === 'signedIn') this.#lock(this.#state, 'by hand');
  }

  /** Signing out twice is no error. */
  signOut(): void {
    const state = this.#state;
    if (state.is === 'signedOut') return;
    this.#enter({ is: 'signedOut' });
    this.#parts.door.note({ event: 'signedOut', officer: state.officer.id, post: state.post.post }, ({ write }) =>
      write.people.setSeat(null, null),
    );
  }

  /** Throws as `actor`. 0: never. */
  setIdleLock(minutes: number): void {
    const { officer, post } = this.actor;
    this.#idleMinutes = minutes;
    this.#watchIdle();
    this.changed.emit(this.row());
    this.#parts.door.note({ event: 'idleLockSet', officer, post, detail: `${minutes} min` }, ({ write }) =>
      write.people.setIdleMinutes(minutes),
    );
  }

  stop(): void {
    this.#idle?.cancel();
  }

  #sit(officer: Officer, postName: string | null, event: 'signedIn' | 'seated'): void {
    const post = postName === null ? officer.posts[0] : officer.posts.find((known) => known.post === postName);
    if (!post) throw refuse('post-unknown', { post: postName });
    const { clock, door } = this.#parts;
    const before = this.#state;
    this.#enter({ is: 'signedIn', officer, post, since: clock.now() });
    door.note({ event, officer: officer.id, post: post.post }, (unit) => {
      unit.write.people.setSeat(officer.id, post.post);
      if (before.is === 'signedOut' || before.officer.id === officer.id) return;
      const detail = `replaced by ${officer.id}`;
      door.write(unit, { event: 'signedOut', officer: before.officer.id, post: before.post.post, detail });
    });
  }

  #lock({ officer, post }: { readonly officer: Officer; readonly post: OfficerPost }, detail: string): void {
    this.#enter({ is: 'locked', officer, post, since: this.#parts.clock.now() });
    this.#parts.door.note({ event: 'locked', officer: officer.id, post: post.post, detail });
  }

  #enter(state: State): void {
    this.#state = state;
    this.#hasRefused = false;
    this.touch();
    this.#watchIdle();
    this.changed.emit(this.row());
  }

  /** A2: by the monotonic clock, and at the very time: one timer that is set on when there was activity meanwhile. */
  #watchIdle(): void {
    this.#idle?.cancel();
    this.#idle = null;
    if (this.#idleMinutes === 0 || this.#state.is !== 'signedIn') return;
    const { clock } = this.#parts;
    const left = this.#touchedAt + this.#idleMinutes * MINUTE - clock.monotonic();
    this.#idle = clock.after(Math.max(1, left), () => {
      const state = this.#state;
      const isIdle = clock.monotonic() - this.#touchedAt >= this.#idleMinutes * MINUTE;
      if (isIdle && state.is === 'signedIn') this.#lock(state, 'idle');
      else this.#watchIdle();
    });
  }

  #noteRefusal(state: State, detail: string): void {
    if (this.#hasRefused) return;
    this.#hasRefused = true;
    const who = state.is === 'signedOut' ? { officer: null } : { officer: state.officer.id, post: state.post.post };
    this.#parts.door.note({ event: 'commandRefused', ...who, detail });
  }

  #actorOf({ officer, post }: Exclude<State, { is: 'signedOut' }>): Actor {
    return { officer: officer.id, post: post.post, station: this.#parts.stationId, authority: post.authority };
  }
}
