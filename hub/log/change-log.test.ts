import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../shared/kit/time.ts';
import { systemClock } from '../clock.ts';
import type { Draft } from '../sources/source.ts';
import { openChangeLog, type ChangeLog } from './change-log.ts';
import { migrations } from './migrations.ts';
import { assertEngine, migrate, openWriter } from './open.ts';
import { openSnapshot } from './snapshot.ts';

const feed = { id: 'fire', name: { zh: '消防', en: 'Fire' }, maxAgeSeconds: 10 };
let folder: string;
let file: string;
let log: ChangeLog;

function open(keep?: number): ChangeLog {
  return openChangeLog({ file, feed, clock: systemClock, keep });
}

function put(id: string, data: object = { level: 3 }): Draft {
  return { op: 'put', topic: 'incident', id, at: instant(1_000), source: 'test', data };
}

function patch(id: string, data: object): Draft {
  return { op: 'patch', topic: 'incident', id, at: instant(2_000), source: 'test', data };
}

function remove(id: string): Draft {
  return { op: 'remove', topic: 'incident', id, at: instant(3_000), source: 'test' };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-log-'));
  file = join(folder, 'fire.sqlite');
  log = open();
});

afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the change log', () => {
  it('H1: gives seqs without holes and revs that count per entity', () => {
    log.append({ drafts: [put('a'), put('b'), patch('a', { level: 1 })] });
    log.append({ drafts: [remove('b'), put('b')] });
    const changes = log.range(1, 100).map(({ change }) => [change.seq, change.id, change.rev, change.op]);
    expect(changes).toEqual([
      [1, 'a', 1, 'put'],
      [2, 'b', 1, 'put'],
      [3, 'a', 2, 'patch'],
      [4, 'b', 2, 'remove'],
      [5, 'b', 3, 'put'],
    ]);
    expect(log.head).toBe(5);
  });

  it('H2: a patch replaces top-level fields, null removes one, across a restart too', () => {
    log.append({ drafts: [put('a', { level: 3, place: { zh: '桥' }, at: [1, 2] })] });
    log.append({ drafts: [patch('a', { level: 1, place: null })] });
    expect(log.find('incident', 'a')?.data).toEqual({ level: 1, at: [1, 2] });
    log.close();
    log = open();
    log.append({ drafts: [patch('a', { at: [3, 4] })] });
    expect(log.find('incident', 'a')).toMatchObject({ rev: 3, data: { level: 1, at: [3, 4] } });
  });

  it('H3: what was appended is there after reopening, under the same epoch', () => {
    const { epoch } = log;
    log.append({ drafts: [put('a')], progress: { key: 'k', value: { row: 7 } } });
    log.close();
    log = open();
    expect([log.epoch, log.head, log.progress('k'), log.progress('other')]).toEqual([epoch, 1, { row: 7 }, null]);
  });

  it('H4: drafts, progress and answer are one transaction: when one cannot be written, none is', () => {
    log.append({ drafts: [put('a')], answer: { key: 'c1', value: 'first', expires: Date.now() + 60_000 } });
    const again = { key: 'c1', value: 'second', expires: Date.now() + 60_000 };
    expect(() =>
      log.append({ drafts: [put('a'), put('b')], progress: { key: 'k', value: 1 }, answer: again }),
    ).toThrow();
    expect([log.head, log.progress('k'), log.answerTo('c1'), log.find('incident', 'b')]).toEqual([
      1,
      null,
      'first',
      undefined,
    ]);
    // Nothing of the failed batch may linger in memory either.
    log.append({ drafts: [patch('a', { level: 2 })] });
    expect(log.range(2, 10)[0]?.change).toMatchObject({ seq: 2, id: 'a', rev: 2 });
  });

  it('H5: writes with synchronous FULL in WAL, read back', () => {
    const db = openWriter(join(folder, 'other.sqlite'));
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it('H5: an engine that may lose commits is refused', () => {
    expect(() => assertEngine('3.51.2')).toThrow(/sqlite-unfit/);
    expect(() => assertEngine('3.52.0')).toThrow(/sqlite-unfit/);
    expect(() => assertEngine('3.51.3')).not.toThrow();
    expect(() => assertEngine('3.54.1')).not.toThrow();
  });

  it('H6: a log of a newer hub is refused by name, and left as it is', () => {
    const db = openWriter(join(folder, 'future.sqlite'));
    db.pragma('user_version = 99');
    db.close();
    expect(() => openWriter(join(folder, 'future.sqlite'))).toThrow(/log-from-future/);
  });

  it('H6: a migration that fails leaves the version and the tables of before', () => {
    const db = openWriter(join(folder, 'broken.sqlite'));
    const broken = {
      version: 900,
      slug: 'broken',
      sql: 'CREATE TABLE half (a INTEGER) STRICT; CREATE TABLE half (a INTEGER)',
    };
    expect(() => migrate(db, 'x', [broken])).toThrow(/already exists/);
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.at(-1)?.version);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    db.close();
  });

  it('H7: keeps about as many rows as asked for; the floor tells which cursors are too old', () => {
    log.close();
    log = open(3_000);
    for (let batch = 0; batch < 20; batch += 1) {
      log.append({ drafts: Array.from({ length: 500 }, (_, index) => put(`e${index}`)) });
    }
    expect(log.head).toBe(10_000);
    expect(log.floor).toBeGreaterThanOrEqual(10_000 - 3_000 - 2_000);
    expect(log.floor).toBeLessThanOrEqual(10_000 - 3_000);
    expect(log.range(1, 1)[0]?.change.seq).toBe(log.floor + 1);
    const { floor } = log;
    log.close();
    log = open(3_000);
    expect([log.floor, log.head]).toEqual([floor, 10_000]);
  });

  it('H8: a file that was put back to an older state gets a new epoch', () => {
    log.append({ drafts: [put('a')] });
    log.close();
    copyFileSync(file, join(folder, 'backup'));
    log = open();
    const { epoch } = log;
    log.append({ drafts: [put('b')] });
    log.close();
    copyFileSync(join(folder, 'backup'), file);
    log = open();
    expect(log.head).toBe(1);
    expect(log.epoch).not.toBe(epoch);
  });

  it('H9: a record that fits in no message becomes a refusal, and the feed goes on', () => {
    log.append({ drafts: [put('big', { text: '洪'.repeat(400_000) }), put('small')] });
    expect(log.range(1, 10).map(({ change }) => [change.op, change.id])).toEqual([
      ['refuse', 'refused:big'],
      ['put', 'small'],
    ]);
    log.append({ drafts: [put('grows', { a: 'x'.repeat(600_000) })] });
    log.append({ drafts: [patch('grows', { b: 'x'.repeat(600_000) })] });
    expect(log.range(4, 1)[0]?.change).toMatchObject({ op: 'refuse', data: { code: 'record-too-large' } });
    expect(log.find('incident', 'grows')).toMatchObject({ rev: 1 });
  });
});

describe('a snapshot', () => {
  it('H10: is all entities at one seq, whatever is written while it is read', () => {
    log.append({ drafts: [put('a'), put('b'), remove('b')] });
    const snapshot = openSnapshot(file, null);
    log.append({ drafts: [put('c'), patch('a', { level: 1 })] });
    expect(snapshot.seq).toBe(3);
    expect(snapshot.read(1)).toMatchObject([{ id: 'a', rev: 1, data: { level: 3 } }]);
    snapshot.close();
  });

  it('H10: is cut by count and by bytes, and every entity comes once', () => {
    log.append({ drafts: Array.from({ length: 4_500 }, (_, index) => put(`n${index}`)) });
    log.append({ drafts: Array.from({ length: 10 }, (_, index) => put(`big${index}`, { text: 'x'.repeat(300_000) })) });
    const snapshot = openSnapshot(file, null);
    const ids = new Set<string>();
    for (let part = 1; part <= snapshot.parts; part += 1) {
      const entities = snapshot.read(part) as { id: string }[];
      expect(entities.length).toBeLessThanOrEqual(2_000);
      expect(Buffer.byteLength(JSON.stringify(entities))).toBeLessThan(1_000_000);
      for (const { id } of entities) {
        expect(ids.has(id)).toBe(false);
        ids.add(id);
      }
    }
    expect(ids.size).toBe(4_510);
    snapshot.close();
  });

  it('H10: tells refusals apart, so that a late seat counts them', () => {
    log.append({
      drafts: [
        {
          op: 'refuse',
          topic: 'incident',
          id: 'refused:f:2',
          at: instant(1),
          source: 'f',
          data: { code: 'bad-date', row: 2 },
        },
      ],
    });
    const snapshot = openSnapshot(file, null);
    expect(snapshot.read(1)).toMatchObject([{ id: 'refused:f:2', op: 'refuse', data: { code: 'bad-date', row: 2 } }]);
    snapshot.close();
  });
});
