import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../shared/kit/random.ts';
import { betterSqlite } from '../../kernel/better-sqlite.ts';
import { testProfile, type TestProfile } from '../../testing/profile.ts';
import { DATABASE_FILE } from '../open.ts';
import { openStore, type Store } from '../store.ts';
import { ANCHOR_FILE } from './anchor.ts';
import { JOURNAL_FILE } from './journal.ts';
import { give, missing, type Given } from './testing/commands.ts';

const WAL_FILE = `${DATABASE_FILE}-wal`;

let profile: TestProfile;
let given: Given[];
beforeEach(() => {
  profile = testProfile();
  given = [];
});
afterEach(() => profile.remove());

/** A profile as a kill leaves it: half of its data in the database, half in the WAL. */
function killed(): void {
  const first = openStore(profile.ports());
  first.transact(({ write }) => {
    write.station.setMeta('stationId', 'station-1');
    write.station.setPreference('ui.language', '"zh"');
    write.feeds.join('fire', 'http://hub/fire');
    write.feeds.jump('fire', { epoch: 'e1', seq: 5 });
  });
  for (let number = 0; number < 40; number += 1) given.push(give(first, `a${number}`, 'x'.repeat(500)));
  first.close();
  const second = openStore(profile.ports());
  for (let number = 0; number < 40; number += 1) given.push(give(second, `b${number}`, 'y'.repeat(500)));
  second.transact(({ write }) => write.feeds.advance('fire', { epoch: 'e1', seq: 5 }, 9));
  given.push(give(second, 'last'));
  copyWhileOpen(second);
}

/** What is on disk while the store is open is what a kill would leave. */
function copyWhileOpen(store: Store): void {
  const copy = `${profile.path}-copy`;
  cpSync(profile.path, copy, { recursive: true });
  store.close();
  rmSync(profile.path, { recursive: true });
  mkdirSync(profile.path);
  cpSync(copy, profile.path, { recursive: true });
  rmSync(copy, { recursive: true });
}

const at = (name: string): string => join(profile.path, name);

/** Opens, checks that every command is there, and that a second start has nothing to repair. */
function expectWhole(): Store {
  const store = openStore(profile.ports());
  expect(missing(store, given)).toEqual([]);
  expect(store.read.station.meta('stationId')).toBe('station-1');
  // The counter goes on: a number is never given twice.
  const next = give(store, 'next');
  given.push(next);
  expect(store.read.outbox.get('next')?.stationSeq).toBe(given.length);
  return store;
}

function expectCalmSecondStart(store: Store, damaged: number): void {
  store.close();
  const second = openStore(profile.ports());
  expect(missing(second, given)).toEqual([]);
  second.close();
  expect(readdirSync(at('damaged')).length).toBe(damaged);
}

describe('a start', () => {
  it('S5 (R2): a power cut at the very first start, before there was a WAL, keeps nobody from starting', () => {
    const beside = `${profile.path}-cut`;
    mkdirSync(beside);
    const db = betterSqlite.open(join(beside, DATABASE_FILE));
    db.exec('PRAGMA journal_mode = DELETE; CREATE TABLE early (text TEXT)');
    db.pragma('cache_size = 1');
    // More than the cache holds: the file is written before the commit, the journal says how it was.
    db.exec('BEGIN');
    for (let row = 0; row < 50; row += 1) db.prepare('INSERT INTO early VALUES (?)').run('x'.repeat(4_000));
    for (const name of [DATABASE_FILE, `${DATABASE_FILE}-journal`]) copyFileSync(join(beside, name), at(name));
    db.close();
    rmSync(beside, { recursive: true });
    const store = openStore(profile.ports());
    given.push(give(store, 'first'));
    store.close();
    const again = openStore(profile.ports());
    expect(missing(again, given)).toEqual([]);
    again.close();
  });

  it('S14: after a kill finds everything and has nothing to repair', () => {
    killed();
    const store = expectWhole();
    expect(store.safety.row().recovery).toBeNull();
    expect(store.read.feeds.get('fire')?.seq).toBe(9);
    expect(existsSync(at('damaged'))).toBe(false);
    store.close();
  });

  it('S14 (R6): a WAL cut anywhere is noticed although SQLite finds nothing wrong, and the journal gives the commands back', () => {
    killed();
    const size = statSync(at(WAL_FILE)).size;
    truncateSync(at(WAL_FILE), Math.floor(size / 2));
    const sqlite = betterSqlite.open(at(DATABASE_FILE), { readonly: true });
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect((sqlite.prepare('SELECT count(*) AS n FROM outbox').get() as { n: number }).n).toBeLessThan(given.length);
    sqlite.close();
    const store = expectWhole();
    expect(store.safety.row().recovery).toMatchObject({ reason: 'database-rolled-back', lost: {} });
    // What the feed told cannot be trusted either: it is joined anew.
    expect(store.read.feeds.get('fire')?.epoch).toBeNull();
    expectCalmSecondStart(store, 1);
  });

  it('S14 (R6): an older database in the place of the newer one is noticed', () => {
    killed();
    copyFileSync(at(DATABASE_FILE), at('older'));
    openStore(profile.ports()).close();
    copyFileSync(at('older'), at(DATABASE_FILE));
    rmSync(at('older'));
    const store = expectWhole();
    expect(store.safety.row().recovery?.reason).toBe('database-rolled-back');
    expectCalmSecondStart(store, 1);
  });

  it('S14 (R6): a changed command is noticed and put right', () => {
    killed();
    const db = betterSqlite.open(at(DATABASE_FILE));
    db.exec(`UPDATE outbox SET command = replace(command, 'xxx', 'xyx') WHERE command_id = 'a7'`);
    db.close();
    const store = expectWhole();
    expect(store.safety.row().recovery).toMatchObject({ reason: 'outbox-altered', lost: {} });
    expectCalmSecondStart(store, 1);
  });

  it('S14 (R6): a bit flipped anywhere inside a command is noticed, though SQLite says ok to most', () => {
    killed();
    openStore(profile.ports()).close();
    const sound = readFileSync(at(DATABASE_FILE));
    const { next } = createRandom(7);
    let passedBySqlite = 0;
    for (let round = 0; round < 30; round += 1) {
      const start = sound.indexOf(`{"commandId":"${round % 2 ? 'a' : 'b'}${1 + (round % 39)}"`);
      const bytes = Buffer.from(sound);
      const where = start + Math.floor(next() * 500);
      bytes[where] = (bytes[where] ?? 0) ^ (1 << Math.floor(next() * 8));
      rmSync(at('damaged'), { recursive: true, force: true });
      writeFileSync(at(DATABASE_FILE), bytes);
      const sqlite = betterSqlite.open(at(DATABASE_FILE), { readonly: true });
      if (sqlite.pragma('quick_check', { simple: true }) === 'ok') passedBySqlite += 1;
      sqlite.close();
      const store = openStore(profile.ports());
      expect(store.safety.row().recovery, `round ${round}`).not.toBeNull();
      expect(missing(store, given)).toEqual([]);
      store.close();
      for (const name of [WAL_FILE, `${DATABASE_FILE}-shm`]) rmSync(at(name), { force: true });
    }
    expect(passedBySqlite).toBeGreaterThan(20);
  });

  it('S14 (R6): a command that was taken out is noticed and put back', () => {
    killed();
    const db = betterSqlite.open(at(DATABASE_FILE));
    db.exec(`DELETE FROM outbox WHERE command_id = 'b3'`);
    db.close();
    const store = expectWhole();
    expect(store.safety.row().recovery?.reason).toBe('outbox-altered');
    expectCalmSecondStart(store, 1);
  });

  it('S5: a database that is gone is noticed; commands and the name of the seat come back', () => {
    killed();
    for (const name of [DATABASE_FILE, WAL_FILE, `${DATABASE_FILE}-shm`]) rmSync(at(name), { force: true });
    const store = expectWhole();
    expect(store.safety.row().recovery).toMatchObject({ reason: 'database-missing', lost: {} });
    expectCalmSecondStart(store, 1);
  });

  it('S14: a head that is gone or unreadable is said', () => {
    killed();
    writeFileSync(at(ANCHOR_FILE), Buffer.alloc(65_536, 0xff));
    const store = expectWhole();
    expect(store.safety.row().recovery?.reason).toBe('head-missing');
    expectCalmSecondStart(store, 1);
  });

  it('S14: one damaged slot of the head is no damage', () => {
    killed();
    for (const slot of [0, 1]) {
      const bytes = readFileSync(at(ANCHOR_FILE));
      bytes.fill(0, slot * 32_768, (slot + 1) * 32_768);
      writeFileSync(at(ANCHOR_FILE), bytes);
      const store = openStore(profile.ports());
      expect(store.safety.row().recovery).toBeNull();
      store.close();
    }
    expectWhole().close();
  });

  it('S15: a damaged journal beside a sound database costs nothing', () => {
    killed();
    const bytes = readFileSync(at(JOURNAL_FILE));
    bytes.fill(0x55, 100, 5_000);
    writeFileSync(at(JOURNAL_FILE), bytes);
    const store = expectWhole();
    expect(store.safety.row().recovery).toBeNull();
    store.close();
  });

  it('S5: with a lost journal and a damaged page the readable rows are kept, and the loss is said', () => {
    killed();
    openStore(profile.ports()).close();
    rmSync(at(JOURNAL_FILE));
    const bytes = readFileSync(at(DATABASE_FILE));
    const page = bytes.indexOf('"commandId":"a20"');
    bytes.fill(0, page - (page % 8192), page - (page % 8192) + 8192);
    writeFileSync(at(DATABASE_FILE), bytes);
    const store = openStore(profile.ports());
    const lost = missing(store, given);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length).toBeLessThan(given.length / 2);
    expect(store.safety.row().recovery).toMatchObject({ reason: 'database-damaged', lost: { outbox: lost.length } });
    store.close();
  });

  it('S1: an unreadable lock file is set aside', () => {
    killed();
    writeFileSync(at('console.lock'), 'x'.repeat(5_000));
    expectWhole().close();
  });
});

type Way = (bytes: Buffer, random: () => number) => Buffer;

const WAYS: Readonly<Record<string, Way>> = {
  header: (bytes, random) => fill(bytes, 0, 100, random),
  page(bytes, random) {
    const page = Math.floor((random() * bytes.length) / 8192);
    return fill(bytes, page * 8192, (page + 1) * 8192, random);
  },
  truncated: (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  zeroed(bytes, random) {
    const from = Math.floor(random() * bytes.length);
    return Buffer.concat([bytes.subarray(0, from), Buffer.alloc(bytes.length - from)]);
  },
  'bit flip'(bytes, random) {
    const where = Math.floor(random() * bytes.length);
    const copy = Buffer.from(bytes);
    copy[where] = (copy[where] ?? 0) ^ (1 << Math.floor(random() * 8));
    return copy;
  },
  noise: (bytes, random) => fill(bytes, 0, bytes.length, random),
};

function fill(bytes: Buffer, from: number, to: number, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let where = from; where < Math.min(to, copy.length); where += 1) copy[where] = Math.floor(random() * 256);
  return copy;
}

describe('damage (R5, R6)', () => {
  const ROUNDS = 4;
  const SEED = 20_260_720;
  it.each(Object.keys(WAYS))(
    'S5: %s of database, WAL or both: always a start, within 10 s, and no command lost',
    (name) => {
      killed();
      const whole = `${profile.path}-whole`;
      cpSync(profile.path, whole, { recursive: true });
      const { next: random } = createRandom(SEED);
      const way = WAYS[name];
      if (!way) throw new Error(name);
      for (const targets of [[DATABASE_FILE], [WAL_FILE], [DATABASE_FILE, WAL_FILE]]) {
        for (let round = 0; round < ROUNDS; round += 1) {
          rmSync(profile.path, { recursive: true });
          cpSync(whole, profile.path, { recursive: true, filter: (file) => !file.endsWith('-shm') });
          for (const target of targets)
            writeFileSync(
              at(target),
              way(readFileSync(at(target)), () => random()),
            );
          const damaged = new Map(targets.map((target) => [target, readFileSync(at(target))]));
          const start = performance.now();
          const store = openStore(profile.ports());
          expect(performance.now() - start).toBeLessThan(10_000);
          const { recovery } = store.safety.row();
          expect(missing(store, given), `${name} of ${targets.join()} round ${round} (seed ${SEED})`).toEqual([]);
          if (recovery) {
            for (const [target, bytes] of damaged) {
              if (bytes.length > 0)
                expect(readFileSync(join(profile.path, recovery.kept, target)).equals(bytes)).toBe(true);
            }
          }
          store.close();
        }
      }
      rmSync(whole, { recursive: true });
    },
  );
});
