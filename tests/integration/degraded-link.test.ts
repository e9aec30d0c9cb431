import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore, type Core } from '../../electron/core/core.ts';
import { createSystemPorts } from '../../electron/core/kernel/system-ports.ts';
import { DATABASE_FILE } from '../../electron/core/store/open.ts';
import { openHub, type Hub } from '../../hub/hub.ts';
import { VOLATILE_FIELDS } from '../../shared/protocol/feed/pace.ts';
import type { EntityRow, FeedRow } from '../../shared/protocol/console-api/rows.ts';
import type { LinkDown } from '../../shared/protocol/console-api/link.ts';
import { NarrowLine } from '../fixtures/narrow-line.ts';
import { ROOT, temporaryFolder } from '../fixtures/processes.ts';

/** 64 kbit/s. */
const NARROW = 8_000;
const TOKEN = 'token-of-this-test';
const RESOURCES = path.join(ROOT, 'resources');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: ReturnType<typeof temporaryFolder>;
let hub: Hub;
let line: NarrowLine;
let core: Core;
const feeds = new Map<string, FeedRow>();
/** When an incident was first on a window's line, by title. */
const seen = new Map<string, number>();

function watch(query: string, onRow: (row: unknown) => void): void {
  let listener: (message: string) => void = () => undefined;
  core.serve({
    send: (message) => {
      const down = JSON.parse(message) as LinkDown;
      if (down.t === 'rows') for (const row of down.put) onRow(row);
    },
    onMessage: (take) => (listener = take),
    onClose: () => undefined,
    close: () => undefined,
  });
  listener(JSON.stringify({ t: 'watch', id: 1, name: query, args: {} }));
}

async function open(speed: number, narrowFrom: 'start' | 'later'): Promise<void> {
  folder = temporaryFolder();
  const profile = path.join(folder.path, 'profile');
  mkdirSync(profile);
  const dataDir = path.join(folder.path, 'hub');
  mkdirSync(dataDir);
  hub = await openHub({
    dataDir,
    port: 0,
    token: TOKEN,
    sources: [{ kind: 'scenario', seed: 1 }],
    speed,
    resources: RESOURCES,
    log: quiet as never,
  });
  line = await NarrowLine.open(Number(new URL(hub.origin).port));
  if (narrowFrom === 'start') line.bytesPerSecond = NARROW;
  const addresses = hub.feeds.map(({ id }) => ({ url: `${line.origin}/${id}`, token: TOKEN }));
  const ports = { ...createSystemPorts({ profile, resources: RESOURCES }), log: quiet };
  const start = {
    profile,
    resources: RESOURCES,
    appVersion: 'test',
    mode: 'demo',
    feeds: addresses,
    cityMap: false,
  } as const;
  core = createCore(ports, start);
  feeds.clear();
  seen.clear();
  watch('feeds', (row) => feeds.set((row as FeedRow).id, row as FeedRow));
  watch('incidents', (row) => {
    const { zh } = (row as EntityRow<'incident'>).data.title;
    if (zh !== undefined && !seen.has(zh)) seen.set(zh, performance.now());
  });
  core.run();
}

async function until(what: string, milliseconds: number, holds: () => boolean): Promise<number> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > milliseconds) {
      const rows = [...feeds.values()].map(({ id, grade, lag, roundTrip, status }) => ({
        id,
        grade,
        lag,
        roundTrip,
        state: status.state,
      }));
      throw new Error(`not within ${milliseconds} ms: ${what}\n${JSON.stringify(rows, null, 1)}`);
    }
    await sleep(20);
  }
  return performance.now() - start;
}

function allLive(): boolean {
  return feeds.size === hub.feeds.length && [...feeds.values()].every(({ status }) => status.state === 'live');
}

function sum(of: (feed: FeedRow) => number): number {
  return [...feeds.values()].reduce((total, feed) => total + of(feed), 0);
}

/** Posts an incident past the narrow line, straight to the hub; resolves with the ms until a window had it. */
async function report(feed: string, title: string): Promise<number> {
  const posted = performance.now();
  const response = await fetch(`${hub.origin}/${feed}/intake`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      data: {
        kind: 'fire',
        level: 1,
        title: { zh: title },
        status: { state: 'reported', since: Date.now() },
        reportedAt: Date.now(),
        channel: '119',
      },
    }),
  });
  expect(response.status).toBe(201);
  await until(`${title} on screen`, 30_000, () => seen.has(title));
  return (seen.get(title) ?? NaN) - posted;
}

/** The hub's records after its change `seq`, from its log alone. */
function recordsAt(file: string, seq: number): Map<string, { rev: number; data: unknown }> {
  const db = new Sqlite(file, { readonly: true });
  const records = new Map<string, { rev: number; data: Record<string, unknown> }>();
  const rows = db.prepare('SELECT topic, id, rev, op, data FROM log WHERE seq <= ? ORDER BY seq').all(seq) as {
    topic: string;
    id: string;
    rev: number;
    op: string;
    data: string | null;
  }[];
  db.close();
  for (const { topic, id, rev, op, data } of rows) {
    const key = `${topic} ${id}`;
    if (op === 'remove') records.delete(key);
    else if (data !== null && op !== 'refuse') {
      const before = op === 'patch' ? records.get(key)?.data : {};
      const merged = Object.entries({ ...before, ...(JSON.parse(data) as object) }).filter(
        ([, value]) => value !== null,
      );
      records.set(key, { rev, data: Object.fromEntries(merged) });
    }
  }
  return records;
}

/** Every record of the console against the hub's log at the console's own cursor. Returns how many were compared. */
function expectSameRecords(): number {
  const db = new Sqlite(path.join(folder.path, 'profile', DATABASE_FILE), { readonly: true });
  let compared = 0;
  for (const { id } of hub.feeds) {
    const { seq } = db.prepare('SELECT seq FROM feed WHERE id = ?').get(id) as { seq: number };
    const wanted = recordsAt(path.join(folder.path, 'hub', `${id}.sqlite`), seq);
    const have = db.prepare('SELECT topic, id, rev, data FROM entity WHERE feed = ?').all(id) as {
      topic: string;
      id: string;
      rev: number;
      data: string;
    }[];
    expect(have.length, id).toBe(wanted.size);
    for (const { topic, id: entity, rev, data } of have) {
      const truth = wanted.get(`${topic} ${entity}`);
      expect({ rev, data: withoutNulls(JSON.parse(data) as object) }, `${topic} ${entity}`).toEqual(truth);
      compared += 1;
    }
  }
  db.close();
  return compared;
}

function withoutNulls(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

/** What the history of the console lacks of the hub's log: nothing but superseded positions, readings and stock. */
function expectOnlyVolatileMissing(): number {
  const db = new Sqlite(path.join(folder.path, 'profile', DATABASE_FILE), { readonly: true });
  let missing = 0;
  for (const { id } of hub.feeds) {
    const { seq } = db.prepare('SELECT seq FROM feed WHERE id = ?').get(id) as { seq: number };
    const lines = db
      .prepare('SELECT history.seq, op FROM history JOIN log ON log.key = history.log WHERE log.feed = ?')
      .all(id) as { seq: number; op: string }[];
    const joined = Math.max(0, ...lines.filter(({ op }) => op === 'snapshot').map((found) => found.seq));
    const there = new Set(lines.map((found) => found.seq));
    const log = new Sqlite(path.join(folder.path, 'hub', `${id}.sqlite`), { readonly: true });
    const rows = log.prepare('SELECT seq, topic, op, data FROM log WHERE seq > ? AND seq <= ?').all(joined, seq) as {
      seq: number;
      topic: string;
      op: string;
      data: string;
    }[];
    log.close();
    for (const row of rows) {
      if (there.has(row.seq)) continue;
      missing += 1;
      expect(row.op).toBe('patch');
      const fields = VOLATILE_FIELDS[row.topic];
      for (const field of Object.keys(JSON.parse(row.data) as object)) expect(fields?.has(field), field).toBe(true);
    }
  }
  db.close();
  return missing;
}

beforeEach(() => undefined);
afterEach(async () => {
  await core.stop();
  line.close();
  await hub.close();
  folder.remove();
});

describe('a line of 64 kbit/s', () => {
  it.each([1, 20])(
    'G5, H24: at ×%i incidents arrive within 2 s, positions are held back, and all is equal when it heals',
    async (speed) => {
      await open(speed, 'later');
      await until('all feeds live', 20_000, allLive);
      const before = line.carried.down;
      await sleep(10_000);
      const wide = (line.carried.down - before) / 10;

      line.bytesPerSecond = NARROW;
      // Until the grades have followed and what was on the line has gone through.
      await sleep(25_000);
      const narrowFrom = line.carried.down;
      const from = performance.now();
      const times: number[] = [];
      for (let count = 0; count < 8; count += 1) {
        times.push(await report(count % 2 === 0 ? 'hotline' : 'police', `窄线 ${speed}-${count}`));
        await sleep(1_500);
      }
      const narrow = (line.carried.down - narrowFrom) / ((performance.now() - from) / 1_000);
      const grades = Object.fromEntries([...feeds].map(([id, { grade }]) => [id, grade]));
      const held = sum(({ heldBack }) => heldBack);
      process.stdout.write(
        `×${speed}: wide ${Math.round(wide)} B/s, narrow ${Math.round(narrow)} B/s (÷${(wide / narrow).toFixed(1)}), ` +
          `held back ${held}, incidents ${times.map((time) => Math.round(time)).join(' ')} ms, ${JSON.stringify(grades)}\n`,
      );
      expect(Math.max(...times)).toBeLessThan(2_000);
      expect(allLive()).toBe(true);
      if (speed > 1) expect(held).toBeGreaterThan(500);

      line.bytesPerSecond = Infinity;
      const healed = await until('every feed at the head again', 15_000, () =>
        [...feeds.values()].every(({ lag }) => (lag ?? 99) < 60),
      );
      const full = await until('every grade full again', 120_000, () =>
        [...feeds.values()].every(({ grade }) => grade === 'full'),
      );
      process.stdout.write(
        `×${speed}: at the head after ${Math.round(healed)} ms, graded full after ${Math.round(full / 1_000)} s\n`,
      );
      await core.stop();
      await hub.close();
      process.stdout.write(
        `×${speed}: ${expectSameRecords()} records equal, ${expectOnlyVolatileMissing()} superseded values not kept\n`,
      );
    },
    240_000,
  );
});
