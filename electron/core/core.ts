import { ProblemError } from '../../shared/kit/problem.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { FeedRow, PreferenceRow } from '../../shared/protocol/console-api/rows.ts';
import type { CallHandlers } from './api/call-handlers.ts';
import { dispatchCalls } from './api/dispatch-calls.ts';
import { incidentCalls } from './api/incident-calls.ts';
import { LinkServer } from './api/link-server.ts';
import { outboxCalls } from './api/outbox-calls.ts';
import { preferenceCalls, preferenceRows } from './api/preference-calls.ts';
import { sessionCalls } from './api/session-calls.ts';
import { Exchange } from './exchange/exchange.ts';
import { exchangeCalls } from './exchange/exchange-calls.ts';
import { exchangeQueries } from './exchange/exchange-sources.ts';
import { wsNetwork } from './exchange/ws-network.ts';
import type { Applied } from './feeds/applied.ts';
import { feedIdOf, Feeds } from './feeds/feeds.ts';
import type { Channel, CoreStart } from './kernel/channel.ts';
import { Lifecycle } from './kernel/lifecycle.ts';
import type { Ports } from './kernel/ports.ts';
import { Registry } from './kernel/registry.ts';
import { Signal } from './kernel/signal.ts';
import { readAuthorities } from './people/authorities.ts';
import { peopleCalls } from './people/people-calls.ts';
import { People } from './people/people.ts';
import { Retention } from './history/retention.ts';
import { entitySource } from './queries/entity-source.ts';
import { LiveQueries, type QueryHandlers } from './queries/live-queries.ts';
import { pictureCalls } from './queries/picture-calls.ts';
import { quarantineSource } from './queries/quarantine-source.ts';
import { feedsSource, officersSource, outboxSource, preferencesSource, seatSource } from './queries/small-sources.ts';
import { storeSource } from './queries/store-source.ts';
import { timelineSource } from './queries/timeline-source.ts';
import { DEFAULT_OPTIONS } from './store/options.ts';
import type { Restart } from './store/protect/trouble.ts';
import { openStore, type Store } from './store/store.ts';
import { CommandDesk } from './sync/command-desk.ts';
import { ConflictIndex } from './sync/conflict-index.ts';
import { Dispatcher } from './sync/dispatcher.ts';
import { Outbox } from './sync/outbox.ts';

export interface Core {
  /** Serves one more window. */
  serve(channel: Channel): void;
  /** Joins the feeds. Windows are served before it too, from what the store has. */
  run(): void;
  /** Finishes what was begun, closes the store. */
  stop(): Promise<void>;
}

/**
 * Puts the core together: the only place where the rooms meet. Throws `ProblemError` when the profile cannot be had or an
 * address is none (S1–S4, `feed-url`, `feed-twice`).
 */
export function createCore(ports: Ports, start: CoreStart): Core {
  const { clock, ids, log } = ports;
  for (const { url } of start.feeds) feedIdOf(url);
  const store = openStore(ports);
  const lifecycle = new Lifecycle(log);
  lifecycle.add({ name: 'store', run: () => store.run(), stop: () => store.close() });
  // Unforeseen on purpose: the host starts the core again, and the store is repaired or read anew (S5, S13).
  store.restart.on((why) => void clock.after(0, () => fail(why)));
  try {
    const stationId = stationOf(store, ports);
    const applied = new Signal<Applied>();
    const health = new Signal<FeedRow>();
    const preferences = new Signal<PreferenceRow>();
    const authorities = readAuthorities(start.resources, log);
    const outbox = new Outbox({ ports, store, stationId, matrix: authorities, hubTime: (feed) => feeds.hubTime(feed) });
    const people = lifecycle.add(new People({ ports, store, start, stationId, authorities }));
    const { seat } = people;
    forgetOtherFeeds(store, start, clock.now());
    const conflicts = new ConflictIndex(store.read);
    const desk = new CommandDesk({ outbox, read: store.read, seat });

    const feeds: Feeds = new Feeds({
      ports,
      store,
      addresses: start.feeds,
      stationId,
      alsoWrite: (unit, outcome) => outbox.alsoWrite(unit, outcome),
      committed: (outcome) => {
        outbox.committed(outcome);
        conflicts.applied(outcome);
        applied.emit(outcome);
        exchange.lookAtCity();
      },
      health: (row) => health.emit(row),
      ready: (feed, isReady) => dispatcher.feedReady(feed, isReady),
    });
    const send = feeds.send.bind(feeds);
    const dispatcher = new Dispatcher({
      clock,
      log,
      outbox,
      read: store.read,
      send,
      recall: feeds.recall.bind(feeds),
      hubTime: (feed) => feeds.hubTime(feed),
    });
    const exchange = new Exchange({
      ports,
      store,
      outbox,
      seat,
      matrix: authorities,
      stationId,
      network: wsNetwork,
      start: start.exchange ?? {},
      feeds: () => feeds.ids,
      now: () => feeds.hubTime(feeds.ids[0] ?? ''),
    });
    lifecycle.add(dispatcher);
    lifecycle.add(feeds);
    lifecycle.add(exchange);
    lifecycle.add(new Retention({ clock, log, store, limits: DEFAULT_OPTIONS }));
    store.hasRoom.on(() => feeds.retry());

    const entities = { read: store.read, applied, overlay: outbox.pending };
    const about = conflicts.about.bind(conflicts);
    const timelines = { history: store.read.history, applied, conflictsAbout: about };
    const queries = new Registry<QueryHandlers>('query').addAll({
      incidents: () => entitySource('incident', entities),
      resources: () => entitySource('resource', entities),
      alerts: () => entitySource('alert', entities),
      supplies: () => entitySource('supply', entities),
      conflicts: () => entitySource('conflict', entities),
      store: () => storeSource(store),
      timeline: ({ topic, id }) => timelineSource(topic, id, timelines),
      quarantine: ({ feed }) => quarantineSource(feed, feeds.ids, store.read.quarantine, applied),
      feeds: () => feedsSource(() => feeds.rows(), health),
      outbox: () => outboxSource(() => outbox.rows(), outbox.rowChanged),
      seat: () => seatSource(() => seat.row(), seat.changed),
      officers: () => officersSource(() => people.officerRows(), people.officerChanged),
      preferences: () => preferencesSource(() => preferenceRows(store), preferences),
      ...exchangeQueries(exchange),
    } satisfies QueryHandlers);
    const calls = new Registry<CallHandlers>('call')
      .addAll(sessionCalls({ seat, start, stationId, log }))
      .addAll(peopleCalls(people))
      .addAll(preferenceCalls(store, preferences))
      .addAll(pictureCalls(store.read.history))
      .addAll(incidentCalls({ clock, ids, desk, seat, feeds: () => feeds.ids }))
      .addAll(dispatchCalls(desk))
      .addAll(outboxCalls(desk, dispatcher, seat))
      .addAll(exchangeCalls(exchange));

    const link = new LinkServer({ calls: calls.seal(), queries: new LiveQueries(queries.seal(), clock), log });
    lifecycle.add({ name: 'link', stop: () => link.stop() });
    return {
      serve: (channel) => link.serve(channel),
      run: () => lifecycle.run(),
      stop: () => lifecycle.stop(),
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

function fail(why: Restart): never {
  throw new ProblemError({ code: why, origin: 'store' });
}

/** The seat's name for life: made at the first start, kept in the profile. */
function stationOf(store: Store, { ids }: Ports): string {
  return store.transact(({ read, write }) => {
    const known = read.station.meta('stationId');
    if (known !== undefined) return known;
    const made = ids.next();
    write.station.setMeta('stationId', made);
    return made;
  });
}

/**
 * S9: the cache holds what the joined feeds own. Records of a feed that is joined no more would never age and never
 * change; its history and quarantine stay.
 */
function forgetOtherFeeds(store: Store, start: CoreStart, at: Instant): void {
  const joined = new Set(start.feeds.map(({ url }) => feedIdOf(url)));
  const others = store.read.feeds.all().filter(({ id, url }) => !joined.has(id) && url !== '');
  if (others.length === 0) return;
  store.transact(({ write }) => {
    for (const { id } of others) {
      write.entities.removeFeed(id, at);
      write.feeds.leave(id);
    }
  });
}
