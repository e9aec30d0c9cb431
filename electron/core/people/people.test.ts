import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/kit/time.ts';
import { openStore, type Store } from '../store/store.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { CANARY, codeOf, FIRST, MATRIX, refusal, SECOND } from './testing/cast.ts';
import { DEMO_PASSWORD, People, type PeopleParts } from './people.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');

let profile: TestProfile;
let clock: ManualClock;
let store: Store;
let people: People;

function open(start: Partial<PeopleParts['start']> = {}): void {
  const ports = profile.ports(clock);
  store = openStore(ports);
  people = new People({
    ports,
    store,
    start: { mode: 'live', resources: RESOURCES, ...start },
    stationId: 'station-1',
    authorities: MATRIX,
  });
  people.run();
}

function close(): void {
  people.stop();
  store.close();
}

/** As after a crash: nothing is written on the way out. */
function crash(): void {
  store.close();
}

beforeEach(() => {
  profile = testProfile(RESOURCES);
  clock = new ManualClock();
  open();
});
afterEach(() => {
  close();
  profile.remove();
});

async function wrong(times: number, officer = 'li'): Promise<{ code: string; params?: unknown }> {
  let last: { code: string; params?: unknown } = { code: 'none' };
  for (let count = 0; count < times; count += 1) last = await refusal(people.signIn({ officer, password: 'not it' }));
  return last;
}

function events(): string[] {
  return store.read.people
    .seatLog(100)
    .map(({ event, officer, detail }) => [event, officer, detail].filter((part) => part !== null).join(' '))
    .toReversed();
}

describe('the seat', () => {
  it('A1: with real feeds nobody sits here, and no command has an actor', () => {
    expect(people.seat.row()).toEqual({ id: 'seat', status: { state: 'signedOut' }, idleLockMinutes: 15 });
    expect(people.officerRows()).toEqual([]);
    expect(codeOf(() => people.seat.actor)).toBe('seat-signed-out');
  });

  it('A1: after signing in every command carries officer, post, station and authority', async () => {
    await people.createOfficer(FIRST);
    await people.signIn({ officer: 'li', password: CANARY });
    expect(people.seat.actor).toEqual({ officer: 'li', post: 'DL', station: 'station-1', authority: 'leader' });
    people.seat.signOut();
    expect(codeOf(() => people.seat.actor)).toBe('seat-signed-out');
    expect(events()).toEqual(['created li', 'signedIn li', 'signedOut li', 'commandRefused seat-signed-out']);
  });

  it('A2: a quick change of officer replaces the one who sat here and is kept as such', async () => {
    await people.createOfficer(FIRST);
    await people.signIn({ officer: 'li', password: CANARY });
    await people.createOfficer(SECOND);
    await people.signIn({ officer: 'wang', password: SECOND.password });
    expect(people.seat.actor).toMatchObject({ officer: 'wang', authority: 'intake' });
    expect(events()).toEqual([
      'created li',
      'signedIn li',
      'created wang by li',
      'signedOut li replaced by wang',
      'signedIn wang',
    ]);
  });

  it('A2: a wrong password changes nothing at the seat', async () => {
    await people.createOfficer(FIRST);
    await people.signIn({ officer: 'li', password: CANARY });
    await expect(refusal(people.signIn({ officer: 'li', password: 'x' }))).resolves.toMatchObject({
      code: 'wrong-password',
    });
    await expect(refusal(people.signIn({ officer: 'nobody', password: 'x' }))).resolves.toMatchObject({
      code: 'officer-unknown',
    });
    expect(people.seat.actor.officer).toBe('li');
  });

  it('A2: locks at the very minute without a command or a key, and only the password of whoever sits there opens it', async () => {
    await people.createOfficer(FIRST);
    await people.signIn({ officer: 'li', password: CANARY });
    people.seat.setIdleLock(5);
    clock.pass(4 * MINUTE);
    people.seat.touch();
    clock.pass(4 * MINUTE);
    void people.seat.actor;
    clock.pass(5 * MINUTE - 1);
    expect(people.seat.row().status.state).toBe('signedIn');
    clock.pass(1);
    expect(people.seat.row().status).toMatchObject({ state: 'locked', officer: 'li' });
    expect(codeOf(() => people.seat.actor)).toBe('seat-locked');
    // A key wakes nobody up.
    people.seat.touch();
    expect(people.seat.row().status.state).toBe('locked');
    await expect(refusal(people.unlock('x'))).resolves.toMatchObject({ code: 'wrong-password' });
    await people.unlock(CANARY);
    expect(people.seat.actor.officer).toBe('li');
  });

  it('A2: a jump of the wall clock neither locks nor keeps open', async () => {
    await people.createOfficer(FIRST);
    await people.signIn({ officer: 'li', password: CANARY });
    people.seat.setIdleLock(5);
    clock.jump(DAY);
    clock.pass(MINUTE);
    expect(people.seat.row().status.state).toBe('signedIn');
    clock.jump(-2 * DAY);
    clock.pass(4 * MINUTE);
    expect(people.seat.row().status.state).toBe('locked');
  });

  it('A2: after a crash the seat is held for whoever sat there; after signing out it is free', async () => {
    await people.createOfficer(FIRST);
    await people.signIn({ officer: 'li', password: CANARY });
    people.seat.setIdleLock(30);
    crash();
    open();
    expect(people.seat.row()).toMatchObject({ status: { state: 'locked', officer: 'li' }, idleLockMinutes: 30 });
    await people.unlock(CANARY);
    people.seat.signOut();
    close();
    open();
    expect(people.seat.row().status.state).toBe('signedOut');
  });
});

describe('lock-out', () => {
  beforeEach(() => people.createOfficer(FIRST));

  it('A4: five wrong passwords lock the account, the right one too, for five minutes; then for ten', async () => {
    await expect(wrong(4)).resolves.toEqual({ code: 'wrong-password', params: { left: 1 } });
    await expect(wrong(1)).resolves.toEqual({ code: 'account-locked', params: { minutes: 5 } });
    clock.pass(5 * MINUTE - 1);
    await expect(refusal(people.signIn({ officer: 'li', password: CANARY }))).resolves.toMatchObject({
      code: 'account-locked',
    });
    clock.pass(1);
    expect(people.officerRows()[0]?.lockedUntil).toBeNull();
    await expect(wrong(5)).resolves.toEqual({ code: 'account-locked', params: { minutes: 10 } });
    clock.pass(10 * MINUTE);
    await people.signIn({ officer: 'li', password: CANARY });
    await expect(wrong(5)).resolves.toMatchObject({ params: { minutes: 5 } });
  });

  it('A4: a hundred windows at once have no more tries than one', async () => {
    const answers: string[] = [];
    const tries = Array.from({ length: 100 }, () => refusal(people.signIn({ officer: 'li', password: 'not it' })));
    for (const { code } of await Promise.all(tries)) answers.push(code);
    expect(answers.filter((code) => code === 'wrong-password').length).toBeLessThanOrEqual(4);
    expect(answers).toContain('sign-in-busy');
  });

  it('A4: a restart gives no tries back and ends no lock', async () => {
    await wrong(4);
    crash();
    open();
    await expect(wrong(1)).resolves.toMatchObject({ code: 'account-locked' });
    clock.pass(2 * MINUTE);
    crash();
    open();
    await expect(refusal(people.signIn({ officer: 'li', password: CANARY }))).resolves.toEqual({
      code: 'account-locked',
      params: { minutes: 3 },
    });
    clock.pass(3 * MINUTE);
    await people.signIn({ officer: 'li', password: CANARY });
  });

  it.each([DAY, -DAY])(
    'A4: a clock that jumps by %i ms, before or after a restart, neither ends nor lengthens a lock',
    async (jump) => {
      await wrong(5);
      clock.pass(MINUTE);
      clock.jump(jump);
      await expect(wrong(1)).resolves.toEqual({ code: 'account-locked', params: { minutes: 4 } });
      close();
      clock.jump(jump);
      open();
      await expect(wrong(1)).resolves.toEqual({ code: 'account-locked', params: { minutes: 4 } });
      clock.pass(4 * MINUTE);
      await people.signIn({ officer: 'li', password: CANARY });
    },
  );

  it('A4, A5: knocking at a locked account all night writes one lock, not one line a knock', async () => {
    await wrong(50);
    expect(events().filter((line) => line.startsWith('refused')).length).toBe(5);
    expect(events().filter((line) => line.startsWith('lockedOut')).length).toBe(1);
  });
});

describe('accounts', () => {
  it('A6: the first account makes itself, must be able to make others, and only once', async () => {
    await expect(refusal(people.createOfficer(SECOND))).resolves.toMatchObject({ code: 'first-must-manage' });
    await expect(refusal(people.createOfficer({ ...FIRST, authority: 'king' }))).resolves.toMatchObject({
      code: 'authority-unknown',
    });
    await expect(refusal(people.createOfficer({ ...FIRST, password: 'short' }))).resolves.toMatchObject({
      code: 'password-short',
    });
    const both = [people.createOfficer(FIRST), people.createOfficer({ ...FIRST, id: 'second' })];
    const outcome = await Promise.allSettled(both);
    expect(outcome.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(people.officerRows().map(({ id }) => id)).toEqual(['li']);
  });

  it('A6: further accounts need somebody who may', async () => {
    await people.createOfficer(FIRST);
    await expect(refusal(people.createOfficer(SECOND))).resolves.toMatchObject({ code: 'seat-signed-out' });
    await people.signIn({ officer: 'li', password: CANARY });
    await people.createOfficer(SECOND);
    await people.signIn({ officer: 'wang', password: SECOND.password });
    await expect(refusal(people.createOfficer({ ...SECOND, id: 'third' }))).resolves.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('A6: an unreadable row costs its own account only', async () => {
    await people.createOfficer(FIRST);
    close();
    const db = profile.ports(clock).sqlite.open(join(profile.path, 'console.sqlite'));
    db.exec(`INSERT INTO account (id, name, posts, password, created_at) VALUES ('broken', 'not json', '[]', 'x', 1)`);
    db.close();
    open();
    expect(people.officerRows().map(({ id }) => id)).toEqual(['li']);
  });

  it('A5: every line has both clocks and the run; what was typed for a name is kept nowhere', async () => {
    await people.createOfficer(FIRST);
    clock.pass(HOUR);
    await refusal(people.signIn({ officer: CANARY, password: 'x' }));
    const [line] = store.read.people.seatLog(1);
    expect(line).toMatchObject({
      event: 'refused',
      officer: null,
      detail: 'officer-unknown',
      monotonic: HOUR,
      at: clock.now(),
    });
    const { run } = line ?? {};
    close();
    open();
    await refusal(people.signIn({ officer: 'x', password: 'x' }));
    expect(store.read.people.seatLog(1)[0]?.run).not.toBe(run);
  });

  it('A3: no password is anywhere in the profile, and a hash in the database only', async () => {
    await people.createOfficer(FIRST);
    await people.signIn({ officer: 'li', password: CANARY });
    await refusal(people.signIn({ officer: 'li', password: `${CANARY}!` }));
    close();
    const files = readdirSync(profile.path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(profile.path, name)).isFile(),
    );
    const holding = (text: string): string[] =>
      files.filter((name) => readFileSync(join(profile.path, name)).includes(Buffer.from(text)));
    expect(files.length).toBeGreaterThan(1);
    expect(holding(CANARY)).toEqual([]);
    for (const name of holding('$scrypt$')) expect(name).toMatch(/^console\.sqlite/);
    expect(holding('$scrypt$').length).toBeGreaterThan(0);
    open();
  });
});

describe('demo and replay', () => {
  beforeEach(() => close());

  it('A6: the demo has nine officers, seats the first by itself and lets each sign in by the password of the manual', async () => {
    open({ mode: 'demo' });
    const order = people.officerRows().map(({ id }) => id);
    expect(order.length).toBe(9);
    expect(people.seat.actor.officer).toBe('zhou-yanning');
    expect(people.seat.row().idleLockMinutes).toBe(0);
    for (const { id } of people.officerRows()) {
      await people.signIn({ officer: id, password: DEMO_PASSWORD });
      expect(people.seat.actor.officer).toBe(id);
    }
    expect(people.officerRows().map(({ id }) => id)).toEqual(order);
  });

  it('A6: accounts are made once; the seat comes back to whoever sat there', async () => {
    open({ mode: 'demo' });
    await people.signIn({ officer: 'xu-heming', password: DEMO_PASSWORD, post: 'CCC-DO1' });
    const hashes = store.read.people.accounts().map(({ password }) => password);
    close();
    open({ mode: 'demo' });
    expect(people.seat.actor).toMatchObject({ officer: 'xu-heming', post: 'CCC-DO1', authority: 'intake' });
    await people.signIn({ officer: 'gu-bochuan', password: DEMO_PASSWORD });
    expect(store.read.people.accounts().map(({ password }) => password)).toEqual(hashes);
  });

  it('A6: a start may choose who sits here, but not with real feeds', () => {
    open({ mode: 'replay', officer: 'shen-yuntang' });
    expect(people.seat.actor).toMatchObject({ officer: 'shen-yuntang', authority: 'read-only' });
    close();
    expect(codeOf(() => open({ mode: 'demo', officer: 'nobody' }))).toBe('officer-unknown');
    store.close();
    expect(codeOf(() => open({ mode: 'live', officer: 'shen-yuntang' }))).toBe('officer-live');
  });

  it('A1: an officer with several posts may choose; a post that is not his is refused', async () => {
    open({ mode: 'demo' });
    await expect(
      refusal(people.signIn({ officer: 'xu-heming', password: DEMO_PASSWORD, post: 'CCC-IC' })),
    ).resolves.toMatchObject({ code: 'post-unknown' });
    expect(people.seat.actor.officer).toBe('zhou-yanning');
  });
});
