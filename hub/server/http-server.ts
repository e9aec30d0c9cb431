import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { ProblemError } from '../../shared/kit/problem.ts';
import type { HubClock } from '../clock.ts';
import type { Feed } from '../feed/feed.ts';
import type { Logger } from '../logger.ts';
import type { FeedServer } from './feed-server.ts';
import type { WarningTools } from '../sources/factory.ts';
import { takeReport } from './intake.ts';
import { answerWitness, type WitnessDoor } from '../witness/door.ts';
import { sendJson, sendProblem } from './problem-response.ts';
import { createPublishDoor, type PublishDoor } from './publish/publish-door.ts';

interface Options {
  readonly feeds: ReadonlyMap<string, Feed>;
  readonly token: string;
  readonly clock: HubClock;
  readonly log: Logger;
  readonly allows: (headers: IncomingHttpHeaders) => boolean;
  readonly witness: WitnessDoor;
  readonly warnings: WarningTools;
  /** Set once the Socket.IO side is there. */
  readonly server: () => FeedServer | null;
}

/** Plain HTTP beside Socket.IO: `GET /health`, `POST /<feedId>/intake`, the witness, and what was released (`publish/`). */
export function createHttpServer(options: Options): Server {
  const published = createPublishDoor(options.feeds, options.clock);
  const server = createServer((request, response) => {
    answer(request, response, options, published).catch((error: unknown) => {
      options.log.error('request failed', { url: request.url, error: String(error) });
      if (!response.headersSent) sendProblem(response, 500, { code: 'unexpected' }, { connection: 'close' });
      else response.destroy();
    });
  });
  // A client that sends its header or body drop by drop does not hold a place for ever.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { feeds, token, clock, allows, warnings, witness, server }: Options,
  published: PublishDoor,
): Promise<void> {
  if (!allows(request.headers)) {
    sendProblem(response, 421, { code: 'host-not-allowed' }, { connection: 'close' });
    return;
  }
  const path = new URL(request.url ?? '/', 'http://hub').pathname;
  if (path === '/health') {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendProblem(response, 405, { code: 'method-not-allowed' }, { allow: 'GET, HEAD' });
      return;
    }
    const sources = warnings.health.all();
    sendJson(response, 200, { feeds: [...feeds].map(([id, feed]) => health(id, feed, server())), sources });
    return;
  }
  if (await answerWitness(path, request, response, witness)) return;
  if (published.answer(request, response, path)) return;
  const feedId = /^\/([a-z0-9-]{1,64})\/intake$/.exec(path)?.[1];
  const feed = feedId === undefined ? undefined : feeds.get(feedId);
  if (feedId === undefined || feed === undefined) {
    sendProblem(response, 404, { code: feedId === undefined ? 'not-found' : 'unknown-feed' });
    return;
  }
  if (request.method !== 'POST') {
    sendProblem(response, 405, { code: 'method-not-allowed' }, { allow: 'POST' });
    return;
  }
  const stats = server()?.stats(feedId)?.stats;
  await takeReport(request, response, { token, clock, feed, reader: warnings.reader, stats });
}

function health(id: string, feed: Feed, server: FeedServer | null) {
  return { id, epoch: feed.epoch, head: feed.head, clients: server?.stats(id)?.clients ?? 0 };
}

/** Listens, or rejects with `port-in-use`, `port-not-allowed`, `host-not-here`. Answers the port. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((error: NodeJS.ErrnoException) => {
    const codes: Record<string, string> = {
      EADDRINUSE: 'port-in-use',
      EACCES: 'port-not-allowed',
      EADDRNOTAVAIL: 'host-not-here',
      ENOTFOUND: 'host-not-here',
      EAI_AGAIN: 'host-not-here',
    };
    const code = codes[error.code ?? ''];
    if (!code) throw error;
    throw new ProblemError({ code, origin: 'hub', params: { host, port } }, error);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Answers a function that cuts every connection, those of WebSockets too (`closeAllConnections` leaves them). */
export function trackConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  return () => open.forEach((socket) => socket.destroy());
}
