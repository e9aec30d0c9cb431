import { readOrCreateSecret } from './secret-file.ts';
import { claimProfile, openProfile, choosePath, inventedCity, profileFiles, type Machine } from './profile.ts';
import { lockProfile, type ProfileLock } from './profile-lock.ts';
import { hubSources, liveFeeds, resolveSource, resolveWarnings } from './sources.ts';
import { superviseCore, type CoreChild, type CoreEvents } from './core-child.ts';
import { superviseHub, type HubChild } from './hub-child.ts';
import { chooseRoads } from './roads-choice.ts';
import type { SourceOptions, StartOptions, WarningOptions } from './options.ts';
import type { LaunchChild } from './child.ts';
import type { ExchangeStart } from '../kernel/channel.ts';
import type { Clock, SqliteDriver } from '../kernel/ports.ts';

/** A start whose files were found and whose profile can be used. */
export interface PreparedStart {
  readonly profile: string;
  readonly source: SourceOptions;
  readonly warnings: WarningOptions;
  /** Exchange with other consoles; absent: by files only. */
  readonly exchange?: ExchangeStart;
}

/** Throws a `ProblemError` for each thing the operator can put right. */
export function prepareStart(options: StartOptions, machine: Machine): PreparedStart {
  const source = resolveSource(options.source, machine.cwd);
  const warnings = resolveWarnings(options.warnings, machine.cwd);
  const profile = choosePath(options.profile, source, machine);
  openProfile(profile);
  return { profile, source, warnings, exchange: exchangeOf(options.exchange, source) };
}

function exchangeOf(asked: ExchangeStart, source: SourceOptions): ExchangeStart {
  const city = asked.city ?? inventedCity(source);
  return { ...asked, ...(city !== null && { city }) };
}

/** Null when another console has the profile (P1). Throws when the profile belongs to something else (P2). */
export function takeProfile(
  { profile, source }: Pick<PreparedStart, 'profile' | 'source'>,
  sqlite: SqliteDriver,
): ProfileLock | null {
  const lock = lockProfile(sqlite, profileFiles(profile).lock);
  if (!lock) return null;
  try {
    claimProfile(profile, source);
  } catch (error) {
    lock.release();
    throw error;
  }
  return lock;
}

export interface ConsoleParts<Port> {
  readonly start: PreparedStart;
  readonly resources: string;
  readonly appVersion: string;
  /** `Port` is what the host hands over with a message; a hub gets none. */
  readonly launch: LaunchChild<Port>;
  readonly clock: Clock;
  readonly events: CoreEvents;
}

/** The console's processes, whatever host shows them. */
export interface RunningConsole<Port> {
  readonly core: CoreChild<Port>;
  /** The origin of our own hub; null with real feeds. */
  readonly hubOrigin: string | null;
  stop(): Promise<void>;
}

/** Starts the hub (demo and replay), then the core with its feeds. Stops what it has started when one of them cannot. */
export async function runConsole<Port>(parts: ConsoleParts<Port>): Promise<RunningConsole<Port>> {
  const { source, profile, exchange, warnings } = parts.start;
  const files = profileFiles(profile);
  const sources = hubSources(source, warnings);

  let hub: HubChild | null = null;
  let feeds = liveFeeds(source);
  let hubOrigin: string | null = null;
  if (sources) {
    const token = readOrCreateSecret(files.hubToken);
    const speed = source.mode === 'live' ? 1 : source.speed;
    const { trust, areas } = warnings;
    const start = { dataDir: files.hub, resources: parts.resources, token, sources, speed, warnings: { trust, areas } };
    hub = superviseHub(parts.launch as LaunchChild, start, (problem) => parts.events.onTrouble(problem), parts.clock);
    const listening = await hub.start();
    hubOrigin = listening.origin;
    feeds = listening.feeds.map(({ url }) => ({ url, token }));
  }

  const { mode } = source;
  const { resources, appVersion } = parts;
  const officer = source.mode === 'live' || source.officer === undefined ? {} : { officer: source.officer };
  const graph = chooseRoads(files.roads, source);
  const roads = graph === undefined ? {} : { roads: graph };
  const core = superviseCore<Port>(
    parts.launch,
    {
      profile,
      resources,
      appVersion,
      mode,
      feeds,
      cityMap: mode === 'demo',
      ...(exchange && { exchange }),
      ...officer,
      ...roads,
    },
    parts.events,
    parts.clock,
  );
  try {
    await core.start();
  } catch (error) {
    await hub?.stop();
    throw error;
  }
  return {
    core,
    hubOrigin,
    // The core first: a hub that goes away under it would be written down as an outage.
    stop: async () => {
      await core.stop();
      await hub?.stop();
    },
  };
}
