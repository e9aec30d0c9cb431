import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/kit/time.ts';
import { betterSqlite } from '../kernel/better-sqlite.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { Keeping } from './keeping.ts';
import { DATABASE_FILE } from './open.ts';
import { DEFAULT_OPTIONS } from './options.ts';
import { give, missing } from './protect/testing/commands.ts';
import type { Restart } from './protect/trouble.ts';
import { openStore } from './store.ts';

let profile: TestProfile;
let clock: ManualClock;
beforeEach(() => {
  profile = testProfile();
  clock = new ManualClock();
});
afterEach(() => profile.remove());

const at = (name: string): string => join(profile.path, name);

describe('the store in use', () => {
  it('S12 (R8): ten minutes of writing and reading, walks begun and left: the WAL stays under 64 MB', () => {
    const kept = new Keeping(profile.ports(clock), DEFAULT_OPTIONS);
    kept.run();
    const write = kept.writer.prepare(
      'INSERT INTO preference VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
    const value = JSON.stringify('x'.repeat(6_000));
    let largest = 0;
    let written = 0;
    const begun: IterableIterator<unknown>[] = [];
    for (let second = 0; second < 600; second += 1) {
      kept.transact(() => {
        for (let index = 0; index < 60; index += 1) write.run(`p${index}`, value);
      }, 'cache');
      written += 60 * value.length;
      // A walk on the reading connection that nobody ends.
      if (second % 50 === 1) {
        const walk = kept.reader.prepare('SELECT * FROM preference').iterate();
        walk.next();
        begun.push(walk);
      }
      clock.pass(1_000);
      largest = Math.max(largest, statSync(at(`${DATABASE_FILE}-wal`)).size);
    }
    expect(begun.length).toBeGreaterThan(5);
    expect(written).toBeGreaterThan(3 * 64 * 1024 * 1024);
    expect(largest).toBeLessThan(64 * 1024 * 1024);
    kept.close();
  });

  it('S12 (R2, R7): an older reader of another program does not lose anything either: its WAL is written back afterwards', () => {
    const store = openStore(profile.ports(clock));
    store.run();
    const other = betterSqlite.open(at(DATABASE_FILE), { readonly: true });
    const walk = other.prepare('SELECT name FROM sqlite_schema').iterate();
    walk.next();
    const filling = 'x'.repeat(100_000);
    for (let number = 0; number < 300; number += 1) {
      store.transact(({ write }) => write.station.setPreference(`p${number}`, JSON.stringify(filling)), 'cache');
    }
    clock.pass(10_000);
    expect(statSync(at(`${DATABASE_FILE}-wal`)).size).toBeGreaterThan(20_000_000);
    walk.return?.();
    other.close();
    store.transact(({ write }) => write.station.setMeta('a', '1'));
    clock.pass(10_000);
    for (let number = 0; number < 10; number += 1) give(store, `c${number}`);
    expect(store.read.station.meta('a')).toBe('1');
    store.close();
    expect(statSync(at(DATABASE_FILE)).size).toBeGreaterThan(20_000_000);
  });

  it('S16 (R8): a reader of another program that holds the WAL is seen, told and waited for by nobody; also that it let go', () => {
    const store = openStore(profile.ports(clock));
    store.run();
    const told: (number | null)[] = [];
    store.safety.changed.on(({ heldSince }) => told.push(heldSince));
    let written = 0;
    const write = (megabytes: number): void => {
      for (let index = 0; index < megabytes * 10; index += 1, written += 1) {
        // Another filling each time: pages that stay the same are not written.
        const filling = JSON.stringify(String(written % 10).repeat(100_000));
        store.transact(({ write }) => write.station.setPreference(`p${written % 7}`, filling), 'cache');
      }
    };
    write(60);
    clock.pass(1_000);
    expect(store.heldBytes()).toBe(0);

    const other = betterSqlite.open(at(DATABASE_FILE), { readonly: true });
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM preference').get();
    write(30);
    const since = clock.now() + 1_000;
    clock.pass(1_000);
    expect(store.heldBytes()).toBeGreaterThan(20_000_000);
    write(5);
    const before = store.heldBytes();
    clock.pass(1_000);
    expect(store.heldBytes()).toBeGreaterThan(before);
    expect(store.safety.row().heldSince).toBe(since);
    expect(told).toEqual([since]);

    other.exec('COMMIT');
    other.close();
    clock.pass(1_000);
    expect(store.heldBytes()).toBe(0);
    expect(told).toEqual([since, null]);
    write(1);
    expect(statSync(at(`${DATABASE_FILE}-wal`)).size).toBeLessThan(64 * 1024 * 1024);
    store.close();
  });

  it('S13 (R6): the scrub finds a page that rotted while the core was running, and the next start repairs it', async () => {
    const store = openStore(profile.ports());
    const given = Array.from({ length: 20 }, (_, index) => give(store, `c${index}`, 'x'.repeat(900)));
    store.close();
    const running = new Keeping(profile.ports(), DEFAULT_OPTIONS);
    const restarts: Restart[] = [];
    running.restart.on((why) => restarts.push(why));
    await running.scrub();
    expect(restarts).toEqual([]);
    const bytes = readFileSync(at(DATABASE_FILE));
    // Where it stands, and where a page that was split left a copy.
    for (
      let place = bytes.indexOf('"commandId":"c7"');
      place !== -1;
      place = bytes.indexOf('"commandId":"c7"', place + 1)
    ) {
      bytes[place + 60] = 0x21;
    }
    writeFileSync(at(DATABASE_FILE), bytes);
    // What is in the cache of the connection has not rotted.
    running.reader.reopen();
    await running.scrub();
    expect(restarts).toEqual(['database-damaged']);
    running.close();
    const again = openStore(profile.ports());
    expect(again.safety.row().recovery?.reason).toBe('outbox-altered');
    expect(missing(again, given)).toEqual([]);
    again.close();
  });

  it('S13: reads that fail on pages that look sound end in a repair, not in a loop of restarts', () => {
    const store = openStore(profile.ports());
    const given = [give(store, 'c1')];
    store.close();
    const suspect = at('console.suspect');
    writeFileSync(suspect, 'once');
    const second = openStore(profile.ports());
    expect(second.safety.row().recovery).toBeNull();
    writeFileSync(suspect, 'again');
    second.close();
    writeFileSync(suspect, 'again');
    const third = openStore(profile.ports());
    expect(third.safety.row().recovery?.reason).toBe('database-damaged');
    expect(missing(third, given)).toEqual([]);
    third.close();
  });

  it('S10: a backup is made by itself, hourly, and told', async () => {
    const store = openStore(profile.ports(clock), { ...DEFAULT_OPTIONS, reserveBytes: 4_096 });
    store.run();
    const told: (number | undefined)[] = [];
    store.safety.changed.on(({ lastBackup }) => told.push(lastBackup?.at));
    for (let hour = 0; hour < 3; hour += 1) {
      const before = told.filter((time) => time !== undefined).length;
      clock.pass(60 * MINUTE);
      await expect
        .poll(() => {
          clock.pass(1);
          return told.filter((time) => time !== undefined).length;
        })
        .toBeGreaterThan(before);
    }
    store.close();
  });
});
