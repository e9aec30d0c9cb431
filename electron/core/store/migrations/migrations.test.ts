import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { betterSqlite } from '../../kernel/better-sqlite.ts';
import type { Database } from '../../kernel/ports.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { checkSeal } from '../protect/seal.ts';
import type { Migration } from './migration.ts';
import { migrations } from './migrations.ts';

let db: Database;
beforeEach(() => {
  db = betterSqlite.open(':memory:');
});
afterEach(() => void db.close());

/** Each migration, proved from the data of the one before it: what must still be there, and what must be new. */
const tests: Record<number, { readonly before: (db: Database) => void; readonly after: (db: Database) => void }> = {
  10: {
    before: () => undefined,
    after(db) {
      db.exec(`INSERT INTO feed (id, url) VALUES ('fire', 'http://hub/fire')`);
      expect(db.prepare('SELECT seq, epoch, quarantined FROM feed').get()).toEqual({
        seq: 0,
        epoch: null,
        quarantined: 0,
      });
      expect(() => db.exec(`INSERT INTO feed (id, url, seq) VALUES ('x', 'y', 'many')`)).toThrow(/STRICT|TEXT|INTEGER/);
      db.exec(`INSERT INTO entity VALUES ('incident', 'a', 'fire', 1, 2, -3, 4, 5, 6, 'test', '{}')`);
      db.exec(
        `INSERT INTO history (log, seq, topic, id, rev, op, at, entered, received, source) VALUES (1, 1, 'incident', 'a', 1, 'remove', 4, 5, 6, 't')`,
      );
    },
  },
  20: {
    before: (db) => db.exec(`INSERT INTO feed (id, url, epoch, seq) VALUES ('fire', 'http://hub/fire', 'e', 7)`),
    after(db) {
      expect(db.prepare('SELECT seq FROM feed').get()).toEqual({ seq: 7 });
      const add = `INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, state_at, state)`;
      db.exec(`${add} VALUES ('c1', 1, 'fire', 'incident', 'a', '{}', 5, 'queued')`);
      expect(() => db.exec(`${add} VALUES ('c2', 2, 'fire', 'incident', 'a', '{}', 5, 'lost')`)).toThrow(/CHECK/);
      expect(() => db.exec(`${add} VALUES ('c3', 1, 'fire', 'incident', 'a', '{}', 5, 'queued')`)).toThrow(/UNIQUE/);
    },
  },
  30: {
    before: (db) =>
      db.exec(`INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, state_at)
               VALUES ('c1', 1, 'fire', 'incident', 'a', '{}', 5)`),
    after(db) {
      expect(db.prepare('SELECT state, tries FROM outbox').get()).toEqual({ state: 'queued', tries: 0 });
      db.exec(`INSERT INTO meta VALUES ('stationId', 's1')`);
      expect(() => db.exec(`INSERT INTO preference VALUES ('language', NULL)`)).toThrow(/NOT NULL/);
    },
  },
  40: {
    before: (db) =>
      db.exec(`INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, after, state_at, state, tries, answer)
               VALUES ('c9', 9, 'fire', 'incident', 'a', '{}', NULL, 5, 'sent', 2, NULL),
                      ('c2', 2, 'fire', 'incident', 'a', '{"x":1}', NULL, 4, 'accepted', 1, '{"y":2}')`),
    after(db) {
      expect(
        db.prepare('SELECT command_id, command, state, tries, answer FROM outbox ORDER BY position').all(),
      ).toEqual([
        { command_id: 'c2', command: '{"x":1}', state: 'accepted', tries: 1, answer: '{"y":2}' },
        { command_id: 'c9', command: '{}', state: 'sent', tries: 2, answer: null },
      ]);
      const add = `INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, state_at, state, carried_from)`;
      expect(() => db.exec(`${add} VALUES ('d', 9, 'fire', 'incident', 'a', '{}', 5, 'queued', NULL)`)).toThrow(
        /UNIQUE/,
      );
      db.exec(`${add} VALUES ('e', 9, 'fire', 'incident', 'a', '{}', 5, 'unknown', 'S2')`);
      expect(() => db.exec(`${add} VALUES ('f', 9, 'fire', 'incident', 'a', '{}', 5, 'queued', 'S2')`)).toThrow(
        /UNIQUE/,
      );
      expect(() => db.exec(`${add} VALUES ('g', 10, 'fire', 'incident', 'a', '{}', 5, 'lost', NULL)`)).toThrow(/CHECK/);
    },
  },
  41: {
    before: (db) =>
      db.exec(`INSERT INTO history (log, seq, topic, id, rev, op, at, entered, received, source)
               VALUES (1, 1, 'incident', 'a', 1, 'remove', 4, 5, 6, 't')`),
    after(db) {
      expect(db.prepare('SELECT rev, source, hand FROM history').get()).toEqual({ rev: 1, source: 't', hand: null });
    },
  },
  50: {
    before: (db) =>
      db.exec(`INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, state_at)
               VALUES ('sealed', 7, 'fire', 'incident', 'a', '{}', 5)`),
    after(db) {
      // A command that was there before there were seals is sealed by the same transaction.
      const { faults, isChained, head, sound } = checkSeal(db);
      expect({ faults, isChained, rows: head.rows }).toEqual({ faults: [], isChained: true, rows: sound.length });
      expect(sound.map(({ id }) => id)).toContain('sealed');
      expect(db.prepare('SELECT commits FROM mark').get()).toEqual({ commits: 0 });
    },
  },
  60: {
    before: (db) =>
      db.exec(`INSERT INTO history (log, seq, topic, id, rev, op, at, entered, received, source)
               VALUES (1, 9, 'incident', 'h', 1, 'remove', 4, 5, 6, 't')`),
    after(db) {
      expect(db.prepare(`SELECT seq, whole FROM history WHERE id = 'h'`).get()).toEqual({ seq: 9, whole: null });
      expect(db.prepare('SELECT position FROM history_reach').get()).toEqual({ position: 1 });
      expect(() => db.exec('INSERT INTO history_reach VALUES (2, 1)')).toThrow(/CHECK/);
    },
  },
  70: {
    before: (db) => db.exec(`INSERT INTO preference VALUES ('ui.language', '"zh"')`),
    after(db) {
      expect(db.prepare('SELECT value FROM preference').get()).toEqual({ value: '"zh"' });
      db.exec(`INSERT INTO account (id, name, posts, password, created_at) VALUES ('a', '{}', '[]', '$x', 5)`);
      expect(db.prepare('SELECT failures, locks, lock_left FROM account').get()).toEqual({
        failures: 0,
        locks: 0,
        lock_left: 0,
      });
      db.exec(`INSERT INTO seat (one, officer) VALUES (1, 'a')`);
      expect(() => db.exec(`INSERT INTO seat (one, officer) VALUES (2, 'a')`)).toThrow(/CHECK/);
    },
  },
  80: {
    before: (db) => db.exec(`INSERT INTO feed (id, url, epoch, seq) VALUES ('fire', 'http://hub/fire', 'e', 7)`),
    after: (db) =>
      expect(db.prepare('SELECT epoch, seq, mark FROM feed').get()).toEqual({ epoch: 'e', seq: 7, mark: null }),
  },
  90: {
    before: (db) => db.exec(`INSERT INTO meta VALUES ('stationId', 's9')`),
    after(db) {
      expect(db.prepare(`SELECT value FROM meta WHERE key = 'stationId'`).get()).toEqual({ value: 's9' });
      db.exec(`INSERT INTO trusted_station VALUES ('s1', 'k', 5, 'a'); INSERT INTO peer VALUES ('h:1')`);
      expect(() => db.exec(`INSERT INTO trusted_station VALUES ('s1', 'other', 5, 'a')`)).toThrow(/UNIQUE/);
      db.exec(`INSERT INTO carried_proof VALUES ('c1', 'k', '{}', 's')`);
      expect(() => db.exec(`INSERT INTO carried_proof VALUES ('c2', 'k', NULL, 's')`)).toThrow(/NOT NULL/);
    },
  },
  100: {
    before: (db) =>
      db.exec(`INSERT INTO outbox (position, command_id, station_seq, feed, topic, entity_id, command, state_at, state, tries, answer,
                 after, needs, carried_from, resend_of, handed_at)
               VALUES (5, 'seen', 8, 'fire', 'incident', 'a', '{}', 5, 'effectSeen', 2, '{"y":2}', 'x', 'y', 'S2', 'z', 7);
               INSERT INTO feed (id, url, epoch, seq) VALUES ('f100', 'http://hub/fire', 'e', 7)`),
    after(db) {
      expect(checkSeal(db).faults).toEqual([]);
      expect(db.prepare(`SELECT * FROM outbox WHERE command_id = 'seen'`).get()).toEqual({
        position: 5,
        command_id: 'seen',
        station_seq: 8,
        feed: 'fire',
        topic: 'incident',
        entity_id: 'a',
        command: '{}',
        after: 'x',
        needs: 'y',
        state: 'effectSeen',
        state_at: 5,
        tries: 2,
        answer: '{"y":2}',
        carried_from: 'S2',
        resend_of: 'z',
        handed_at: 7,
      });
      db.exec(`UPDATE outbox SET state = 'undone' WHERE command_id = 'seen'`);
      expect(() => db.exec(`UPDATE outbox SET state = 'lost' WHERE command_id = 'seen'`)).toThrow(/CHECK/);
      const again = `INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, state_at, carried_from)`;
      expect(() => db.exec(`${again} VALUES ('twin', 8, 'fire', 'incident', 'a', '{}', 5, 'S2')`)).toThrow(/UNIQUE/);
      expect(db.prepare(`SELECT uncompared FROM feed WHERE id = 'f100'`).get()).toEqual({ uncompared: 0 });
    },
  },
  200: {
    before: (db) => db.exec(`INSERT OR REPLACE INTO meta VALUES ('stationId', 's200')`),
    after(db) {
      expect(db.prepare(`SELECT value FROM meta WHERE key = 'stationId'`).get()).toEqual({ value: 's200' });
      db.exec(`INSERT INTO log_line VALUES (1, 'genesis', 5, 'line', 'hash')`);
      expect(() => db.exec(`UPDATE log_line SET line = 'other'`)).toThrow(/append-only/);
      expect(() => db.exec('DELETE FROM log_line')).toThrow(/append-only/);
    },
  },
};

describe('migrations', () => {
  it('S4: each has a test', () => {
    expect(Object.keys(tests).map(Number)).toEqual(migrations.map((step) => step.number));
  });

  it('S4: numbers grow, slugs differ', () => {
    const numbers = migrations.map((step) => step.number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(new Set(migrations.map((step) => step.slug)).size).toBe(migrations.length);
  });

  it.each(migrations.map((step, index) => [step.number, step.slug, index] as const))(
    'S4: %i-%s keeps the data of the step before it',
    (number, _slug, index) => {
      migrate(db, migrations.slice(0, index));
      tests[number]?.before(db);
      migrate(db, migrations.slice(0, index + 1));
      expect(schemaVersion(db)).toBe(number);
      tests[number]?.after(db);
    },
  );

  it('S4: a step that fails halfway leaves nothing behind', () => {
    const broken: Migration = {
      number: 9_000,
      slug: 'broken',
      up(db) {
        db.exec('CREATE TABLE half (a) ');
        db.exec('INSERT INTO half VALUES (1)');
        throw new Error('power cut');
      },
    };
    expect(() => migrate(db, [...migrations, broken])).toThrow('power cut');
    expect(schemaVersion(db)).toBe(migrations.at(-1)?.number);
    expect(db.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = 'half'`).get()).toEqual({ n: 0 });
  });

  it('S4: a second run changes nothing', () => {
    migrate(db);
    const schema = db.prepare('SELECT sql FROM sqlite_master ORDER BY name').all();
    migrate(db);
    expect(db.prepare('SELECT sql FROM sqlite_master ORDER BY name').all()).toEqual(schema);
  });
});
