import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Program, ROOT, temporaryFolder } from '../fixtures/processes.ts';
import { childrenOf, isAlive } from './child-processes.ts';

/** `npm start` as processes: what it says, how it ends, what it leaves behind. */

const folder = temporaryFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  const built = spawnSync(process.execPath, ['tools/run.mjs', 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
}, 120_000);

const running: Program[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop();
});

function start(profile: string, ...args: string[]): Program {
  const program = new Program('tools/run.mjs', [
    'start',
    '--host',
    'loopback',
    '--no-open',
    '--profile',
    profile,
    ...args,
  ]);
  running.push(program);
  return program;
}

const READY = /^ready (http:\/\/127\.0\.0\.1:\d+\/\?k=[\w-]{43})$/m;

async function linkOf(program: Program): Promise<string> {
  return (await program.line(READY))[1] ?? '';
}

async function enters(link: string): Promise<boolean> {
  return (await fetch(link, { redirect: 'manual' })).status === 303;
}

async function until(condition: () => boolean, milliseconds = 5_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a start that cannot be: one line, not zero', () => {
  const file = path.join(folder.path, 'a-file');
  beforeAll(() => writeFileSync(file, ''));

  it.each([
    ['an unknown option', ['--prot'], 'Unknown option --prot. See --help.'],
    ['a bad address', ['--feed', 'fire'], '--feed needs an address like http://host:port/feed, not "fire".'],
    ['a missing replay file', ['--replay', '/nowhere.gpx'], 'No such file or folder: "/nowhere.gpx".'],
    [
      'a profile that is a file',
      ['--profile', file],
      `The profile folder "${file}" cannot be read and written: EEXIST.`,
    ],
  ])('O1: %s', async (_name, args, line) => {
    const program = new Program('tools/run.mjs', ['start', '--host', 'loopback', '--no-open', ...args]);
    expect(await program.exit()).toBe(1);
    expect(program.output.trim()).toBe(line);
  });

  it('O1: a port in use', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const program = start(path.join(folder.path, 'port'), '--port', String(port));
    expect(await program.exit()).toBe(1);
    expect(program.output.trim()).toBe(`Port ${port} is in use.`);
    server.close();
  });

  it('O1, P2: a profile of something else', async () => {
    const profile = path.join(folder.path, 'other');
    mkdirSync(profile);
    writeFileSync(path.join(profile, 'profile.json'), '{"version":1,"mode":"live","key":"","label":""}');
    const program = start(profile);
    expect(await program.exit()).toBe(1);
    expect(program.output.trim()).toMatch(
      /^The profile folder ".*" holds data of real feeds and cannot be used for the demo \(seed 1\)\. Choose another --profile\.$/,
    );
  });
});

describe('a start', () => {
  const profile = path.join(folder.path, 'demo');

  it('says ready once with a link that works once, and leaves no secret for others to read', async () => {
    const program = start(profile);
    const link = await linkOf(program);
    expect(await enters(link)).toBe(true);
    expect(await enters(link)).toBe(false);
    expect(program.output.match(/^ready /gm)).toHaveLength(1);
    for (const name of ['host.token', 'hub.token', 'host.json'])
      expect(statSync(path.join(profile, name)).mode & 0o077, name).toBe(0);
    const key = new URL(link).searchParams.get('k') ?? '';
    const token = readFileSync(path.join(profile, 'host.token'), 'utf8');
    await until(() => existsSync(path.join(profile, 'logs', 'core.log')));
    const logs = readdirSync(path.join(profile, 'logs')).map((name) => path.join('logs', name));
    for (const name of [...logs, 'host.json']) {
      const text = readFileSync(path.join(profile, name), 'utf8');
      expect(text, name).not.toContain(key);
      expect(text, name).not.toContain(token);
    }
  });

  it('B2: a second one on the same profile gives a fresh link to the first, and ends', async () => {
    const first = start(profile);
    const link = await linkOf(first);
    const second = start(profile);
    const [, fresh = ''] = await second.line(/^The console is already running: (\S+)$/m);
    expect(await second.exit()).toBe(0);
    expect(new URL(fresh).origin).toBe(new URL(link).origin);
    expect(fresh).not.toBe(link);
    expect(await enters(fresh)).toBe(true);
    expect(await enters(link)).toBe(true);
  });

  it('P1, R8: of two at the same moment one runs, and the other points to it', async () => {
    const racers = [start(profile), start(profile)];
    const said = await Promise.all(
      racers.map((racer) => racer.line(/^(ready|The console is already running:) (\S+)$/m)),
    );
    expect(said.map(([, what]) => what).toSorted()).toEqual(['The console is already running:', 'ready']);
    for (const [, , link = ''] of said) expect(await enters(link)).toBe(true);
  });

  it('V4: stops its children when it is stopped, and frees the profile', async () => {
    const program = start(profile);
    await linkOf(program);
    const children = childrenOf(program.child.pid);
    expect(children).toHaveLength(2);
    await program.stop();
    expect(program.child.exitCode).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);
    await linkOf(start(profile));
  });

  it('V4: leaves nothing behind when it is killed, and the next start goes on', async () => {
    const program = start(profile);
    await linkOf(program);
    const children = childrenOf(program.child.pid);
    await program.stop('SIGKILL');
    await until(() => !children.some(isAlive));
    await linkOf(start(profile));
  });

  it('V2: starts a killed core and a killed hub again and says so in one line', async () => {
    const program = start(profile);
    await linkOf(program);
    const before = childrenOf(program.child.pid);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await program.line(/^The hub process ended \(SIGKILL\); it is started again\.$/m);
    await program.line(/^The core process ended \(SIGKILL\); it is started again\.$/m);
    await until(() => childrenOf(program.child.pid).length === 2);
    expect(childrenOf(program.child.pid).some((pid) => before.includes(pid))).toBe(false);
  });
});
