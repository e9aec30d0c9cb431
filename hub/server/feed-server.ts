import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http';
import { Server, type Namespace, type Socket } from 'socket.io';
import { MAX_MESSAGE_BYTES } from '../../shared/protocol/feed/command.ts';
import {
  HEARTBEAT_INTERVAL,
  PING_INTERVAL,
  PING_TIMEOUT,
  type Heartbeat,
} from '../../shared/protocol/feed/heartbeat.ts';
import type { HubClock } from '../clock.ts';
import type { Bringer } from '../feed/apply-command.ts';
import type { Feed } from '../feed/feed.ts';
import type { Logger } from '../logger.ts';
import { createAdmission, type Admission } from './admission.ts';
import { checkHello, connectError, stationOf } from './handshake.ts';
import { openSession, type Session } from './session.ts';
import type { Doorkeeper } from './station-tokens.ts';
import { createStats, type FeedStats } from './stats.ts';
import { createTurnstile } from './turnstile.ts';

/** Longest time between an append and its frame, ms; a burst of appends shares frames. */
const MICRO_BATCH = 5;
/** Snapshots at once per feed: each holds a read transaction. */
const SNAPSHOTS = 4;
/** A connection that joins no feed in this time is closed, ms. */
const CONNECT_TIMEOUT = 10_000;
const STATS_INTERVAL = 60_000;

export interface FeedServer {
  stats(feedId: string): { readonly clients: number; readonly stats: FeedStats } | undefined;
  close(): Promise<void>;
}

interface Options {
  readonly http: HttpServer;
  readonly feeds: ReadonlyMap<string, Feed>;
  readonly doorkeeper: Doorkeeper;
  readonly rules: Pick<Bringer, 'matrix' | 'allowsCarried'>;
  readonly clock: HubClock;
  readonly log: Logger;
  /** The host gate, asked for every polling request and upgrade. */
  readonly allows: (headers: IncomingHttpHeaders) => boolean;
}

/** The Socket.IO side of the hub: one namespace a feed. */
export function startFeedServer({ http, feeds, doorkeeper, rules, clock, log, allows }: Options): FeedServer {
  const io = new Server(http, {
    transports: ['websocket'],
    allowUpgrades: false,
    serveClient: false,
    pingInterval: PING_INTERVAL,
    pingTimeout: PING_TIMEOUT,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectTimeout: CONNECT_TIMEOUT,
    cleanupEmptyChildNamespaces: true,
    allowRequest: (request, decide) => decide(null, allows(request.headers)),
  });
  const served = new Map<string, { readonly stats: FeedStats; readonly sessions: Set<Session>; stop(): void }>();

  function gate(feedId: string | null, stats: FeedStats | null, admission: Admission | null) {
    return (socket: Socket, next: (error?: Error) => void): void => {
      const checked = checkHello(socket.handshake.auth, doorkeeper, feedId !== null);
      if ('code' in checked) {
        if (stats) stats.refusedConnections += 1;
        log.warn('connection refused', { namespace: socket.nsp.name.slice(0, 80), code: checked.code });
        next(connectError(checked));
        return;
      }
      // Only who would be let in takes a place: a wrong token must not keep the others out.
      const retryAfter = admission?.admit() ?? 0;
      if (retryAfter > 0) {
        next(connectError({ code: 'busy', retryAfter }));
        return;
      }
      socket.data = { stationId: checked.stationId };
      next();
    };
  }

  for (const [id, feed] of feeds) served.set(id, serve(id, feed));

  // Socket.IO's own answer to an unknown namespace carries no code; these carry ours.
  io.use(gate(null, null, null));
  io.of((name, _auth, next) => next(null, !feeds.has(name.slice(1)))).use(gate(null, null, null));

  function serve(id: string, feed: Feed) {
    const stats = createStats();
    const sessions = new Set<Session>();
    const snapshots = createTurnstile(SNAPSHOTS);
    const namespace = io.of(`/${id}`);
    namespace.use(
      gate(
        id,
        stats,
        createAdmission(() => performance.now()),
      ),
    );
    namespace.on('connection', (socket) => {
      const session = openSession(socket, stationOf(socket), { feed, clock, log, stats, snapshots, rules });
      sessions.add(session);
      socket.on('disconnect', () => sessions.delete(session));
    });
    feed.onAppend(microBatched(() => sessions.forEach((session) => session.pump())));
    const beat = setInterval(() => sendHeartbeat(namespace, feed, clock), HEARTBEAT_INTERVAL);
    return { stats, sessions, stop: () => clearInterval(beat) };
  }

  let said = '';
  const reporter = setInterval(() => {
    const now = JSON.stringify(
      [...served].map(([id, { stats, sessions }]) => [id, feeds.get(id)?.head, sessions.size, stats]),
    );
    if (now !== said) log.info('stats', { feeds: JSON.parse(now) as unknown });
    said = now;
  }, STATS_INTERVAL);

  return {
    stats(feedId) {
      const feed = served.get(feedId);
      return feed && { clients: feed.sessions.size, stats: feed.stats };
    },
    async close() {
      clearInterval(reporter);
      for (const feed of served.values()) feed.stop();
      await io.close();
    },
  };
}

function sendHeartbeat(namespace: Namespace, feed: Feed, clock: HubClock): void {
  const beat: Heartbeat = { epoch: feed.epoch, head: feed.head, serverTime: clock.now() };
  namespace.emit('heartbeat', beat);
  feed.log.anchor();
}

/** Runs at once when the last run is long ago, else once at the end of the interval. */
function microBatched(run: () => void): () => void {
  let planned = false;
  let last = 0;
  return () => {
    if (planned) return;
    planned = true;
    const go = (): void => {
      planned = false;
      last = performance.now();
      run();
    };
    const since = performance.now() - last;
    if (since >= MICRO_BATCH) setImmediate(go);
    else setTimeout(go, MICRO_BATCH - since);
  };
}
