import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../../shared/kit/time.ts';
import type { EntityRecord } from '../records.ts';
import { orderOf } from '../order.ts';
import { testProfile, type TestProfile } from '../../testing/profile.ts';
import { incident } from '../../testing/records.ts';
import { betterSqlite } from '../../kernel/better-sqlite.ts';
import { DATABASE_FILE } from '../open.ts';
import { DEFAULT_OPTIONS } from '../options.ts';
import { openStore, type Store } from '../store.ts';
import { BACKUP_FOLDER, Backups, verifyBackup } from './backups.ts';
import { JOURNAL_FILE } from './journal.ts';
import { give, missing, type Given } from './testing/commands.ts';

let profile: TestProfile;
beforeEach(() => {
  profile = testProfile();
});
afterEach(() => profile.remove());

const at = (...names: string[]): string => join(profile.path, ...names);

function record(id: string, filling: string): EntityRecord {
  const data = incident({ title: { zh: filling } });
  const time = instant(5);
  return {
    topic: 'incident', id, feed: 'fire', rev: 1, ...orderOf('incident', data), at: time, entered: time, received: time,
    source: 'test', data, json: JSON.stringify(data),
  }; // prettier-ignore
}

/** Bytes of incidents, some 10 KB each. */
function fill(store: Store, bytes: number): void {
  const filling = 'x'.repeat(10_000);
  for (let done = 0; done < bytes; done += 1_000_000) {
    store.transact(({ write }) => {
      for (let index = 0; index < 100; index += 1) write.entities.put(record(`I-${done}-${index}`, filling));
    }, 'cache');
  }
}

describe('backups (R10)', () => {
  it('S10: made under 50 writes a second, verified, and holding what was there when it began', async () => {
    const store = openStore(profile.ports());
    fill(store, 20_000_000);
    const given: Given[] = [];
    const before = give(store, 'before');
    let late = 0;
    const writing = setInterval(() => given.push(give(store, `during-${(late += 1)}`)), 20);
    const backup = await store.backUp();
    clearInterval(writing);
    expect(backup).toMatchObject({ why: 'hourly', scope: 'full' });
    expect(verifyBackup(betterSqlite, backup?.file ?? '', null).outbox.rows).toBeGreaterThanOrEqual(1);
    const copy = betterSqlite.open(backup?.file ?? '', { readonly: true });
    const command = copy.prepare(`SELECT command FROM outbox WHERE command_id = 'before'`).get();
    copy.close();
    expect(command).toEqual({ command: before.command });
    expect(store.safety.row().lastBackup).toMatchObject({ verified: true, at: backup?.at });
    store.close();
  });

  it('S10: restore drill: with database and journal gone everything comes back from the backup, and later losses are said', async () => {
    const store = openStore(profile.ports());
    store.transact(({ write }) => {
      write.station.setMeta('stationId', 'station-1');
      write.station.setPreference('ui.language', '"en"');
      write.feeds.join('fire', 'http://hub/fire');
      write.feeds.jump('fire', { epoch: 'e', seq: 7 });
      write.entities.put(record('I-1', 'kept'));
      write.history.append(
        write.feeds.logKey('fire', 'e'),
        7,
        'put',
        record('I-1', 'kept'),
        instant(5),
        record('I-1', 'kept').json,
      );
    });
    const given = Array.from({ length: 10 }, (_, index) => give(store, `c${index}`));
    const backup = await store.backUp();
    give(store, 'after-the-backup');
    store.close();
    writeFileSync(at(DATABASE_FILE), Buffer.alloc(100_000, 1));
    rmSync(at(JOURNAL_FILE));
    const again = openStore(profile.ports());
    expect(missing(again, given)).toEqual([]);
    expect(again.safety.row().recovery).toMatchObject({ reason: 'database-damaged', lost: { outbox: 1 } });
    expect(again.read.station.preferences()).toEqual([{ key: 'ui.language', value: '"en"' }]);
    expect(again.read.entities.get('incident', 'I-1')?.json).toContain('kept');
    expect(again.read.history.count('incident', 'I-1')).toBe(1);
    // The feed goes on by a snapshot; the number of a lost command is not given again.
    expect(again.read.feeds.get('fire')).toMatchObject({ epoch: null, seq: 0 });
    give(again, 'next');
    expect(again.read.outbox.get('next')?.stationSeq).toBe(12);
    again.close();
    expect(verifyBackup(betterSqlite, backup?.file ?? '', null).outbox).toEqual(backup?.outbox);
  });

  it('S10: with the journal at hand a restore loses nothing at all', async () => {
    const store = openStore(profile.ports());
    const given = [give(store, 'before')];
    await store.backUp();
    given.push(give(store, 'after'));
    store.close();
    writeFileSync(at(DATABASE_FILE), Buffer.alloc(100_000, 1));
    const again = openStore(profile.ports());
    expect(missing(again, given)).toEqual([]);
    expect(again.safety.row().recovery?.lost).toEqual({});
    again.close();
  });

  it('S10: a damaged backup is passed over for the one before it', async () => {
    const store = openStore(profile.ports());
    const given = [give(store, 'first')];
    await store.backUp();
    given.push(give(store, 'second'));
    const newest = await store.backUp();
    store.close();
    const bytes = readFileSync(newest?.file ?? '');
    bytes.fill(9, 4_000, 30_000);
    writeFileSync(newest?.file ?? '', bytes);
    rmSync(at(DATABASE_FILE));
    rmSync(at(JOURNAL_FILE));
    const again = openStore(profile.ports());
    expect(missing(again, given)).toEqual(['second']);
    expect(again.safety.row().recovery).toMatchObject({ reason: 'database-missing', lost: { outbox: 1 } });
    again.close();
  });

  it('S10: a copy that does not hold what was there, or is changed, is never called a backup', () => {
    const store = openStore(profile.ports());
    give(store, 'c1');
    store.close();
    mkdirSync(at(BACKUP_FOLDER));
    const copy = at(BACKUP_FOLDER, 'copy.sqlite');
    copyFileSync(at(DATABASE_FILE), copy);
    expect(() => verifyBackup(betterSqlite, copy, { no: 1, hash: 'another', rows: 1 })).toThrow(/lacks/);
    const db = betterSqlite.open(copy);
    db.exec(`UPDATE outbox SET state = 'accepted'`);
    db.close();
    expect(() => verifyBackup(betterSqlite, copy, null)).toThrow(/seal/);
    // A file without its sheet is not one either.
    expect(new Backups(profile.ports(), DEFAULT_OPTIONS).list()).toEqual([]);
  });

  it('S10: 24 are kept, the oldest go', async () => {
    const store = openStore(profile.ports());
    for (let count = 0; count < 27; count += 1) await store.backUp();
    store.close();
    const kept = new Backups(profile.ports(), DEFAULT_OPTIONS).list().map(({ number }) => number);
    expect(kept).toEqual(Array.from({ length: 24 }, (_, index) => 27 - index));
    expect(readdirSync(at(BACKUP_FOLDER)).filter((name) => name.endsWith('.sqlite'))).toHaveLength(24);
  });

  it('S10: of a large database only what no feed can give again is copied', async () => {
    const store = openStore(profile.ports(), { ...DEFAULT_OPTIONS, fullBackupBytes: 1_000_000 });
    fill(store, 5_000_000);
    store.transact(({ write }) => write.station.setPreference('ui.language', '"en"'));
    const given = [give(store, 'c1')];
    const backup = await store.backUp();
    expect(backup).toMatchObject({ scope: 'seat' });
    expect(statSync(backup?.file ?? '').size).toBeLessThan(1_000_000);
    store.close();
    rmSync(at(DATABASE_FILE));
    rmSync(at(JOURNAL_FILE));
    const again = openStore(profile.ports());
    expect(missing(again, given)).toEqual([]);
    again.close();
  });
});
