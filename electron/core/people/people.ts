import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { CallParsed } from '../../../shared/protocol/console-api/calls.ts';
import type { OfficerRow } from '../../../shared/protocol/console-api/rows.ts';
import type { AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import type { CoreStart } from '../kernel/channel.ts';
import type { Service } from '../kernel/lifecycle.ts';
import type { Ports } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { Store } from '../store/store.ts';
import { Accounts, refuse } from './accounts.ts';
import { allowedTo, authorityRows, mayManage } from './authorities.ts';
import { DoorLog } from './door-log.ts';
import { officersFile, UNNAMED_OFFICER, type Officer } from './officers.ts';
import { Seat } from './seat.ts';

/**
 * The one password of the invented officers of the demo city. It is printed in the manual and protects nothing: a demo's
 * profile never holds real data (launch/README P2).
 */
export const DEMO_PASSWORD = 'linjiang-demo';

/** A seat with real feeds locks by itself; a demo does not lock its visitor out. */
const LIVE_IDLE_MINUTES = 15;

export interface PeopleParts {
  readonly ports: Ports;
  readonly store: Store;
  readonly start: Pick<CoreStart, 'mode' | 'resources' | 'officer'>;
  readonly stationId: string;
  readonly authorities: AuthorityMatrix;
}

/** The people of this console: their accounts and the seat. */
export class People implements Service {
  readonly name = 'people';
  readonly seat: Seat;
  readonly officerChanged = new Signal<OfficerRow>();
  readonly #parts: PeopleParts;
  readonly #accounts: Accounts;
  /** Demo and replay: who sits here until he has an account, hashed in the background. */
  readonly #invented: readonly Officer[];
  #makingDemo: Promise<void> = Promise.resolve();
  #creating: Promise<void> = Promise.resolve();

  /** Throws `ProblemError` `officer-unknown` when the start asks for an officer whom nobody knows, `officer-live` with real feeds. */
  constructor(parts: PeopleParts) {
    this.#parts = parts;
    const { ports, store, start, stationId } = parts;
    const { clock } = ports;
    const isLive = start.mode === 'live';
    const door = new DoorLog(ports, store);
    this.#accounts = new Accounts({ ports, store, door });
    this.#accounts.changed.on((id) => this.#tell(id));
    const idleDefault = isLive ? LIVE_IDLE_MINUTES : 0;
    this.seat = new Seat({ clock, store, door, accounts: this.#accounts, stationId, idleDefault });
    this.#invented = isLive ? [] : readOfficers(ports, start.resources);
    this.#firstSeat();
  }

  run(): void {
    this.#makingDemo = this.#makeDemoAccounts();
  }

  stop(): void {
    this.seat.stop();
    this.#accounts.stop();
  }

  officerRows(): OfficerRow[] {
    return this.#officers().map((officer) => this.#row(officer));
  }

  authorities(): ReturnType<typeof authorityRows> {
    return authorityRows(this.#parts.authorities);
  }

  async signIn({ officer, password, post }: CallParsed<'signIn'>): Promise<void> {
    // A demo's first moments, while its accounts are made.
    await this.#makingDemo;
    await this.seat.signIn(officer, password, post ?? null);
  }

  async unlock(password: string): Promise<void> {
    await this.#makingDemo;
    await this.seat.unlock(password);
  }

  /**
   * A6: the first account makes itself, and must be able to make others; every further one needs somebody who may.
   * Throws `ProblemError`: `authority-unknown`, `first-must-manage`, `not-allowed`, as `Seat.actor`, as `Accounts.add`.
   */
  createOfficer(args: CallParsed<'createOfficer'>): Promise<void> {
    // One at a time: two windows must not both make the first.
    const created = this.#creating.then(() => this.#create(args));
    this.#creating = created.catch(() => undefined);
    return created;
  }

  async #create({ id, name, post, postName, authority, password }: CallParsed<'createOfficer'>): Promise<void> {
    const { authorities } = this.#parts;
    if (!authorityRows(authorities).some(({ id: known }) => known === authority)) {
      throw refuse('authority-unknown', { authority });
    }
    const by = this.#maker(authority);
    const posts: Officer['posts'] = [{ post, postName: textOf(postName), authority }];
    await this.#accounts.add({ id, name: textOf(name), posts }, password, by);
  }

  #maker(authority: string): string | null {
    const { authorities } = this.#parts;
    if (this.#officers().length === 0) {
      if (!mayManage(authorities, authority)) throw refuse('first-must-manage', { authority });
      return null;
    }
    const { actor } = this.seat;
    if (!mayManage(authorities, actor.authority)) throw refuse('not-allowed', { action: 'people.manage' });
    return actor.officer;
  }

  /** The invented ones in the order of their list, whether their account is made already or not; then the others. */
  #officers(): readonly Officer[] {
    const invented = new Set(this.#invented.map(({ id }) => id));
    return [...this.#invented, ...this.#accounts.officers.filter(({ id }) => !invented.has(id))];
  }

  /** A6, A2: who sits here before anybody has said anything. */
  #firstSeat(): void {
    const { store, start } = this.#parts;
    const before = store.read.people.seat();
    if (start.mode === 'live') {
      if (start.officer !== undefined) throw refuse('officer-live', { officer: start.officer });
      const held = before.officer === null ? null : this.#accounts.find(before.officer);
      if (held) this.seat.hold(held, before.post);
      return;
    }
    const find = (id: string | null | undefined): Officer | undefined =>
      this.#officers().find((known) => known.id === id);
    if (start.officer !== undefined) {
      const asked = find(start.officer);
      if (!asked) throw refuse('officer-unknown', { officer: start.officer });
      this.seat.seat(asked, null);
      return;
    }
    const last = find(before.officer);
    const isKept = last?.posts.some(({ post }) => post === before.post) ?? false;
    if (last && isKept) this.seat.seat(last, before.post);
    else this.seat.seat(this.#invented[0] ?? UNNAMED_OFFICER, null);
  }

  /** Once per profile, off the core's thread, one after the other: six hashes are half a second of one processor. */
  async #makeDemoAccounts(): Promise<void> {
    for (const officer of this.#invented) {
      if (this.#accounts.find(officer.id)) continue;
      try {
        await this.#accounts.add(officer, DEMO_PASSWORD, null);
      } catch (error) {
        this.#parts.ports.log.error('demo account not made', { officer: officer.id, error: String(error) });
      }
    }
  }

  #tell(id: string): void {
    const officer = this.#accounts.find(id);
    if (officer) this.officerChanged.emit(this.#row(officer));
  }

  #row({ id, name, posts }: Officer): OfficerRow {
    const withRights = posts.map((held) => ({
      ...held,
      allowed: allowedTo(this.#parts.authorities, held.authority),
    }));
    const { post, postName, authority } = posts[0];
    return {
      id,
      name,
      post,
      postName,
      authority,
      allowed: withRights[0]?.allowed ?? [],
      posts: withRights,
      lockedUntil: this.#accounts.lockedUntil(id),
    };
  }
}

/** The language that somebody wrote in, told by the script. */
function textOf(text: string): LocalText {
  return /\p{Script=Han}/u.test(text) ? { zh: text } : { en: text };
}

/** The demo city's officers; none, said in the log, when the file is missing or is not what it should be. */
function readOfficers({ log }: Pick<Ports, 'log'>, resources: string): Officer[] {
  const file = join(resources, 'demo-city', 'officers.json');
  try {
    const list = officersFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return list.map(({ id, name, post, postName, authority, posts = [] }) => {
      return { id, name, posts: [{ post, postName, authority }, ...posts] };
    });
  } catch (error) {
    log.warn('officers not read', { file, error: String(error) });
    return [];
  }
}
