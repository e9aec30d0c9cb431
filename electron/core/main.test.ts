import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreStart, CoreToHost, HostToCore } from './kernel/channel.ts';
import { betterSqlite } from './kernel/better-sqlite.ts';
import { inspectProfile } from './inspect.ts';
import { DATABASE_FILE } from './store/open.ts';
import { testProfile, type TestProfile } from './testing/profile.ts';
import { supply } from './testing/records.ts';
import { until } from './testing/test-window.ts';
import { TinyFeed, TinyHub } from './testing/tiny-hub.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

let profile: TestProfile;
const children: ChildProcess[] = [];

beforeEach(() => {
  profile = testProfile();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  profile.remove();
});

class CoreProcess {
  readonly heard: CoreToHost[] = [];
  readonly child: ChildProcess;
  code: number | string | null = null;

  constructor(start: CoreStart) {
    this.child = fork(MAIN, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    children.push(this.child);
    this.child.on('message', (message) => void this.heard.push(message as CoreToHost));
    this.child.on('exit', (code, signal) => {
      this.code = code ?? signal;
    });
    this.send({ type: 'start', start });
  }

  send(message: HostToCore): void {
    this.child.send(message);
  }

  heardType(type: CoreToHost['type']): boolean {
    return this.heard.some((message) => message.type === type);
  }
}

function startOf(feeds: CoreStart['feeds'] = []): CoreStart {
  return { profile: profile.path, resources: '', appVersion: '1', mode: 'live', feeds, cityMap: false };
}

describe('the process', () => {
  it('M1: is ready before any feed is, serves a window, stops when asked', async () => {
    const core = new CoreProcess(startOf([{ url: 'http://127.0.0.1:9/dead', token: 't' }]));
    await until('ready', () => core.heardType('ready'));
    core.send({ type: 'open', window: 4 });
    core.send({ type: 'message', window: 4, data: JSON.stringify({ t: 'watch', id: 1, name: 'feeds', args: {} }) });
    await until('rows', () => core.heardType('message'));
    const [message] = core.heard.filter((one) => one.type === 'message');
    expect(message).toMatchObject({ window: 4 });
    expect(JSON.parse(message?.data ?? '')).toMatchObject({ t: 'rows', id: 1, total: 1 });
    core.send({ type: 'stop' });
    await until('ended', () => core.code !== null);
    expect(core.heardType('stopped')).toBe(true);
    expect(core.code).toBe(0);
    // The end is tidy: nothing is left in the WAL.
    expect(
      betterSqlite.open(join(profile.path, DATABASE_FILE), { readonly: true }).pragma('user_version', { simple: true }),
    ).toBeGreaterThan(0);
  });

  it('M2: says why it cannot start, and ends with 1', async () => {
    const db = betterSqlite.open(join(profile.path, DATABASE_FILE));
    db.pragma('user_version = 9990');
    db.close();
    const core = new CoreProcess(startOf());
    await until('ended', () => core.code !== null);
    expect(core.heard).toMatchObject([{ type: 'failed', problem: { code: 'database-from-future', origin: 'store' } }]);
    expect(core.code).toBe(1);
  });

  it('S1 (R8): a second core on the same profile is refused, and may have it when the first was killed', async () => {
    const first = new CoreProcess(startOf());
    await until('ready', () => first.heardType('ready'));
    const second = new CoreProcess(startOf());
    await until('refused', () => second.code !== null);
    expect(second.heard).toMatchObject([{ type: 'failed', problem: { code: 'profile-in-use' } }]);
    first.child.kill('SIGKILL');
    await until('killed', () => first.code !== null);
    const third = new CoreProcess(startOf());
    await until('ready', () => third.heardType('ready'));
  });

  it('M3: ends by itself when its host is gone', async () => {
    const core = new CoreProcess(startOf());
    await until('ready', () => core.heardType('ready'));
    core.child.disconnect();
    await until('ended', () => core.code !== null);
    expect(core.code).toBe(0);
  });
});

describe('kill -9', () => {
  it('F6, S6 (R1, R11): ten kills at random moments; cursor and effects agree each time, and the end is the hub', async () => {
    const feed = new TinyFeed('supplies');
    const hub = new TinyHub([feed]);
    await hub.listen();
    const start = startOf([{ url: hub.url('supplies'), token: 'token' }]);
    let value = 0;
    const pour = setInterval(() => {
      const ids = Array.from({ length: 25 }, (_, index) => `s${(value + index * 7) % 60}`);
      feed.append(...ids.map((id) => ({ id, topic: 'supply', data: supply({ quantity: (value += 1) }) })));
    }, 4);
    try {
      for (let round = 0; round < 10; round += 1) {
        const core = new CoreProcess(start);
        const before = feed.acks.length;
        await until('acknowledged', () => feed.acks.length > before + 3, 10_000);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 80));
        core.child.kill('SIGKILL');
        await until('killed', () => core.code !== null);
        agree(feed, profile.path);
      }
    } finally {
      clearInterval(pour);
    }
    const last = new CoreProcess(start);
    await until('caught up', () => feed.acks.includes(feed.head), 10_000);
    last.send({ type: 'stop' });
    await until('stopped', () => last.code !== null);
    agree(feed, profile.path);
    const [stored] = inspectProfile({ sqlite: betterSqlite }, profile.path).feeds;
    expect(stored).toMatchObject({ seq: feed.head, quarantined: 0 });
    await hub.close();
  }, 60_000);
});

/** The store shows exactly what the hub's log says up to the stored cursor: no effect without its cursor, none twice. */
function agree(feed: TinyFeed, path: string): void {
  const db = betterSqlite.open(join(path, DATABASE_FILE));
  try {
    const { seq } = db.prepare('SELECT seq FROM feed').get() as { seq: number };
    const wanted = new Map<string, number>();
    for (const { id, data } of feed.log.slice(0, seq)) wanted.set(id, (data as { quantity: number }).quantity);
    const rows = db.prepare('SELECT id, data FROM entity').all() as { id: string; data: string }[];
    expect(new Map(rows.map(({ id, data }) => [id, (JSON.parse(data) as { quantity: number }).quantity]))).toEqual(
      wanted,
    );
    const doubled = db
      .prepare(`SELECT seq FROM history WHERE op <> 'snapshot' GROUP BY log, seq HAVING count(*) > 1`)
      .all();
    expect(doubled).toEqual([]);
    expect(Math.max(0, ...feed.acks)).toBeLessThanOrEqual(seq);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  } finally {
    db.close();
  }
}
