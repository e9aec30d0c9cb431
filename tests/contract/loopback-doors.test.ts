import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../electron/core/kernel/system-ports.ts';
import { randomToken } from '../../electron/core/launch/secret-file.ts';
import { BytesDoor } from '../../electron/core/launch/bytes-door.ts';
import { StaticFiles } from '../../electron/core/launch/static-files.ts';
import { Access } from '../../electron/hosts/loopback/access.ts';
import { Relay } from '../../electron/hosts/loopback/relay.ts';
import { listen, type LoopbackServer } from '../../electron/hosts/loopback/server.ts';

/** R28 by raw sockets: nothing here adds, repairs or hides a header. */

const folder = mkdtempSync(path.join(tmpdir(), 'doors-'));
const SECRET = 'only for the officer';
mkdirSync(path.join(folder, 'renderer'));
writeFileSync(path.join(folder, 'renderer/index.html'), `<meta name="csp-nonce" content="" /><p>${SECRET}`);
writeFileSync(path.join(folder, 'beside.txt'), 'beside the built window');
const files = StaticFiles.load(path.join(folder, 'renderer'));

let server: LoopbackServer | null = null;
let access: Access;
let opened = 0;
let asked: string[] = [];
let cookie = '';
let host = '';
let port = 0;
const OWNER = randomToken();

beforeEach(async () => {
  await server?.close();
  opened = 0;
  access = new Access(OWNER, systemClock);
  const relay = new Relay((message) => {
    if (message.type === 'open') opened += 1;
    return true;
  });
  asked = [];
  const bytes: BytesDoor = new BytesDoor((message) => {
    if (message.type !== 'ask') return false;
    asked.push(message.path);
    const body = Buffer.from('a tile');
    bytes.take(message.id, { status: 200, type: 'image/png', note: 'fresh', body });
    return true;
  }, systemClock);
  server = await listen({ port: 0, files, access, relay, bytes });
  port = server.port;
  host = `127.0.0.1:${port}`;
  const entry = access.redeemLink(access.mintLink());
  if (!('granted' in entry)) throw new Error('no session');
  cookie = `lianzhi-${port}=${entry.granted}`;
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

function send(request: string, address = '127.0.0.1'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: address, port }, () => socket.write(request));
    let text = '';
    socket.setTimeout(3_000, () => socket.destroy(new Error('timeout')));
    socket.on('data', (data) => {
      text += data.toString();
      // An accepted upgrade stays open.
      if (text.startsWith('HTTP/1.1 101')) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n', 2);
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body });
    });
  });
}

type Headers = Readonly<Record<string, string | undefined>>;

function lines(first: string, headers: Headers): string {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return `${first}\r\n${given.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

function get(target: string, headers: Headers = {}): Promise<Answer> {
  return send(lines(`GET ${target} HTTP/1.1`, { Host: host, Connection: 'close', ...headers }));
}

function post(target: string, headers: Headers = {}): Promise<Answer> {
  return send(lines(`POST ${target} HTTP/1.1`, { Host: host, Connection: 'close', 'Content-Length': '0', ...headers }));
}

function upgrade(headers: Headers = {}, target = '/link'): Promise<Answer> {
  const common = {
    Host: host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  return send(lines(`GET ${target} HTTP/1.1`, { ...common, Origin: `http://${host}`, Cookie: cookie, ...headers }));
}

describe('R28: what is let in', () => {
  it('the officer: a link once, then the page and its line', async () => {
    const link = access.mintLink();
    const first = await get(`/?k=${link}`, { 'Sec-Fetch-Site': 'none' });
    expect(first.status).toBe(303);
    expect(first.head).toMatch(/Location: \/\r\n/);
    const session = /Set-Cookie: (lianzhi-\d+=[\w-]{43}); Path=\/; HttpOnly; SameSite=Strict/.exec(first.head)?.[1];
    const page = await get('/', { Cookie: session });
    expect(page.status).toBe(200);
    expect(page.body).toContain(SECRET);
    expect((await upgrade({ Cookie: session, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(101);
    expect(opened).toBe(1);
  });

  it('localhost by name, too', async () => {
    const name = `localhost:${port}`;
    expect((await get('/', { Host: name, Cookie: cookie })).status).toBe(200);
    expect((await upgrade({ Host: name, Origin: `http://${name}` })).status).toBe(101);
  });

  it('H4: the officer, for a tile: the core is asked for it, and nothing keeps it', async () => {
    const tile = await get('/tiles/a/1/0/0?x=1', { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' });
    expect(tile.status).toBe(200);
    expect(tile.body).toBe('a tile');
    expect(tile.head).toMatch(/Content-Type: image\/png\r\n/);
    expect(tile.head).toMatch(/Cache-Control: no-store\r\n/);
    expect(tile.head).toMatch(/X-Content-Type-Options: nosniff\r\n/);
    expect(asked).toEqual(['/tiles/a/1/0/0']);
  });

  it('H4: nobody else, for a tile', async () => {
    expect((await get('/tiles/a/1/0/0')).status).toBe(401);
    expect((await get('/tiles/a/1/0/0', { Cookie: cookie, Origin: 'http://evil.example' })).status).toBe(403);
    expect((await get('/tiles/a/1/0/0', { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await get('/tiles/a/1/0/0', { Cookie: cookie, Host: 'evil.example' })).status).toBe(421);
    expect(asked).toEqual([]);
  });

  it('the owner of the profile, for a new link', async () => {
    const answer = await post('/host/link', { Authorization: `Bearer ${OWNER}` });
    expect(answer.status).toBe(200);
    const key = /\/\?k=([\w-]{43})/.exec(answer.body)?.[1];
    expect((await get(`/?k=${key}`)).status).toBe(303);
  });

  it('a look ahead does not use the link up', async () => {
    const link = access.mintLink();
    await send(lines(`HEAD /?k=${link} HTTP/1.1`, { Host: host, Connection: 'close' }));
    expect((await get(`/?k=${link}`)).status).toBe(303);
  });
});

describe('R28: what is refused over HTTP', () => {
  const wrong = randomToken();
  const cases: readonly (readonly [string, () => Promise<Answer>, number])[] = [
    ['no token', () => get('/'), 401],
    ['no token, an asset', () => get('/index.html'), 401],
    ['a wrong cookie', () => get('/', { Cookie: `lianzhi-${port}=${wrong}` }), 401],
    ['an empty cookie', () => get('/', { Cookie: `lianzhi-${port}=` }), 401],
    ['the cookie under another name', () => get('/', { Cookie: cookie.replace('lianzhi', 'session') }), 401],
    ['a wrong link', () => get(`/?k=${wrong}`), 401],
    ['an empty link', () => get('/?k='), 401],
    ['the owner token as a link', () => get(`/?k=${OWNER}`), 401],
    ['the owner token as a cookie', () => get('/', { Cookie: `lianzhi-${port}=${OWNER}` }), 401],
    ['a rebound name', () => get('/', { Host: `rebind.evil.test:${port}`, Cookie: cookie }), 421],
    ['a foreign Host without a port', () => get('/', { Host: '127.0.0.1', Cookie: cookie }), 421],
    ['a Host that only starts right', () => get('/', { Host: `${host}.evil.test`, Cookie: cookie }), 421],
    ['no Host', () => send(lines('GET / HTTP/1.0', { Cookie: cookie })), 421],
    [
      'two Hosts',
      () =>
        send(`GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.test\r\nConnection: close\r\nCookie: ${cookie}\r\n\r\n`),
      421,
    ],
    ['a foreign Origin', () => get('/', { Origin: 'http://evil.test', Cookie: cookie }), 403],
    ['the Origin of another port', () => get('/', { Origin: `http://127.0.0.1:${port + 1}`, Cookie: cookie }), 403],
    ['the Origin null', () => get('/', { Origin: 'null', Cookie: cookie }), 403],
    ['Sec-Fetch-Site cross-site', () => get('/', { 'Sec-Fetch-Site': 'cross-site', Cookie: cookie }), 403],
    ['Sec-Fetch-Site same-site (another port)', () => get('/', { 'Sec-Fetch-Site': 'same-site', Cookie: cookie }), 403],
    ['a right link from another site', () => get(`/?k=${access.mintLink()}`, { 'Sec-Fetch-Site': 'cross-site' }), 403],
    ['an absolute target', () => get(`http://${host}/`, { Cookie: cookie }), 400],
    ['a target with two slashes', () => get('//evil.test/', { Cookie: cookie }), 400],
    [
      'another method',
      () => send(lines('PUT / HTTP/1.1', { Host: host, Cookie: cookie, Connection: 'close', 'Content-Length': '0' })),
      405,
    ],
    ['a path upwards', () => get('/../beside.txt', { Cookie: cookie }), 404],
    ['an encoded path upwards', () => get('/..%2fbeside.txt', { Cookie: cookie }), 404],
    ['a doubly encoded path upwards', () => get('/%252e%252e/beside.txt', { Cookie: cookie }), 404],
    ['a path upwards by backslash', () => get('/..\\beside.txt', { Cookie: cookie }), 404],
    ['a new link without the token', () => post('/host/link'), 401],
    ['a new link with a session only', () => post('/host/link', { Cookie: cookie }), 401],
    ['a new link with a wrong token', () => post('/host/link', { Authorization: `Bearer ${wrong}` }), 401],
    [
      'a new link asked for by a page',
      () => post('/host/link', { Authorization: `Bearer ${OWNER}`, Origin: `http://${host}` }),
      404,
    ],
  ];

  it.each(cases)('%s', async (_name, ask, status) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain(SECRET);
    expect(answer.body).not.toContain('beside');
    expect(answer.head).not.toMatch(/set-cookie/i);
  });

  it('a replayed link', async () => {
    const link = access.mintLink();
    expect((await get(`/?k=${link}`)).status).toBe(303);
    const again = await get(`/?k=${link}`);
    expect(again.status).toBe(401);
    expect(again.head).not.toMatch(/set-cookie/i);
  });

  it('a right link after ten wrong ones, for a while', async () => {
    const link = access.mintLink();
    for (let time = 0; time < 10; time += 1) expect((await get(`/?k=${randomToken()}`)).status).toBe(401);
    expect((await get(`/?k=${link}`)).status).toBe(429);
    // The officer who is inside stays inside.
    expect((await get('/', { Cookie: cookie })).status).toBe(200);
  });
});

describe('R28: what is refused on the upgrade', () => {
  const cases: readonly (readonly [string, () => Promise<Answer>, number])[] = [
    ['no cookie', () => upgrade({ Cookie: undefined }), 401],
    ['a wrong cookie', () => upgrade({ Cookie: `lianzhi-${port}=${randomToken()}` }), 401],
    ['a link in the address', () => upgrade({ Cookie: undefined }, `/link?k=${access.mintLink()}`), 404],
    ['no Origin', () => upgrade({ Origin: undefined }), 403],
    ['a foreign Origin', () => upgrade({ Origin: 'http://evil.test' }), 403],
    ['the https Origin', () => upgrade({ Origin: `https://${host}` }), 403],
    ['the Origin of another port', () => upgrade({ Origin: `http://127.0.0.1:${port + 1}` }), 403],
    [
      'a rebound name, consistent with itself',
      () => upgrade({ Host: `rebind.evil.test:${port}`, Origin: `http://rebind.evil.test:${port}` }),
      421,
    ],
    ['Sec-Fetch-Site cross-site', () => upgrade({ 'Sec-Fetch-Site': 'cross-site' }), 403],
    ['another path', () => upgrade({}, '/'), 404],
  ];

  it.each(cases)('%s', async (_name, ask, status) => {
    expect((await ask()).status).toBe(status);
    expect(opened).toBe(0);
  });
});

describe('B1: the host listens on this machine only', () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => !address.internal && address.family === 'IPv4');

  it.skipIf(!outside)('its port is not reachable on another address of this machine', async () => {
    await expect(
      send(lines('GET / HTTP/1.1', { Host: host, Connection: 'close' }), outside?.address),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('a port in use is one clear refusal', async () => {
    await expect(
      listen({ port, files, access, relay: new Relay(() => false), bytes: new BytesDoor(() => false, systemClock) }),
    ).rejects.toMatchObject({
      problem: { code: 'port-in-use', params: { port } },
    });
  });
});
