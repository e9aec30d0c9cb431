import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { betterSqlite } from '../kernel/better-sqlite.ts';
import type { Database, SqliteDriver } from '../kernel/ports.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { incident } from '../testing/records.ts';
import { DATABASE_FILE, openReader, openWriter } from './open.ts';
import { orderOf } from './order.ts';
import { AnchorFile, FIRST_ANCHOR } from './protect/anchor.ts';
import { openStore } from './store.ts';

let profile: TestProfile;
beforeEach(() => {
  profile = testProfile();
});
afterEach(() => profile.remove());

function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return 'none';
}

describe('opening', () => {
  it('S2 (R2, R7): every setting that durability hangs on is read back', () => {
    const db = openWriter(betterSqlite, profile.path);
    const reader = openReader(betterSqlite, profile.path);
    const read = (of: Database, name: string): unknown => of.pragma(name, { simple: true });
    expect(read(db, 'journal_mode')).toBe('wal');
    expect(read(db, 'synchronous')).toBe(2);
    expect(read(db, 'page_size')).toBe(8192);
    for (const one of [db, reader]) {
      expect(read(one, 'mmap_size')).toBe(0);
      expect(read(one, 'foreign_keys')).toBe(1);
      expect(read(one, 'busy_timeout')).toBeGreaterThan(0);
    }
    expect(() => reader.exec("INSERT INTO meta VALUES ('a', 'b')")).toThrow(/readonly/);
    reader.close();
    db.close();
  });

  it('S2: an engine that will not be durable is refused by name', () => {
    const careless: SqliteDriver = {
      open(file, options) {
        const db = betterSqlite.open(file, options);
        const pragma = (text: string, how?: { simple?: boolean }): unknown =>
          text === 'synchronous = FULL' ? null : text === 'synchronous' ? 1 : db.pragma(text, how);
        return new Proxy(db, {
          get: (target, name: keyof Database) => {
            if (name === 'pragma') return pragma;
            const value = target[name];
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
      },
    };
    expect(problemOf(() => openWriter(careless, profile.path))).toBe('durability-refused');
  });

  it('S3: a database from the future is refused by name and stays as it is', () => {
    openStore(profile.ports()).close();
    const file = join(profile.path, DATABASE_FILE);
    // A newer program says in the head which schema it is going to write.
    const head = new AnchorFile(profile.path, 'newer');
    head.write({ ...(head.read() ?? FIRST_ANCHOR), schema: 9990 });
    head.close();
    const db = betterSqlite.open(file);
    db.pragma('user_version = 9990');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = readFileSync(file);
    expect(problemOf(() => openStore(profile.ports()))).toBe('database-from-future');
    expect(readFileSync(file).equals(before)).toBe(true);
    // Nothing is left locked by the refusal.
    expect(problemOf(() => openStore(profile.ports()))).toBe('database-from-future');
  });

  it('S5: what is no database is moved out of the way whole, said, and replaced by one that works', () => {
    const file = join(profile.path, DATABASE_FILE);
    writeFileSync(file, 'these are the notes of an officer, not a database\n'.repeat(40));
    const before = readFileSync(file);
    const store = openStore(profile.ports());
    const { recovery } = store.safety.row();
    expect(recovery).toMatchObject({ reason: 'database-damaged', lost: {} });
    expect(readFileSync(join(profile.path, recovery?.kept ?? '', DATABASE_FILE)).equals(before)).toBe(true);
    store.transact(({ write }) => write.station.setMeta('a', '1'));
    store.close();
  });

  it('S5: a profile that is not there is refused by name', () => {
    const ports = profile.ports();
    const nowhere = { ...ports, paths: { ...ports.paths, profile: join(profile.path, 'nowhere') } };
    expect(problemOf(() => openStore(nowhere))).toBe('profile-unreadable');
  });

  it('S1 (R8): a profile has one owner, and is free again when the owner lets go', () => {
    const owner = openStore(profile.ports());
    expect(problemOf(() => openStore(profile.ports()))).toBe('profile-in-use');
    owner.close();
    openStore(profile.ports()).close();
  });
});

describe('transactions', () => {
  it('S2: a thrown error undoes everything and comes through', () => {
    const store = openStore(profile.ports());
    expect(() =>
      store.transact(({ write }) => {
        write.station.setMeta('a', '1');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(store.read.station.meta('a')).toBeUndefined();
    store.close();
  });

  it('S6: a cursor that is not where it is said to be stops the transaction', () => {
    const store = openStore(profile.ports());
    store.transact(({ write }) => {
      write.feeds.join('fire', 'http://hub/fire');
      write.feeds.jump('fire', { epoch: 'e1', seq: 5 });
    });
    for (const from of [
      { epoch: 'e1', seq: 4 },
      { epoch: 'e2', seq: 5 },
    ]) {
      expect(() => store.transact(({ write }) => write.feeds.advance('fire', from, 9))).toThrow('cursor of fire');
    }
    store.transact(({ write }) => write.feeds.advance('fire', { epoch: 'e1', seq: 5 }, 9));
    expect(store.read.feeds.get('fire')?.seq).toBe(9);
    store.close();
  });

  it('S8: the same place of a log is quarantined and counted once', () => {
    const store = openStore(profile.ports());
    const entry = {
      feed: 'fire', epoch: 'e1', place: '7', seq: 7, topic: null, entityId: null, code: 'bad-record',
      file: null, row: 3, column: 'lat', detail: null, raw: '{}', received: profile.ports().clock.now(),
    }; // prettier-ignore
    store.transact(({ write }) => write.feeds.join('fire', 'http://hub/fire'));
    expect(store.transact(({ write }) => write.quarantine.add(entry))).not.toBeNull();
    expect(store.transact(({ write }) => write.quarantine.add(entry))).toBeNull();
    expect(store.read.feeds.get('fire')?.quarantined).toBe(1);
    expect(store.read.quarantine.count(null)).toBe(1);
    expect(store.read.quarantine.page('fire', 0, 10)).toMatchObject([{ code: 'bad-record', row: 3, column: 'lat' }]);
    store.close();
  });
});

describe('order', () => {
  it('Q2: open incidents come before closed ones, red before blue before ungraded, new before old', () => {
    const at = (time: number) => incident().reportedAt + time;
    const closed = { state: 'closed', since: incident().reportedAt, outcome: { zh: '完' } } as const;
    const wanted = [
      incident({ level: 1 }),
      incident({ level: 4, reportedAt: at(9) as never }),
      incident({ level: 4 }),
      incident({ level: 0 }),
      incident({ level: 1, status: closed }),
      incident({ level: 0, status: closed }),
    ];
    const key = (one: (typeof wanted)[number]) => orderOf('incident', one);
    const sorted = wanted
      .toReversed()
      .toSorted((a, b) => key(a).urgency - key(b).urgency || key(a).recency - key(b).recency);
    expect(sorted).toEqual(wanted);
  });
});
