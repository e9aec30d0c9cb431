import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HubStart, HubToHost } from '../shared/protocol/hub-process.ts';
import { startHub, type HubProcess } from './testing/hub-process.ts';
import { joinStation } from './testing/station.ts';

let folder: string;
let running: HubProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-main-'));
});

afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

function start(args: readonly string[], environment?: Record<string, string>): HubProcess {
  const hub = startHub(args, environment);
  running.push(hub);
  return hub;
}

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const MAPPING = JSON.stringify({
  lang: 'en',
  time: { column: 'when', format: 'epoch-s' },
  title: { column: 'title' },
});

function csv(rows: number): string {
  return `when,title\n${Array.from({ length: rows }, (_, index) => `${1_700_000_000 + index},call ${index}\n`).join('')}`;
}

/** Seqs, entities and doubled entities of a log, read from outside. */
function inspect(feed: string) {
  const db = new Sqlite(join(folder, 'data', `${feed}.sqlite`), { readonly: true });
  const count = (sql: string) => db.prepare(sql).pluck().get() as number;
  const found = {
    integrity: db.pragma('integrity_check', { simple: true }),
    head: count('SELECT coalesce(max(seq), 0) FROM log'),
    rows: count('SELECT count(*) FROM log'),
    entities: count('SELECT count(*) FROM entity'),
    doubled: count('SELECT count(*) FROM entity WHERE rev > 1'),
  };
  db.close();
  return found;
}

describe('the hub as a program', () => {
  it('H41: without sources it serves one feed, says where, and ends cleanly on SIGTERM', async () => {
    const hub = start(['--port', '0', '--data', join(folder, 'data')]);
    const ready = await hub.line(/^hub ready /);
    const origin = /http:\S+/.exec(ready)?.[0] ?? '';
    expect(hub.output()).toContain(`feed city ${origin}/city`);
    // The token that it made is its owner's alone.
    expect(statSync(join(folder, 'data', 'token')).mode & 0o777).toBe(0o600);
    expect(await (await fetch(`${origin}/health`)).json()).toMatchObject({
      feeds: [{ id: 'city', head: 0, clients: 0 }],
    });
    hub.child.kill('SIGTERM');
    expect(await hub.ended).toBe(0);
  });

  it.each<[string, string[], string]>([
    ['an unknown option', ['--prot', '1'], 'unknown option: --prot'],
    ['a word too much', ['start'], 'unknown option: start'],
    ['a port that is none', ['--port', '99999'], 'bad value for --port: 99999'],
    ['a port that is text', ['--port', '4x'], 'bad value for --port'],
    ['an option without its value', ['--data', '--port'], 'bad value for --data'],
    ['a speed of 0', ['--speed', '0'], 'bad value for --speed: 0'],
    ['a speed of 1001', ['--speed', '1001'], 'bad value for --speed'],
    ['a seed that is none', ['--scenario', '--seed=-1'], 'bad value for --seed'],
    ['a language that we do not speak', ['--lang', 'fr'], 'bad value for --lang'],
    ['a mapping without a file', ['--mapping', 'm.json'], '--mapping must follow'],
    ['a file that is not there', ['--replay', '/nowhere/x.csv'], 'no such file, or it cannot be read: /nowhere/x.csv'],
    ['a token file that is not there', ['--token-file', '/nowhere/t'], 'cannot read the token file'],
    ['both ways of a token', ['--token', 'a', '--token-file', 'b'], 'either --token or --token-file'],
    ['a folder to watch that is not there', ['--watch', '/nowhere'], 'no such file, or it cannot be read: /nowhere'],
    ['an address to poll that is none', ['--poll', 'ftp://h/x'], 'bad value for --poll: ftp://h/x'],
    ['an area file that is not there', ['--areas', '/nowhere.json'], 'cannot read the area file: /nowhere.json'],
    ['a folder that cannot be made', ['--data', '/dev/null/data', '--token', 'x'], 'cannot write to the data folder'],
  ])('H42: %s: one clear line and an exit code', async (_case, args, line) => {
    const hub = start(['--port', '0', ...args]);
    expect(await hub.ended).toBe(2);
    expect(hub.output().trim().split('\n')).toHaveLength(1);
    expect(hub.output()).toContain(line);
  });

  it('H42: a CSV without a mapping, with a broken one, and a folder of nothing', async () => {
    const file = write('calls.csv', csv(1));
    const broken = write('broken.json', '{"lang": "en"');
    const wrong = write(
      'wrong.json',
      '{"lang": "de", "time": {"column": "when", "format": "iso"}, "title": {"column": "t"}}',
    );
    for (const [args, line] of [
      [['--replay', file], 'needs a mapping file'],
      [['--replay', file, '--mapping', broken], 'invalid mapping file'],
      [['--replay', file, '--mapping', wrong], 'lang: '],
      [['--replay', file, '--mapping', '/nowhere.json'], '/nowhere.json'],
      [['--replay', write('notes.md', '#')], 'nothing to replay'],
    ] as const) {
      const hub = start(['--port', '0', ...args]);
      expect(await hub.ended).toBe(2);
      expect(hub.output()).toContain(line);
    }
  });

  it('H42: a port in use, said in Chinese when the shell speaks it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const hub = start(['--port', String(port), '--data', join(folder, 'data')], { LANG: 'zh_CN.UTF-8' });
    expect(await hub.ended).toBe(2);
    expect(hub.output()).toBe(`端口已被占用：127.0.0.1:${port}\n`);
    other.close();
  });

  it('H43: help in both languages', async () => {
    for (const [lang, word] of [
      ['zh', '用法'],
      ['en', 'usage'],
    ] as const) {
      const hub = start(['--help', '--lang', lang]);
      expect(await hub.ended).toBe(0);
      expect(hub.output()).toContain(word);
    }
  });
});

describe('a replay', () => {
  it('H44: killed at any moment and started again, every row is logged once', async () => {
    const rows = 30_000;
    const args = ['--port', '0', '--token', 't', '--data', join(folder, 'data'), '--speed', 'max'];
    const replay = ['--replay', write('calls.csv', csv(rows)), '--mapping', write('m.json', MAPPING)];
    const heads: number[] = [];
    for (const pause of [30, 90, 150]) {
      const hub = start([...args, ...replay]);
      await hub.line(/^hub ready /);
      await new Promise((resolve) => setTimeout(resolve, pause));
      hub.child.kill('SIGKILL');
      await hub.ended;
      const found = inspect('calls');
      heads.push(found.head);
      expect(found).toMatchObject({ integrity: 'ok', rows: found.head, entities: found.head, doubled: 0 });
    }
    // At least one kill must have met a replay under way, or the test shows nothing.
    expect(heads.some((head) => head > 0 && head < rows)).toBe(true);
    const hub = start([...args, ...replay]);
    await hub.line(/^replay ended/);
    expect(inspect('calls')).toMatchObject({ head: rows, rows, entities: rows, doubled: 0 });
    hub.child.kill('SIGTERM');
    expect(await hub.ended).toBe(0);
  });

  it('H45: refusals reach a station by replay and by snapshot', async () => {
    const file = write('calls.csv', 'when,title\n1700000000,good\nyesterday,bad\n1700000001\n');
    const hub = start([
      ...['--port', '0', '--token', 't', '--data', join(folder, 'data'), '--speed', 'max'],
      ...['--replay', file, '--mapping', write('m.json', MAPPING)],
    ]);
    await hub.line(/^replay ended/);
    const url = (await hub.line(/^feed calls /)).split(' ')[2] ?? '';
    const station = await joinStation(url, { token: 't' });
    const { epoch } = await station.subscribe(null);
    await station.until(() => station.parts.length === 1);
    const refusal = {
      topic: 'incident',
      data: { code: 'bad-date', file: 'calls.csv', row: 3, column: 'when', value: 'yesterday' },
    };
    expect(station.parts[0]?.entities).toMatchObject([
      { topic: 'incident', id: '2', data: { title: { en: 'good' } } },
      { ...refusal, op: 'refuse' },
      { op: 'refuse', data: { code: 'field-count', row: 4 } },
    ]);
    await station.subscribe({ epoch, seq: 1 });
    await station.until(() => station.frames.length === 1);
    expect(station.frames[0]?.changes[0]).toMatchObject({ ...refusal, op: 'refuse', seq: 2 });
    station.close();
  });
});

describe('the hub as a child', () => {
  function child() {
    const hub = fork(join(import.meta.dirname, 'main.ts'), [], { execArgv: [], silent: true });
    const messages: HubToHost[] = [];
    hub.on('message', (message) => messages.push(message as HubToHost));
    const ended = new Promise<number | null>((resolve) => hub.on('exit', resolve));
    const answered = async (): Promise<HubToHost> => {
      for (;;) {
        const [first] = messages;
        if (first) return first;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    return { hub, ended, answered };
  }

  const started = (change: Partial<HubStart> = {}): HubStart => ({
    type: 'start',
    dataDir: join(folder, 'data'),
    resources: '',
    port: 0,
    token: 't',
    sources: [{ kind: 'replay', path: write('calls.csv', csv(3)), mapping: write('m.json', MAPPING) }],
    speed: 'max',
    ...change,
  });

  it('H46: start → listening; stop → it ends', async () => {
    const { hub, ended, answered } = child();
    hub.send(started());
    const answer = await answered();
    expect(answer).toMatchObject({ type: 'listening', feeds: [{ id: 'calls' }] });
    const url = answer.type === 'listening' ? (answer.feeds[0]?.url ?? '') : '';
    const station = await joinStation(url, { token: 't' });
    expect(await station.subscribe(null)).toMatchObject({ feedId: 'calls' });
    station.close();
    hub.send({ type: 'stop' });
    expect(await ended).toBe(0);
  });

  it('H46: what cannot start says why, and ends', async () => {
    const { hub, ended, answered } = child();
    hub.send(started({ sources: [{ kind: 'replay', path: '/nowhere.gpx' }] }));
    expect(await answered()).toMatchObject({
      type: 'failed',
      problem: { code: 'file-unreadable', params: { path: '/nowhere.gpx' } },
    });
    expect(await ended).toBe(2);
  });

  it('H46: when the host is gone, it ends', async () => {
    const { hub, ended, answered } = child();
    hub.send(started());
    await answered();
    hub.disconnect();
    expect(await ended).toBe(0);
  });
});
