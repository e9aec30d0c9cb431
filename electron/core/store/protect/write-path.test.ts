import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { betterSqlite } from '../../kernel/better-sqlite.ts';
import type { Database, Ports, SqliteDriver } from '../../kernel/ports.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../../testing/profile.ts';
import { DEFAULT_OPTIONS } from '../options.ts';
import { openStore } from '../store.ts';
import { give, missing } from './testing/commands.ts';
import { RESERVE_FILE } from './disk-guard.ts';
import type { Restart } from './trouble.ts';

let profile: TestProfile;
let disk: SickDisk;
let clock: ManualClock;
beforeEach(() => {
  profile = testProfile();
  disk = new SickDisk();
  clock = new ManualClock();
});
afterEach(() => profile.remove());

class DiskError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The real SQLite on a disk that fails when a test says so. */
class SickDisk implements SqliteDriver {
  /** How the next commits go: `before` it was written, or `after` — written, and yet reported as failed. */
  readonly commits: ('sound' | 'before' | 'after' | 'full')[] = [];
  /** Nothing can be opened. */
  isGone = false;

  open(file: string, options?: { readonly?: boolean }): Database {
    if (this.isGone) throw new DiskError('SQLITE_IOERR_READ');
    const real = betterSqlite.open(file, options);
    const prepare = (sql: string): ReturnType<Database['prepare']> => {
      const statement = real.prepare(sql);
      if (sql !== 'COMMIT') return statement;
      return {
        run: (...parameters: unknown[]) => this.#commit(() => statement.run(...parameters)),
        get: (...parameters: unknown[]) => statement.get(...parameters),
        all: (...parameters: unknown[]) => statement.all(...parameters),
        iterate: (...parameters: unknown[]) => statement.iterate(...parameters),
      };
    };
    return new Proxy(real, {
      get: (target, name: keyof Database) => {
        if (name === 'prepare') return prepare;
        const value = target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  #commit<Result>(commit: () => Result): Result {
    const how = this.commits.shift() ?? 'sound';
    if (how === 'full') throw new DiskError('SQLITE_FULL');
    if (how === 'before') throw new DiskError('SQLITE_IOERR_FSYNC');
    const result = commit();
    if (how === 'after') throw new DiskError('SQLITE_IOERR_FSYNC');
    return result;
  }
}

function ports(): Ports {
  return { ...profile.ports(clock), sqlite: disk };
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
  return 'none';
}

describe('a commit that the disk fails (R4)', () => {
  it('S13: it is there all the same: the write is acknowledged, once', () => {
    const store = openStore(ports());
    const before = give(store, 'before');
    disk.commits.push('after');
    const doubtful = give(store, 'doubtful');
    const after = give(store, 'after');
    expect(missing(store, [before, doubtful, after])).toEqual([]);
    expect(store.read.outbox.newest(10)).toHaveLength(3);
    store.close();
    const again = openStore(profile.ports());
    expect(again.safety.row().recovery).toBeNull();
    expect(missing(again, [before, doubtful, after])).toEqual([]);
    again.close();
  });

  it('S13: it is not there: tried once more, and refused by name when that fails too', () => {
    const store = openStore(ports());
    disk.commits.push('before');
    const second = give(store, 'second-try');
    expect(store.read.outbox.get('second-try')?.command).toBe(second.command);
    disk.commits.push('before', 'before');
    expect(codeOf(() => give(store, 'refused'))).toBe('write-failed');
    expect(store.read.outbox.get('refused')).toBeUndefined();
    const after = give(store, 'after');
    store.close();
    // What was called failed does not come true later.
    const again = openStore(profile.ports());
    expect(again.read.outbox.get('refused')).toBeUndefined();
    expect(missing(again, [second, after])).toEqual([]);
    again.close();
  });

  it.each(['before', 'after'] as const)(
    'S13: the disk does not answer (%s): unknown, and decided when it does',
    (how) => {
      const store = openStore(ports());
      store.run();
      const restarts: Restart[] = [];
      store.restart.on((why) => restarts.push(why));
      disk.commits.push(how);
      disk.isGone = true;
      expect(codeOf(() => give(store, 'doubtful'))).toBe('outcome-unknown');
      expect(codeOf(() => give(store, 'later'))).toBe('store-unavailable');
      // Reading goes on.
      expect(store.read.outbox.get('later')).toBeUndefined();
      clock.pass(5_000);
      expect(restarts).toEqual([]);
      disk.isGone = false;
      clock.pass(1_000);
      expect(restarts).toEqual(['store-regained']);
      expect(store.read.outbox.get('doubtful')?.commandId).toBe(how === 'after' ? 'doubtful' : undefined);
      give(store, 'works');
      store.close();
      const again = openStore(profile.ports());
      expect(again.safety.row().recovery).toBeNull();
      expect(again.read.outbox.get('doubtful')?.commandId).toBe(how === 'after' ? 'doubtful' : undefined);
      expect(again.read.outbox.get('later')).toBeUndefined();
      again.close();
    },
  );

  it('S13: what a feed can send again is not run twice', () => {
    const store = openStore(ports());
    disk.commits.push('before');
    let runs = 0;
    const run = (): void => {
      runs += 1;
    };
    expect(codeOf(() => store.transact(run, 'cache'))).toBe('write-failed');
    expect(runs).toBe(1);
    store.close();
  });
});

describe('a full disk (R3)', () => {
  const MEBIBYTE = 1024 * 1024;
  const options = { ...DEFAULT_OPTIONS, reserveBytes: MEBIBYTE, lowBytes: 4 * MEBIBYTE };
  let free: number;
  const full = (): Ports => ({ ...ports(), disk: { freeBytes: () => free } });
  beforeEach(() => {
    free = 100 * MEBIBYTE;
  });

  it('S11: is foretold, refuses caches by name, keeps taking commands, and ends by itself within 5 s', async () => {
    const store = openStore(full(), options);
    const told: string[] = [];
    const room: null[] = [];
    store.safety.changed.on(({ disk: { state } }) => told.push(state));
    store.hasRoom.on(() => room.push(null));
    store.run();
    // The reserve is made off the thread.
    await expect.poll(() => store.safety.row().disk.state).toBe('good');
    free = 3 * MEBIBYTE;
    clock.pass(10_000);
    expect(told).toEqual(['low']);

    free = 0;
    disk.commits.push('full');
    expect(codeOf(() => store.transact(({ write }) => write.station.setMeta('a', '1'), 'cache'))).toBe('disk-full');
    expect(store.safety.row().disk.state).toBe('full');
    // Not even tried any more.
    let runs = 0;
    expect(codeOf(() => store.transact(() => (runs += 1), 'cache'))).toBe('disk-full');
    expect(runs).toBe(0);
    const given = give(store, 'while-full');
    expect(missing(store, [given])).toEqual([]);
    expect(store.read.station.meta('a')).toBeUndefined();

    clock.pass(3_000);
    expect(store.safety.row().disk.state).toBe('full');
    free = 100 * MEBIBYTE;
    clock.pass(5_000);
    expect(store.safety.row().disk).toEqual({ state: 'good', freeBytes: free });
    expect(room).toHaveLength(1);
    store.transact(({ write }) => write.station.setMeta('a', '1'), 'cache');
    store.close();
  });

  it('S11: on a small disk the reserve is a part of it, and the alarm ends when most is free again', async () => {
    free = 2 * MEBIBYTE;
    const store = openStore(full(), options);
    store.run();
    await expect.poll(() => existsSync(join(profile.path, RESERVE_FILE))).toBe(true);
    expect(statSync(join(profile.path, RESERVE_FILE)).size).toBe(MEBIBYTE / 2);
    disk.commits.push('full');
    give(store, 'from-the-reserve');
    expect(existsSync(join(profile.path, RESERVE_FILE))).toBe(false);
    free = 100_000;
    clock.pass(5_000);
    expect(store.safety.row().disk.state).toBe('full');
    free = 2 * MEBIBYTE;
    clock.pass(5_000);
    expect(store.safety.row().disk.state).toBe('low');
    await expect.poll(() => existsSync(join(profile.path, RESERVE_FILE))).toBe(true);
    store.close();
  });

  it('S11: a command for which there is no room even then is refused, and is not there', () => {
    const store = openStore(full(), options);
    // Without a reserve there is no second try.
    disk.commits.push('full');
    expect(codeOf(() => give(store, 'refused'))).toBe('disk-full');
    expect(store.read.outbox.get('refused')).toBeUndefined();
    const given = give(store, 'later');
    store.close();
    const again = openStore(profile.ports());
    expect(again.read.outbox.get('refused')).toBeUndefined();
    expect(missing(again, [given])).toEqual([]);
    again.close();
  });
});
