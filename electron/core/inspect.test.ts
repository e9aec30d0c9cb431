import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Applier } from './feeds/applier.ts';
import { inspectProfile } from './inspect.ts';
import { betterSqlite } from './kernel/better-sqlite.ts';
import { latestSchema } from './store/migrate.ts';
import { DATABASE_FILE } from './store/open.ts';
import { openStore } from './store/store.ts';
import { testProfile, type TestProfile } from './testing/profile.ts';
import { AT, change, incident } from './testing/records.ts';

let profile: TestProfile;
beforeEach(() => {
  profile = testProfile();
});
afterEach(() => profile.remove());

it('I1: tells what stands in a profile, while a console runs on it', () => {
  const store = openStore(profile.ports());
  const applier = new Applier();
  const changes = [change({ id: 'a', seq: 1, data: incident() }), { seq: 2 }];
  store.transact((unit) => {
    unit.write.feeds.join('fire', 'http://hub/fire');
    unit.write.feeds.jump('fire', { epoch: 'e', seq: 0 });
    unit.write.station.setMeta('stationId', 's1');
    applier.apply(unit, { kind: 'changes', feed: 'fire', from: { epoch: 'e', seq: 0 }, to: 2, changes }, AT);
    applier.finish(unit);
  });
  expect(inspectProfile({ sqlite: betterSqlite }, profile.path)).toEqual({
    schema: latestSchema(),
    sqlite: expect.stringMatching(/^3\.\d+\.\d+$/) as string,
    stationId: 's1',
    entities: { incident: 1 },
    feeds: [{ id: 'fire', url: 'http://hub/fire', epoch: 'e', seq: 2, quarantined: 1 }],
    outbox: {},
    quarantine: [{ feed: 'fire', code: 'bad-change', count: 1 }],
  });
  store.close();
});

it('I2: refuses by name what is missing, damaged or of an older program', () => {
  const inspect = () => inspectProfile({ sqlite: betterSqlite }, profile.path);
  expect(inspect).toThrow('profile-unreadable');
  const file = join(profile.path, DATABASE_FILE);
  betterSqlite.open(file).exec('CREATE TABLE old (a)');
  expect(inspect).toThrow('database-outdated');
  writeFileSync(file, 'no database at all, only words, words, words\n'.repeat(50));
  expect(inspect).toThrow('database-damaged');
});
