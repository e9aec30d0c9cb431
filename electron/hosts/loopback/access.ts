import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../core/kernel/ports.ts';
import { randomToken } from '../../core/launch/secret-file.ts';

/** What can be guessed, and so what can be locked. */
type Door = 'link' | 'owner' | 'session';

export type Entry<Granted> = { readonly granted: Granted } | { readonly refused: 'unknown' | 'locked' };

const MOST_FAILURES = 10;
const WINDOW = 60_000;
const MOST_LINKS = 16;
const MOST_SESSIONS = 64;

/** Constant-time membership: every digest is compared, and all have the same length. */
class Secrets {
  readonly #digests: Buffer[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(secret: string): void {
    this.#digests.push(digest(secret));
    if (this.#digests.length > this.#most) this.#digests.shift();
  }

  has(secret: string): boolean {
    return this.#find(secret) >= 0;
  }

  take(secret: string): boolean {
    const index = this.#find(secret);
    if (index >= 0) this.#digests.splice(index, 1);
    return index >= 0;
  }

  #find(secret: string): number {
    const wanted = digest(secret);
    let found = -1;
    for (const [index, known] of this.#digests.entries()) if (timingSafeEqual(known, wanted)) found = index;
    return found;
  }
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** At most ten wrong tries a minute; then the door stays shut until the minute of the last one has passed. */
class LockOut {
  readonly #clock: Pick<Clock, 'monotonic'>;
  #failures: number[] = [];

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  get isLocked(): boolean {
    const from = this.#clock.monotonic() - WINDOW;
    this.#failures = this.#failures.filter((at) => at > from);
    return this.#failures.length >= MOST_FAILURES;
  }

  fail(): void {
    this.#failures.push(this.#clock.monotonic());
  }

  clear(): void {
    this.#failures = [];
  }
}

/**
 * Who may use the loopback host (B2–B4 in README.md). A link works once and turns into a session cookie; new links are
 * given to whoever can read the profile's token file. Sessions live as long as this process.
 */
export class Access {
  readonly #owner = new Secrets(1);
  readonly #links = new Secrets(MOST_LINKS);
  readonly #sessions = new Secrets(MOST_SESSIONS);
  readonly #lockOuts: Readonly<Record<Door, LockOut>>;

  constructor(ownerToken: string, clock: Pick<Clock, 'monotonic'>) {
    this.#owner.add(ownerToken);
    this.#lockOuts = { link: new LockOut(clock), owner: new LockOut(clock), session: new LockOut(clock) };
  }

  mintLink(): string {
    const key = randomToken();
    this.#links.add(key);
    return key;
  }

  /** Uses the link up. */
  redeemLink(key: string): Entry<string> {
    if (this.#lockOuts.link.isLocked) return { refused: 'locked' };
    if (!this.#links.take(key)) return this.#fail('link');
    const session = randomToken();
    this.#sessions.add(session);
    return { granted: session };
  }

  /** The owner of the profile asks for a new link; that the owner is there also opens a locked link door. */
  newLinkFor(ownerToken: string): Entry<string> {
    if (this.#lockOuts.owner.isLocked) return { refused: 'locked' };
    if (!this.#owner.has(ownerToken)) return this.#fail('owner');
    this.#lockOuts.link.clear();
    return { granted: this.mintLink() };
  }

  /**
   * A right session always passes, so that wrong tries of somebody else on this machine cannot lock the officer out.
   * @param session the cookie's value; missing is not a wrong try.
   */
  enter(session: string | null): Entry<true> {
    if (session === null) return { refused: 'unknown' };
    if (this.#sessions.has(session)) return { granted: true };
    return this.#lockOuts.session.isLocked ? { refused: 'locked' } : this.#fail('session');
  }

  #fail(door: Door): { refused: 'unknown' } {
    this.#lockOuts[door].fail();
    return { refused: 'unknown' };
  }
}
