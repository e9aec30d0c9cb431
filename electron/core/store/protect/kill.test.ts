import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { betterSqlite } from '../../kernel/better-sqlite.ts';
import { testProfile, type TestProfile } from '../../testing/profile.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/migrations.ts';
import { DATABASE_FILE } from '../open.ts';
import { openStore } from '../store.ts';
import { Backups } from './backups.ts';
import { DEFAULT_OPTIONS } from '../options.ts';
import { give, missing, type Given } from './testing/commands.ts';

const PROGRAM = join(import.meta.dirname, 'testing/open-and-die.ts');
/** Every n-th point; the fault run takes each one (`LIANZHI_KILL_EVERY=1`). */
const EVERY = Number(process.env['LIANZHI_KILL_EVERY'] ?? 29);

let profile: TestProfile;
let whole: string;
beforeEach(() => {
  profile = testProfile();
  whole = `${profile.path}-whole`;
});
afterEach(() => {
  profile.remove();
  rmSync(whole, { recursive: true, force: true });
});

function run(at: number): { readonly killed: boolean; readonly count: number } {
  const { signal, status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, profile.path, String(at)], {
    encoding: 'utf8',
  });
  if (signal === null && status !== 0) throw new Error(stderr);
  return { killed: signal === 'SIGKILL', count: Number(stdout) };
}

function putBack(): void {
  rmSync(profile.path, { recursive: true });
  cpSync(whole, profile.path, { recursive: true });
}

/** Kills the opening at every n-th thing it does; after each the profile must be whole. @returns the number of kills. */
function killEverywhere(check: (at: number) => void): number {
  cpSync(profile.path, whole, { recursive: true });
  const { count } = run(0);
  let kills = 0;
  for (let at = 1; at <= count; at += EVERY) {
    putBack();
    expect(run(at).killed, `at ${at} of ${count}`).toBe(true);
    kills += 1;
    check(at);
  }
  return kills;
}

/** A profile as the program with these migrations left it. */
function oldProfile(steps: number): string[] {
  const db = betterSqlite.open(join(profile.path, DATABASE_FILE));
  db.pragma('journal_mode = WAL');
  migrate(db, migrations.slice(0, steps));
  const ids = Array.from({ length: 20 }, (_, index) => `c${index}`);
  const add = db.prepare(
    `INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, state_at)
     VALUES (?, ?, 'fire', 'incident', 'a', ?, 5)`,
  );
  for (const [index, id] of ids.entries()) add.run(id, index + 1, JSON.stringify({ commandId: id }));
  if (steps > 2) db.exec(`INSERT INTO meta VALUES ('stationId', 'station-1')`);
  db.close();
  return ids;
}

describe('killed', () => {
  // The last three schemas that had an outbox of another shape than now.
  it.each([2, 3, 4])(
    'S4, S10 (R9): in a migration from schema step %i, at any statement: nothing is lost',
    (steps) => {
      const ids = oldProfile(steps);
      const kills = killEverywhere(() => {
        const store = openStore(profile.ports());
        expect(store.safety.row().recovery).toBeNull();
        for (const id of ids) expect(store.read.outbox.get(id)?.commandId).toBe(id);
        store.close();
      });
      expect(kills).toBeGreaterThan(100 / EVERY);
      const [backup] = new Backups(profile.ports(), DEFAULT_OPTIONS).list();
      expect(backup).toMatchObject({ why: 'migration', schema: migrations[steps - 1]?.number });
    },
    300_000,
  );

  it('S5: in a repair, at any statement: the next start ends it, with every command', () => {
    const given: Given[] = [];
    const store = openStore(profile.ports());
    store.transact(({ write }) => write.station.setMeta('stationId', 'station-1'));
    for (let number = 0; number < 20; number += 1) given.push(give(store, `c${number}`));
    store.close();
    const database = join(profile.path, DATABASE_FILE);
    const bytes = readFileSync(database);
    bytes.fill(0x33, 0, 4_096);
    writeFileSync(database, bytes);
    const kills = killEverywhere(() => {
      const again = openStore(profile.ports());
      expect(missing(again, given)).toEqual([]);
      const { recovery } = again.safety.row();
      expect(recovery?.reason).toBe('database-damaged');
      expect(readFileSync(join(profile.path, recovery?.kept ?? '', DATABASE_FILE)).equals(bytes)).toBe(true);
      again.close();
      expect(existsSync(join(profile.path, 'recovery.json'))).toBe(false);
    });
    expect(kills).toBeGreaterThan(100 / EVERY);
  }, 300_000);

  it('S5: between two files that are moved out of the way: a WAL is never played into another database', () => {
    const given: Given[] = [];
    const store = openStore(profile.ports());
    for (let number = 0; number < 20; number += 1) given.push(give(store, `c${number}`));
    cpSync(profile.path, whole, { recursive: true });
    store.close();
    putBack();
    const kept = join('damaged', 'half');
    mkdirSync(join(profile.path, kept), { recursive: true });
    renameSync(join(profile.path, `${DATABASE_FILE}-wal`), join(profile.path, kept, `${DATABASE_FILE}-wal`));
    const marker = {
      stage: 'moving', at: 1_750_000_000_000, reason: 'outbox-altered', detail: '', kept, isReadable: true,
    }; // prettier-ignore
    writeFileSync(join(profile.path, 'recovery.json'), JSON.stringify(marker));
    const again = openStore(profile.ports());
    expect(missing(again, given)).toEqual([]);
    again.close();
  });
});
