import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { createSystemPorts } from '../../kernel/system-ports.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { DEFAULT_OPTIONS } from '../options.ts';
import { openStore, type Store } from '../store.ts';
import { RESERVE_FILE } from './disk-guard.ts';
import { give, missing, type Given } from './testing/commands.ts';

const MEBIBYTE = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'lianzhi-full-'));
const canMount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', folder]).status === 0;
afterAll(() => {
  if (canMount) execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
  return 'none';
}

function fillCache(store: Store, number: number): void {
  store.transact(({ write }) => {
    for (let row = 0; row < 20; row += 1)
      write.station.setPreference(`cache.${number}.${row}`, JSON.stringify('z'.repeat(800)));
  }, 'cache');
}

describe('a disk that is really full (R3)', () => {
  it.skipIf(!canMount)(
    'S11: caches stop, commands go on from the reserve, and work goes on when there is room',
    async () => {
      const clock = new ManualClock();
      const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
      const ports = { ...createSystemPorts({ profile: folder, resources: '' }), log: silent, clock };
      const options = { ...DEFAULT_OPTIONS, reserveBytes: 32 * MEBIBYTE, lowBytes: 40 * MEBIBYTE };
      const store = openStore(ports, options);
      store.run();
      const reserve = join(folder, RESERVE_FILE);
      await expect.poll(() => existsSync(reserve) && statSync(reserve).size).toBe(32 * MEBIBYTE);
      const given: Given[] = [give(store, 'before')];
      fillCache(store, 0);
      // Somebody else takes what there is, but for a little.
      const hog = join(folder, 'hog');
      const grow = (bytes: number): void => writeFileSync(hog, Buffer.alloc(bytes, 1), { flag: 'a' });
      grow(ports.disk.freeBytes(folder) - 20 * MEBIBYTE);
      clock.pass(10_000);
      expect(store.safety.row().disk.state).toBe('low');
      grow(ports.disk.freeBytes(folder) - 6 * MEBIBYTE);
      let code = 'none';
      for (let number = 1; number < 3_000 && code === 'none'; number += 1)
        code = codeOf(() => fillCache(store, number));
      expect(code).toBe('disk-full');
      expect(store.safety.row().disk.state).toBe('full');
      expect(existsSync(reserve)).toBe(false);
      for (let number = 0; number < 500; number += 1) given.push(give(store, `full-${number}`, 'x'.repeat(1_000)));
      expect(missing(store, given)).toEqual([]);
      // Reading goes on; caches are not even tried.
      expect(codeOf(() => fillCache(store, 9_999))).toBe('disk-full');

      rmSync(hog);
      clock.pass(5_000);
      expect(store.safety.row().disk.state).not.toBe('full');
      fillCache(store, 10_000);
      await expect.poll(() => existsSync(reserve)).toBe(true);
      store.close();
      const again = openStore(ports, options);
      expect(again.safety.row().recovery).toBeNull();
      expect(missing(again, given)).toEqual([]);
      again.close();
    },
  );
});
