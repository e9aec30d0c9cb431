import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { openHub, type Hub } from '../../hub.ts';
import { joinStation, type TestStation } from '../../testing/station.ts';
import { createSourceHealth, type SourceHealth } from '../health.ts';
import { createWarningReader } from '../warnings/warning-reader.ts';
import { waitAfter } from './back-off.ts';
import { fetchBytes, MOST_BYTES } from './fetch-bytes.ts';
import { createPollSource } from './poll-source.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const TOKEN = 'token-of-this-test';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let server: Server;
let origin: string;
/** What the server answers by path, and what it was asked. */
let replies: Record<string, Reply>;
let asked: IncomingMessage[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'poll-'));
  mkdirSync(join(folder, 'data'));
  replies = {};
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    const reply = replies[request.url ?? ''];
    if (reply) reply(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await hub?.close();
  station?.close();
  hub = undefined;
  station = undefined;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

let hub: Hub | undefined;
let station: TestStation | undefined;
let health: SourceHealth;

/** A hub that polls one address every 50 ms; time is real, so that sockets are. */
async function poll(path: string, hosts: readonly string[] = []): Promise<TestStation> {
  health = createSourceHealth();
  const reader = createWarningReader({ resources: RESOURCES, clock: systemClock, log: quiet });
  const context = { clock: systemClock, speed: 1, log: quiet, resources: RESOURCES };
  const source = createPollSource({
    url: `${origin}${path}`,
    hosts,
    seconds: 0.05,
    context,
    reader,
    health,
    random: () => 0,
  });
  hub = await openHub({
    dataDir: join(folder, 'data'), port: 0, token: TOKEN, sources: [source], speed: 1, resources: RESOURCES, log: quiet,
  }); // prettier-ignore
  station = await joinStation(hub.feeds[0]?.url ?? '', { token: TOKEN });
  await station.subscribe(null);
  return station;
}

function told(): string[] {
  const changes = [
    ...(station?.parts.flatMap(({ entities }) => entities as readonly { op?: string; id: string }[]) ?? []),
    ...(station?.frames.flatMap(({ changes: list }) => list as readonly { op?: string; id: string }[]) ?? []),
  ];
  return changes.map(({ op = 'put', id }) => `${op} ${id}`);
}

function cap(identifier: string): string {
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>met</sender><sent>2026-06-01T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope></alert>`;
}

const text =
  (body: string, headers: Record<string, string> = {}): Reply =>
  (_, response) =>
    response.writeHead(200, headers).end(body);
const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (_, response) =>
    response.writeHead(code, headers).end();
const always = () => true;
const ask = (path: string, isAllowed: (url: URL) => boolean = always) =>
  fetchBytes({ url: `${origin}${path}`, isAllowed, signal: AbortSignal.timeout(15_000) });

describe('an address that is asked', () => {
  it('A1: an unchanged answer is asked for by its tag, and costs nothing', async () => {
    replies['/cap'] = (request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"', 'last-modified': 'Mon, 01 Jun 2026 00:00:00 GMT' }).end(cap('A-1'));
    };
    const seat = await poll('/cap');
    await seat.until(() => told().includes('put A-1') && asked.length >= 3);
    expect(asked.at(-1)?.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'Mon, 01 Jun 2026 00:00:00 GMT',
    });
    expect(told()).toEqual(['put A-1']);
  });

  it('A1: without a tag the content tells; new content is taken', async () => {
    replies['/cap'] = text(cap('A-1'));
    const seat = await poll('/cap');
    await seat.until(() => told().includes('put A-1') && asked.length >= 3);
    replies['/cap'] = text(cap('A-2'));
    await seat.until(() => told().includes('put A-2'));
    expect(told()).toEqual(['put A-1', 'put A-2']);
  });

  it('A2: failures are waited out, told to every seat after the third, and seen at /health; then it goes on', async () => {
    replies['/cap'] = status(503);
    const seat = await poll('/cap');
    await seat.until(() => told().some((one) => one.includes('poll-failing')));
    expect(health.all()).toMatchObject([{ state: 'failing', why: 'http-503', goodAt: null }]);
    replies['/cap'] = text(cap('A-1'));
    await seat.until(() => told().includes('put A-1'), 8_000);
    await seat.until(() => health.all()[0]?.state === 'good');
    const answer = (await (await fetch(`${hub?.origin}/health`)).json()) as { sources: unknown };
    expect(answer).toHaveProperty('sources');
  });

  it('A3: a feed of links: each message once, from the same origin or a listed host, others are refused by name', async () => {
    const entry = (href: string) => `<entry><link type="application/cap+xml" href="${href}"/></entry>`;
    const other = createServer((_, response) => response.end(cap('A-3')));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const port = (other.address() as AddressInfo).port;
    const links = ['1.cap', `http://127.0.0.1:${port}/3.cap`, 'http://example.invalid/4.cap', 'file:///etc/passwd'];
    replies['/feed'] = text(
      `<feed xmlns="http://www.w3.org/2005/Atom">${links.map(entry).join('')}<entry><content>${cap('A-2')}</content></entry></feed>`,
    );
    replies['/1.cap'] = text(cap('A-1'));
    const seat = await poll('/feed', [`127.0.0.1:${port}`]);
    await seat.until(() => told().includes('put A-2') && asked.filter(({ url }) => url === '/feed').length >= 3);
    expect(told()).toEqual([
      'put A-1',
      'put A-3',
      'refuse refused:example.invalid/4.cap:link-not-allowed',
      'refuse refused:/etc/passwd:link-not-allowed',
      'put A-2',
    ]);
    expect(asked.filter(({ url }) => url === '/1.cap')).toHaveLength(1);
    await new Promise((resolve) => other.close(resolve));
  });

  it('A3: a linked message that was missed is asked for again, and only that', async () => {
    replies['/feed'] = text(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link type="application/cap+xml" href="1.cap"/></entry><entry><link type="application/cap+xml" href="2.cap"/></entry></feed>',
    );
    replies['/1.cap'] = text(cap('A-1'));
    replies['/2.cap'] = status(500);
    const seat = await poll('/feed');
    await seat.until(() => told().includes('put A-1'));
    replies['/2.cap'] = text(cap('A-2'));
    await seat.until(() => told().includes('put A-2'));
    expect(asked.filter(({ url }) => url === '/1.cap')).toHaveLength(1);
  });

  it('A4: size is bounded, also after decompression, and by what the header says', async () => {
    replies['/bomb'] = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(MOST_BYTES + 1)));
    replies['/long'] = (_, response) => response.writeHead(200, { 'content-length': MOST_BYTES + 1 }).write('x');
    expect(await ask('/bomb')).toMatchObject({ is: 'failed', why: 'too-large' });
    expect(await ask('/long')).toMatchObject({ is: 'failed', why: 'too-large' });
  });

  it('A5: redirects are few, and lead only to where they may', async () => {
    replies['/round'] = status(302, { location: '/round' });
    replies['/there'] = status(301, { location: '/cap' });
    replies['/away'] = status(302, { location: 'http://example.invalid/' });
    replies['/file'] = status(302, { location: 'file:///etc/passwd' });
    replies['/cap'] = text('x');
    const here = (url: URL) => url.origin === origin;
    expect(await ask('/round', here)).toMatchObject({ why: 'too-many-redirects' });
    expect(await ask('/there', here)).toMatchObject({ is: 'content', url: `${origin}/cap` });
    expect(await ask('/away', here)).toMatchObject({ why: 'redirect-refused' });
    expect(await ask('/file', always)).toMatchObject({ why: 'redirect-refused' });
  });

  it('A6: nobody there, and a stop in the middle, are failures, not errors', async () => {
    expect(
      await fetchBytes({ url: 'http://127.0.0.1:1/', isAllowed: always, signal: AbortSignal.timeout(5_000) }),
    ).toMatchObject({
      is: 'failed',
      why: 'unreachable',
    });
    replies['/slow'] = () => undefined;
    const stop = new AbortController();
    const answer = fetchBytes({ url: `${origin}/slow`, isAllowed: always, signal: stop.signal });
    stop.abort();
    expect(await answer).toMatchObject({ is: 'failed' });
  });

  it('A7: it waits the interval ± 10 %, doubling after failures up to a quarter of an hour, and as long as the server asks', () => {
    const wait = (failures: number, random: number, retryAfter: number | null = null) =>
      waitAfter({ failures, every: 60_000, retryAfter, random });
    expect([wait(0, 0), wait(0, 0.5), wait(0, 1)].map(Math.round)).toEqual([54_000, 60_000, 66_000]);
    expect([1, 2, 3, 4, 50].map((failures) => wait(failures, 1))).toEqual([
      120_000, 240_000, 480_000, 900_000, 900_000,
    ]);
    expect(wait(2, 0)).toBe(120_000);
    expect(wait(1, 0, 1_000_000)).toBe(1_000_000);
  });
});
