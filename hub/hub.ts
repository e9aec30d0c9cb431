import { setTimeout as delay } from 'node:timers/promises';
import type { HubSource, WarningIntake } from '../shared/protocol/hub-process.ts';
import { ProblemError } from '../shared/kit/problem.ts';
import { systemClock, type HubClock } from './clock.ts';
import { lockDataDir } from './data-lock.ts';
import { openFeed, type Feed } from './feed/feed.ts';
import type { Logger } from './logger.ts';
import { readAuthorities } from './server/authorities.ts';
import { startFeedServer, type FeedServer } from './server/feed-server.ts';
import { createHostGate } from './server/host-gate.ts';
import { createHttpServer, listen, trackConnections } from './server/http-server.ts';
import { createDoorkeeper } from './server/station-tokens.ts';
import { createSource, type WarningTools } from './sources/factory.ts';
import { createSourceHealth } from './sources/health.ts';
import { openWitness } from './witness/witness.ts';
import type { Speed } from './sources/player.ts';
import { createSink } from './sources/sink.ts';
import type { FeedDescription, Source } from './sources/source.ts';
import { openWarningReader } from './sources/warnings/open-reader.ts';

/** How long a station may take to answer the goodbye, ms. */
const GOODBYE = 250;

export interface HubOptions {
  readonly dataDir: string;
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly token: string;
  /** File of the stations that have tokens of their own (`server/station-tokens.ts`); read anew at every connection. */
  readonly stationTokens?: string | undefined;
  /** Whether a station may bring the commands of another that was cut off; true when absent. */
  readonly allowsCarried?: boolean;
  /** Descriptions, or sources of the embedding program's own. */
  readonly sources: readonly (HubSource | Source)[];
  readonly speed: Speed;
  readonly resources: string;
  readonly warnings?: WarningIntake | undefined;
  /** Feeds without a source: filled by intake and commands alone. */
  readonly plainFeeds?: readonly FeedDescription[];
  readonly log: Logger;
  readonly clock?: HubClock;
  /** Log rows kept per feed. */
  readonly keep?: number;
}

export interface Hub {
  readonly origin: string;
  readonly feeds: readonly { readonly id: string; readonly url: string }[];
  /** Resolves when every source has played to its end (or failed, which is in the log). */
  readonly played: Promise<void>;
  /** Stops the sources, says goodbye to the stations, closes the logs. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the logs, listens, then lets the sources play. Rejects with `ProblemError` when it cannot start, and leaves nothing
 * open then.
 */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { log, clock = systemClock, host = '127.0.0.1', token } = options;
  const stopping = new AbortController();
  const undo: (() => void | Promise<void>)[] = [];
  let closed: Promise<void> | null = null;

  async function close(): Promise<void> {
    stopping.abort();
    for (const step of undo.reverse()) await step();
  }

  try {
    const { resources, warnings } = options;
    const tools = {
      reader: await openWarningReader({ ...warnings, resources, clock, log }),
      health: createSourceHealth(),
    };
    const sources = await makeSources(options, clock, tools);
    undo.push(lockDataDir(options.dataDir));
    const feeds = new Map<string, Feed>();
    for (const description of describedFeeds(sources, options.plainFeeds ?? [])) {
      const feed = openFeed({ dataDir: options.dataDir, description, clock, keep: options.keep });
      feeds.set(description.id, feed);
      undo.push(() => feed.close());
    }

    const allows = createHostGate(host);
    let feedServer: FeedServer | null = null;
    const doorkeeper = createDoorkeeper(token, options.stationTokens ?? null, log);
    const witness = { witness: openWitness(options.dataDir, clock), doorkeeper };
    const server = (): FeedServer | null => feedServer;
    const http = createHttpServer({ feeds, token, clock, log, allows, witness, warnings: tools, server });
    const cutConnections = trackConnections(http);
    const port = await listen(http, options.port, host);
    feedServer = startFeedServer({
      http,
      feeds,
      doorkeeper,
      rules: { matrix: readAuthorities(options.resources, log), allowsCarried: options.allowsCarried ?? true },
      clock,
      log,
      allows,
    });
    undo.push(async () => {
      // Socket.IO closes the HTTP server with itself, which waits for every connection to go.
      const closing = feedServer?.close();
      await Promise.race([closing, delay(GOODBYE)]);
      cutConnections();
      await closing;
    });

    const sink = createSink(feeds, clock, stopping.signal, log);
    const played = Promise.all(
      sources.map((source) =>
        source.start(sink, stopping.signal).then(
          () => log.info('source ended', { source: source.name }),
          (error: unknown) => {
            if (!stopping.signal.aborted) log.error('source failed', { source: source.name, error: String(error) });
          },
        ),
      ),
    ).then(() => undefined);
    undo.push(() => played);

    const origin = `http://${originHost(host)}:${port}`;
    return {
      origin,
      feeds: [...feeds.keys()].map((id) => ({ id, url: `${origin}/${id}` })),
      played,
      close: () => (closed ??= close()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeSources(options: HubOptions, clock: HubClock, tools: WarningTools): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const description of options.sources) {
    if ('start' in description) {
      sources.push(description);
      continue;
    }
    sources.push(
      ...(await createSource(
        description,
        { clock, speed: options.speed, log: options.log, resources: options.resources },
        tools,
      )),
    );
  }
  return sources;
}

function describedFeeds(sources: readonly Source[], plain: readonly FeedDescription[]): readonly FeedDescription[] {
  const all = [...sources.flatMap((source) => source.feeds), ...plain];
  const ids = new Set<string>();
  for (const { id } of all) {
    if (ids.has(id)) throw new ProblemError({ code: 'feed-twice', origin: 'hub', params: { feed: id } });
    ids.add(id);
  }
  return all;
}

/** Listening everywhere is reached here by the loopback address. */
function originHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
