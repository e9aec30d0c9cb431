import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { LINK_PATH, MAX_LINK_BYTES } from '../../../shared/protocol/console-api/link.ts';
import { SAFE_HEADERS } from '../../core/launch/content-policy.ts';
import { refuse } from '../../core/launch/options.ts';
import { reasonOf } from '../../core/launch/profile.ts';
import type { BytesDoor } from '../../core/launch/bytes-door.ts';
import type { StaticFiles } from '../../core/launch/static-files.ts';
import type { Access, Entry } from './access.ts';
import { readSession, sessionCookie } from './cookie.ts';
import { allowedHosts, guard } from './guard.ts';
import type { Relay } from './relay.ts';
import { NEED_LINK_PAGE } from './text.ts';

/** Where the owner of the profile asks a running host for a new link. */
export const NEW_LINK_PATH = '/host/link';

export interface LoopbackServer {
  readonly port: number;
  readonly origin: string;
  /** Until then every window's upgrade is told to try later. */
  close(): Promise<void>;
}

export interface ServerParts {
  readonly port: number;
  readonly files: StaticFiles;
  readonly access: Access;
  readonly relay: Relay;
  readonly bytes: BytesDoor;
}

/** Listens on 127.0.0.1 only (B1). Throws `port-in-use`, `port-refused`. */
export async function listen(parts: ServerParts): Promise<LoopbackServer> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 16 * 1024 });
  server.maxConnections = 256;
  await bind(server, parts.port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  const doors = new Doors(parts, address.port);
  server.on('request', (request, response) => void doors.answer(request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_LINK_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    const status = doors.upgradeStatus(request);
    if (status !== 101) return refuseUpgrade(socket, status);
    sockets.handleUpgrade(request, socket, head, (client) => parts.relay.accept(client));
  });
  return {
    port: address.port,
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      parts.relay.closeAll();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      for (const client of sockets.clients) client.terminate();
      await closed;
    },
  };
}

async function bind(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
    });
  } catch (error) {
    const reason = reasonOf(error);
    throw reason === 'EADDRINUSE' ? refuse('port-in-use', { port }) : refuse('port-refused', { port, reason });
  }
}

/** Every way into the host, checked in the same order: who asks (guard), with what (access), for what. */
class Doors {
  readonly #parts: ServerParts;
  readonly #port: number;
  readonly #hosts: ReadonlySet<string>;

  constructor(parts: ServerParts, port: number) {
    this.#parts = parts;
    this.#port = port;
    this.#hosts = allowedHosts(port);
  }

  upgradeStatus(request: IncomingMessage): number {
    const refused = guard(request, this.#hosts, true);
    if (refused) return refused.status;
    if (request.url !== LINK_PATH) return 404;
    return statusOf(this.#parts.access.enter(readSession(request.headers.cookie, this.#port)), 101);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = guard(request, this.#hosts, false);
    if (refused) return end(response, refused.status);
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST') return this.#newLink(request, response, url);
    const key = url.searchParams.get('k');
    if (url.pathname === '/' && key !== null) return this.#redeem(request, response, key);

    const status = statusOf(this.#parts.access.enter(readSession(request.headers.cookie, this.#port)), 200);
    if (status !== 200) return end(response, status, NEED_LINK_PAGE);
    try {
      const answer =
        (await this.#parts.bytes.answer(url.pathname)) ??
        (await this.#parts.files.answer(url.pathname, [`ws://${request.headers.host}`]));
      const length = answer.status === 204 ? {} : { 'Content-Length': answer.body.length };
      response.writeHead(answer.status, { ...answer.headers, ...length });
      response.end(request.method === 'HEAD' ? undefined : answer.body);
    } catch {
      end(response, 500);
    }
  }

  #redeem(request: IncomingMessage, response: ServerResponse, key: string): void {
    // A look ahead (HEAD, link previews) must not use the link up.
    if (request.method !== 'GET') return end(response, 405);
    // Who opens his link a second time is in already; the link stays as it was.
    const session = readSession(request.headers.cookie, this.#port);
    if (session !== null && 'granted' in this.#parts.access.enter(session)) return toConsole(response);
    const entry = this.#parts.access.redeemLink(key);
    if (!('granted' in entry)) return end(response, statusOf(entry, 200), NEED_LINK_PAGE);
    response.setHeader('Set-Cookie', sessionCookie(this.#port, entry.granted));
    toConsole(response);
  }

  #newLink(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    // A program asks here, never a page.
    if (url.pathname !== NEW_LINK_PATH || request.headers.origin !== undefined) return end(response, 404);
    if (token === undefined) return end(response, 401);
    const entry = this.#parts.access.newLinkFor(token);
    if (!('granted' in entry)) return end(response, statusOf(entry, 200));
    end(response, 200, `http://127.0.0.1:${this.#port}/?k=${entry.granted}`);
  }
}

function statusOf(entry: Entry<unknown>, granted: number): number {
  if ('granted' in entry) return granted;
  return entry.refused === 'locked' ? 429 : 401;
}

function end(response: ServerResponse, status: number, text = ''): void {
  const headers = { ...SAFE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(status, { ...headers, 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" });
  response.end(text);
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The page itself, without the key in its address. */
function toConsole(response: ServerResponse): void {
  response.setHeader('Location', '/');
  end(response, 303);
}
