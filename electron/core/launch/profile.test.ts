import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { betterSqlite } from '../kernel/better-sqlite.ts';
import type { SourceOptions } from './options.ts';
import { choosePath, claimProfile, openProfile, profileFiles, profilesFolder, type Machine } from './profile.ts';
import { lockProfile } from './profile-lock.ts';
import { prepareStart, takeProfile } from './run-console.ts';
import { readOrCreateSecret, writePrivateFile } from './secret-file.ts';
import { parseStartOptions } from './options.ts';
import { problemLine } from './text.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'launch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const demo: SourceOptions = { mode: 'demo', seed: 1, speed: 1 };
const live: SourceOptions = { mode: 'live', feeds: ['http://h/x'], token: null };

function machine(part: Partial<Machine> = {}): Machine {
  return { platform: 'linux', home: '/home/lin', env: {}, cwd: folder, ...part };
}

function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('where profiles are', () => {
  it.each([
    ['linux', {}, '/home/lin/.local/share/lianzhi-console'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/lianzhi-console'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/lin/.local/share/lianzhi-console'],
    ['darwin', {}, '/home/lin/Library/Application Support/lianzhi-console'],
  ] as const)('on %s with %j', (platform, env, expected) => {
    expect(profilesFolder(machine({ platform, env }))).toBe(expected);
  });

  it('O2: demo, other seeds, replays and real feeds each have their own', () => {
    const file = path.join(folder, 'a.gpx');
    const other = path.join(folder, 'b.gpx');
    writeFileSync(file, '');
    writeFileSync(other, '');
    const replay = (name: string): SourceOptions => ({ mode: 'replay', files: [{ path: name }], speed: 'max' });
    const paths = [demo, { ...demo, seed: 2 }, live, replay(file), replay(other)].map((source) =>
      choosePath(null, source, machine()),
    );
    expect(new Set(paths).size).toBe(5);
    symlinkSync(file, path.join(folder, 'link.gpx'));
    expect(choosePath(null, replay(path.join(folder, 'link.gpx')), machine())).toBe(paths[3]);
  });

  it('takes a given folder as it is, from where it was typed', () => {
    expect(choosePath('here', live, machine({ cwd: '/work' }))).toBe('/work/here');
  });
});

describe('a profile', () => {
  it('P3: is made for its owner only, and so are its secrets', () => {
    const profile = path.join(folder, 'a', 'b');
    openProfile(profile);
    expect(statSync(profile).mode & 0o777).toBe(0o700);
    const secret = readOrCreateSecret(path.join(profile, 's'));
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(readOrCreateSecret(path.join(profile, 's'))).toBe(secret);
    expect(statSync(path.join(profile, 's')).mode & 0o777).toBe(0o600);
  });

  it('P3: a draft that was left readable by others does not stay so', () => {
    const file = path.join(folder, 's');
    writeFileSync(`${file}.new`, 'old');
    chmodSync(`${file}.new`, 0o644);
    writePrivateFile(file, 'new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it('O1: a file in its place, or a missing replay file, is one clear refusal', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(problemOf(() => openProfile(path.join(folder, 'file')))).toMatchObject({ code: 'profile-unusable' });
    expect(problemOf(() => openProfile(path.join(folder, 'file', 'below')))).toMatchObject({
      code: 'profile-unusable',
    });
    const options = parseStartOptions(['--replay', 'none.gpx']);
    const problem = problemOf(() => prepareStart(options, machine()));
    expect(problemLine('en', problem)).toBe(`No such file or folder: "${path.join(folder, 'none.gpx')}".`);
  });

  it('reads the token of the feeds from its file', () => {
    writeFileSync(path.join(folder, 't'), 'secret-token\n');
    const options = parseStartOptions(['--feed', 'http://h/x', '--token-file', 't', '--profile', 'p']);
    expect(prepareStart(options, machine()).source).toEqual({ ...live, token: { value: 'secret-token' } });
  });

  it('P2: stays with what it was made for, and says what that is', () => {
    const start = { profile: folder, source: demo };
    takeProfile(start, betterSqlite)?.release();
    takeProfile(start, betterSqlite)?.release();
    const problem = problemOf(() => takeProfile({ ...start, source: live }, betterSqlite));
    expect(problemLine('en', problem)).toBe(
      `The profile folder "${folder}" holds data of the demo (seed 1) and cannot be used for real feeds. Choose another --profile.`,
    );
    expect(problemOf(() => takeProfile({ ...start, source: { ...demo, seed: 2 } }, betterSqlite)).code).toBe(
      'profile-of-other-mode',
    );
    // The refusal let go of the lock.
    expect(takeProfile(start, betterSqlite)).not.toBeNull();
  });

  it('P2: a marker that cannot be read is not taken for a missing one', () => {
    writeFileSync(profileFiles(folder).marker, '{"version":2}');
    expect(problemOf(() => claimProfile(folder, demo)).code).toBe('profile-unusable');
  });
});

describe('P1: one console per profile', () => {
  const holder = `
    import { betterSqlite } from ${JSON.stringify(path.resolve(import.meta.dirname, '../kernel/better-sqlite.ts'))};
    import { lockProfile } from ${JSON.stringify(path.resolve(import.meta.dirname, 'profile-lock.ts'))};
    const lock = lockProfile(betterSqlite, process.argv[1]);
    process.stdout.write(lock ? 'mine' : 'taken');
    if (lock) setInterval(() => lock, 1000);
  `;

  function contender(file: string) {
    return spawn(process.execPath, ['--input-type=module', '-e', holder, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: path.resolve(import.meta.dirname, '../../..'),
    });
  }

  it('has one owner among processes that start at once, and a new one after kill -9', async () => {
    mkdirSync(path.join(folder, 'p'));
    const file = profileFiles(path.join(folder, 'p')).lock;
    for (let round = 0; round < 3; round += 1) {
      const racers = [contender(file), contender(file), contender(file)];
      const said = await Promise.all(racers.map(async (racer) => String((await once(racer.stdout, 'data'))[0])));
      expect(said.toSorted()).toEqual(['mine', 'taken', 'taken']);
      expect(lockProfile(betterSqlite, file)).toBeNull();
      const ended = racers.map((racer) => (racer.exitCode === null ? once(racer, 'exit') : null));
      for (const racer of racers) racer.kill('SIGKILL');
      await Promise.all(ended);
    }
    const lock = lockProfile(betterSqlite, file);
    expect(lock).not.toBeNull();
    lock?.release();
  });
});
