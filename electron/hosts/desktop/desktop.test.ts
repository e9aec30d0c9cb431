import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOST_CHANNEL, PORT_CHANNEL } from '../../../shared/protocol/bridge.ts';
import { runDesktopApp } from './app.ts';
import { ownArguments } from './command-line.ts';
import { readBounds, saveBounds } from './bounds.ts';
import { hardenedPreferences } from './hardening.ts';
import { APP_PAGE, isOwnUrl } from './scheme.ts';
import { StandInElectron, type StandInWindow } from './testing/electron-stand-in.ts';

/** Programs as small as they can be, for the host's own behaviour; the real ones run in tests/contract. */
const CORE = `process.parentPort.on('message', ({ data, ports }) => {
  if (data.type === 'start') process.parentPort.postMessage({ type: 'ready' });
  if (data.type === 'stop') process.exit(0);
  if (data.type === 'ask') {
    const body = new TextEncoder().encode(data.path.endsWith('none') ? '' : data.path);
    const answer = { status: body.length > 0 ? 200 : 204, type: body.length > 0 ? 'image/png' : '', note: '', body };
    process.parentPort.postMessage({ type: 'bytes', id: data.id, answer });
  }
  if (data.type === 'port') {
    ports[0].on('message', (event) => ports[0].postMessage('heard ' + event.data));
    ports[0].start();
  }
});`;
const HUB = `process.parentPort.on('message', ({ data }) => {
  if (data.type === 'start') process.parentPort.postMessage({ type: 'listening', origin: 'http://127.0.0.1:4321', feeds: [] });
  if (data.type === 'stop') process.exit(0);
});`;

let folder = '';
let electron: StandInElectron;
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desktop-'));
  mkdirSync(path.join(folder, 'renderer'));
  writeFileSync(path.join(folder, 'renderer/index.html'), '<meta name="csp-nonce" content="" /><p>page');
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(folder, 'core.js'), CORE);
  writeFileSync(path.join(folder, 'hub.js'), HUB);
  electron = new StandInElectron();
  printed = [];
});
afterEach(async () => {
  if (electron.forks.length > 0 && electron.exits.length === 0) {
    electron.app.emit('window-all-closed');
    await until(() => electron.exits.length > 0);
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]): Promise<void> {
  return runDesktopApp({
    electron: electron.parts(),
    argv: ['electron', '.', '--profile', path.join(folder, 'profile'), ...args],
    machine: {
      platform: 'linux',
      home: folder,
      env: { LANG: 'en', NODE_OPTIONS: '--inspect', ELECTRON_RUN_AS_NODE: '1', KEPT: 'yes' },
      cwd: folder,
    },
    programs: folder,
    renderer: path.join(folder, 'renderer'),
    preload: path.join(folder, 'preload.cjs'),
    resources: folder,
    print: (line) => printed.push(line),
    printError: (line) => printed.push(line),
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function firstWindow(): StandInWindow {
  const window = electron.windows[0];
  if (!window) throw new Error('no window');
  return window;
}

describe('the desktop host', () => {
  it('R26: makes every window hardened, and gives it its line to the core only then', async () => {
    await start();
    await until(() => firstWindow().webContents.ports.length === 1);
    electron.windows[0]?.webContents.openHandler?.({ url: APP_PAGE });
    expect(electron.windows).toHaveLength(2);
    for (const window of electron.windows) {
      expect(window.url).toBe(APP_PAGE);
      expect(window.options.webPreferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      });
    }
  });

  it.each([
    ['sandbox off', { sandbox: false }],
    ['no isolation', { contextIsolation: false }],
    ['Node in the page', { nodeIntegration: true }],
    ['Node in workers', { nodeIntegrationInWorker: true }],
    ['webview', { webviewTag: true }],
    ['no web security', { webSecurity: false }],
    ['blink features', { enableBlinkFeatures: 'X' }],
    ['not known', null],
  ])('D1: destroys a window that runs with %s, and it never gets a line', async (_name, change) => {
    electron.weaken = (preferences) => (change ? { ...preferences, ...change } : null);
    await start();
    await until(() => firstWindow().destroyed);
    expect(firstWindow().webContents.ports).toEqual([]);
    expect(printed.join()).toContain('did not run hardened');
  });

  it('D2: denies every permission, asked for or looked up', async () => {
    await start();
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'unknown']) {
      const answers: boolean[] = [];
      electron.permissionRequest?.({}, permission, (granted) => answers.push(granted));
      expect(answers).toEqual([false]);
    }
    expect(electron.permissionCheck?.()).toBe(false);
    expect(electron.devicePermission?.()).toBe(false);
  });

  it('D3: keeps the page where it is', async () => {
    await start();
    const { webContents } = firstWindow();
    for (const url of [
      'https://evil.test/',
      'file:///etc/passwd',
      'lianzhi://app.evil/',
      'lianzhi://app/other',
      'javascript:0',
      'data:text/html,x',
      'about:blank',
    ]) {
      expect(webContents.navigate('will-navigate', url), url).toBe(false);
      expect(webContents.navigate('will-frame-navigate', url), url).toBe(false);
      expect(webContents.navigate('will-redirect', url), url).toBe(false);
    }
    expect(webContents.navigate('will-redirect', APP_PAGE)).toBe(false);
    expect(webContents.navigate('will-frame-navigate', APP_PAGE, false)).toBe(false);
    expect(webContents.navigate('will-attach-webview', '')).toBe(false);
    // Loading itself again is all it may do.
    expect(webContents.navigate('will-navigate', APP_PAGE)).toBe(true);
    expect(webContents.openHandler?.({ url: 'https://evil.test/' })).toEqual({ action: 'deny' });
    expect(electron.windows).toHaveLength(1);
    // Our own page opens, but as a window that we made.
    expect(webContents.openHandler?.({ url: `${APP_PAGE}#map` })).toEqual({ action: 'deny' });
    expect(electron.windows).toHaveLength(2);
  });

  it('D4: asks the core for a tile, and for nothing of another origin', async () => {
    await start();
    await until(() => firstWindow().webContents.ports.length === 1);
    const tile = await electron.serve?.(new Request('lianzhi://app/tiles/a/1/0/0'));
    expect(tile?.status).toBe(200);
    expect(tile?.headers.get('content-type')).toBe('image/png');
    expect(await tile?.text()).toBe('/tiles/a/1/0/0');
    expect((await electron.serve?.(new Request('lianzhi://app/tiles/none')))?.status).toBe(204);
    expect((await electron.serve?.(new Request('lianzhi://evil/tiles/a/1/0/0')))?.status).toBe(403);
  });

  it('D4: serves the built window under its own scheme and nothing beside it', async () => {
    writeFileSync(path.join(folder, 'secret.txt'), 'secret');
    await start();
    const page = await electron.serve?.(new Request(APP_PAGE));
    expect(page?.status).toBe(200);
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page?.headers.get('content-security-policy')).toContain("connect-src 'self';");
    for (const url of [
      'lianzhi://app/../secret.txt',
      'lianzhi://app/..%2fsecret.txt',
      'lianzhi://app/%2e%2e/secret.txt',
    ]) {
      expect((await electron.serve?.(new Request(url)))?.status, url).toBe(404);
    }
    expect((await electron.serve?.(new Request('lianzhi://evil/')))?.status).toBe(403);
    expect((await electron.serve?.(new Request(APP_PAGE, { method: 'POST' })))?.status).toBe(403);
    expect(electron.schemes).toMatchObject([
      { scheme: 'lianzhi', privileges: { standard: true, secure: true, bypassCSP: false } },
    ]);
  });

  it('D5: starts core and hub as utility processes without Node flags', async () => {
    await start();
    expect(electron.forks.map((fork) => path.basename(fork.program))).toEqual(['hub.js', 'core.js']);
    for (const { options } of electron.forks) {
      expect(options.execArgv).toEqual([]);
      expect(options.env).toEqual({ LANG: 'en', KEPT: 'yes' });
    }
  });

  it('D6: joins page and core by a port of their own, again after a reload and after the core was lost', async () => {
    await start();
    const { webContents } = firstWindow();
    const arrivals: string[] = [];
    webContents.on('to-preload', (channel: string) => arrivals.push(channel));
    await until(() => webContents.ports.length === 1);
    const [first] = webContents.ports;
    const answer = new Promise((resolve) => first?.once('message', (event: { data: unknown }) => resolve(event.data)));
    first?.start();
    first?.postMessage('hello');
    await expect(answer).resolves.toBe('heard hello');

    webContents.emit('did-finish-load');
    expect(webContents.ports).toHaveLength(2);

    const closed = new Promise((resolve) => first?.once('close', () => resolve(true)));
    electron.forks[1]?.child.kill();
    await closed;
    await until(() => webContents.ports.length === 3);
    expect(arrivals).toEqual([PORT_CHANNEL, LOST_CHANNEL, PORT_CHANNEL]);
    expect(electron.forks).toHaveLength(3);
  });

  it('R8: a second start raises the first window and ends', async () => {
    await start();
    firstWindow().minimized = true;
    electron.app.emit('second-instance');
    expect(firstWindow()).toMatchObject({ minimized: false, focused: 1 });
    expect(electron.windows).toHaveLength(1);

    const second = new StandInElectron();
    second.hasLock = false;
    const first = electron;
    electron = second;
    await start();
    expect(second.exits).toEqual([0]);
    expect(second.windows).toEqual([]);
    expect(second.forks).toEqual([]);
    electron = first;
  });

  it('R8: keeps its lock in the profile, and a loopback host is shut out of it', async () => {
    await start();
    expect(electron.paths.get('userData')).toBe(path.join(folder, 'profile', 'browser'));
    const other = new StandInElectron();
    const first = electron;
    electron = other;
    await start();
    expect(printed.at(-1)).toBe(`The profile folder "${path.join(folder, 'profile')}" is in use by another console.`);
    expect(other.exits).toEqual([1]);
    electron = first;
    expect(JSON.parse(readFileSync(path.join(folder, 'profile/host.json'), 'utf8'))).toMatchObject({
      kind: 'desktop',
      origin: null,
    });
  });

  it('R26: turns the sandbox on before the app is ready, and does not start without it', async () => {
    await start();
    expect(electron.calls.slice(0, 3)).toEqual(['enableSandbox', 'registerSchemesAsPrivileged', 'whenReady']);
    const bare = new StandInElectron();
    bare.switches.add('no-sandbox');
    const first = electron;
    electron = bare;
    await start();
    expect(bare.exits).toEqual([1]);
    expect(bare.windows).toEqual([]);
    electron = first;
  });

  it('O1: refuses a wrong option with one line and a non-zero exit', async () => {
    await start('--prot', '1');
    expect(printed).toEqual(['Unknown option --prot. See --help.']);
    expect(electron.exits).toEqual([1]);
  });

  it('V4: closing the last window stops hub and core before the program ends', async () => {
    await start();
    const ended = electron.forks.map(({ child }) => new Promise((resolve) => child.once('exit', resolve)));
    electron.app.emit('window-all-closed');
    await Promise.all(ended);
    await until(() => electron.exits.length > 0);
    expect(electron.exits).toEqual([0]);
  });
});

describe('small parts of the desktop host', () => {
  it.each([
    ['lianzhi://app/', true],
    ['lianzhi://app/assets/x.js', true],
    ['lianzhi://user@app/', false],
    ['lianzhi://app:1/', false],
    ['lianzhi://application/', false],
    ['https://app/', false],
    ['', false],
  ])('knows whether %j is its own', (url, own) => {
    expect(isOwnUrl(url)).toBe(own);
  });

  it('reads its own arguments, and leaves Chromium its few', () => {
    expect(ownArguments(['electron', '.', '--demo', '--disable-gpu', '--ozone-platform=wayland'], false)).toEqual([
      '--demo',
    ]);
    expect(ownArguments(['lianzhi-console', '--demo', '--inspect'], true)).toEqual(['--demo', '--inspect']);
  });

  it('puts the window back where it was, unless no screen is there any more', () => {
    const file = path.join(folder, 'window.json');
    const screens = [{ x: 0, y: 0, width: 1_920, height: 1_080 }];
    expect(readBounds(file, screens)).toBeNull();
    const bounds = { x: 100, y: 50, width: 1_200, height: 800, maximized: true };
    saveBounds(file, bounds);
    expect(readBounds(file, screens)).toEqual(bounds);
    saveBounds(file, { ...bounds, x: 4_000 });
    expect(readBounds(file, screens)).toBeNull();
    writeFileSync(file, '{"x":"wide"}');
    expect(readBounds(file, screens)).toBeNull();
  });

  it('gives developer tools only when asked', () => {
    expect(hardenedPreferences('/p', false).devTools).toBe(false);
  });
});
