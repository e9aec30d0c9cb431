import { join } from 'node:path';
import type { Topic } from '../../shared/domain/topics.ts';
import { ProblemError } from '../../shared/kit/problem.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { FeedRow, PreferenceRow } from '../../shared/protocol/console-api/rows.ts';
import type { CallHandlers } from './api/call-handlers.ts';
import { dispatchCalls } from './api/dispatch-calls.ts';
import { drawingCalls } from './api/drawing-calls.ts';
import { drawingDeskCalls } from './api/drawing-desk-calls.ts';
import { incidentCalls, reportFeed } from './api/incident-calls.ts';
import { LinkServer } from './api/link-server.ts';
import { caseCalls } from './cases/case-calls.ts';
import { CaseMatcher } from './cases/case-matcher.ts';
import { readCaseRules } from './cases/case-rules-file.ts';
import { createCommandRooms } from './command-rooms.ts';
import { outboxCalls } from './api/outbox-calls.ts';
import { preferenceCalls, preferenceRows } from './api/preference-calls.ts';
import { sessionCalls } from './api/session-calls.ts';
import { Exchange } from './exchange/exchange.ts';
import { exchangeCalls } from './exchange/exchange-calls.ts';
import { exchangeQueries } from './exchange/exchange-sources.ts';
import { wsNetwork } from './exchange/ws-network.ts';
import type { Applied } from './feeds/applied.ts';
import type { PassingUp } from './feeds/passing.ts';
import { PresenceBoard } from './feeds/presence.ts';
import { feedIdOf, Feeds } from './feeds/feeds.ts';
import { inlineReader, type GeoReader } from './geo-files/read-geo-file.ts';
import { LeadBoard } from './follow/lead-board.ts';
import { leadCalls } from './follow/lead-calls.ts';
import type { BytesAnswer, Channel, CoreStart } from './kernel/channel.ts';
import { Lifecycle } from './kernel/lifecycle.ts';
import type { Ports } from './kernel/ports.ts';
import { Registry } from './kernel/registry.ts';
import { Signal } from './kernel/signal.ts';
import { readAuthorities } from './people/authorities.ts';
import { peopleCalls } from './people/people-calls.ts';
import { People } from './people/people.ts';
import { Moment } from './history/moment.ts';
import { Retention } from './history/retention.ts';
import { entitySource } from './queries/entity-source.ts';
import { populationCalls } from './population/population-calls.ts';
import { openInlinePlan, type OpenPlanLine } from './planner/line.ts';
import { openInlineLine, type OpenRoadLine } from './roads/line.ts';
import { openStationKey } from './exchange/station-key.ts';
import { Keeper } from './records/keeper.ts';
import { recordCalls } from './records/record-calls.ts';
import { Recorder } from './records/recorder.ts';
import { recordSource } from './records/record-source.ts';
import { watchLinks, watchSeat } from './records/watch.ts';
import { roadCalls } from './roads/road-calls.ts';
import { RoadService } from './roads/road-service.ts';
import { roadSource } from './roads/load.ts';
import { LiveQueries, type QueryHandlers } from './queries/live-queries.ts';
import type { LiveSource } from './queries/live-source.ts';
import { momentCalls, momentSource } from './queries/moment-calls.ts';
import { pastSource } from './queries/past-source.ts';
import { quarantineSource } from './queries/quarantine-source.ts';
import { feedsSource, officersSource, outboxSource, preferencesSource, seatSource } from './queries/small-sources.ts';
import { storeSource } from './queries/store-source.ts';
import { timelineSource } from './queries/timeline-source.ts';
import { readCityNames } from './search/city-names.ts';
import { roadNames } from './search/road-names.ts';
import { searchCalls } from './search/search-calls.ts';
import { Search } from './search/search.ts';
import { DEFAULT_OPTIONS } from './store/options.ts';
import type { Restart } from './store/protect/trouble.ts';
import { openStore, type Store } from './store/store.ts';
import { CommandDesk } from './sync/command-desk.ts';
import { ConflictIndex } from './sync/conflict-index.ts';
import { Dispatcher } from './sync/dispatcher.ts';
import { Outbox } from './sync/outbox.ts';
import { preloadsSource, tileCalls, tileSourcesSource } from './tiles/tile-calls.ts';
import { answerTile } from './tiles/tile-door.ts';
import { Tiles } from './tiles/tiles.ts';
import { readFusionTable } from './warning/fusion/fusion-table.ts';
import { warningCalls } from './warning/handling/warning-calls.ts';
import { readEscalation } from './warning/ladder/escalation.ts';
import type { RunScan } from './warning/rules/cluster-watch.ts';
import { createWarningRules, scanHere } from './warning/rules/warning-rules.ts';
import { WarningDesk } from './warning/warning-desk.ts';
import { opinionCalls } from './warning/opinion/opinion-calls.ts';
import { opinionSource } from './warning/opinion/opinion-source.ts';
import { releaseCalls } from './warning/release/release-calls.ts';

export interface Core {
  /** Serves one more window. */
  serve(channel: Channel): void;
  /** What a window fetches by path; never rejects. */
  bytes(path: string): Promise<BytesAnswer>;
  /** Joins the feeds. Windows are served before it too, from what the store has. */
  run(): void;
  /** Finishes what was begun, closes the store. */
  stop(): Promise<void>;
}

/**
 * Puts the core together: the only place where the rooms meet. Throws `ProblemError` when the profile cannot be had or an
 * address is none (S1–S4, `feed-url`, `feed-twice`).
 * @param openRoads where questions to the road graph are answered; a thread of its own in the running core (W7).
 * @param readGeo where files of drawings are read; a thread in the running core.
 * @param scan where space and time are scanned for clusters; threads of their own in the running core.
 * @param openPlan where plans are computed; a thread for each in the running core (PL1).
 */
export function createCore(
  ports: Ports,
  start: CoreStart,
  openRoads: OpenRoadLine = openInlineLine,
  readGeo: GeoReader = inlineReader,
  scan: RunScan = scanHere,
  openPlan: OpenPlanLine = openInlinePlan,
): Core {
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
    const key = openStationKey(ports.paths.profile, log);
    const { appVersion } = start;
    const recorder = new Recorder({ clock, log, store, key, stationId, appVersion });
    const keeper = lifecycle.add(new Keeper({ ports, store, recorder, key, stationId, hubs: hubsOf(start) }));
    const outbox = new Outbox({
      ports,
      store,
      stationId,
      matrix: authorities,
      recorder,
      hubTime: (feed) => feeds.hubTime(feed),
    });
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
      ready: (feed, isReady) => {
        dispatcher.feedReady(feed, isReady);
        if (feed === cityFeed()) lead.joined(isReady);
      },
      passing: { presence: (told) => presence.heard(told), lead: (told) => lead.heard(told) },
    });
    /** Through which the stations of a city speak of what no feed keeps. */
    const cityFeed = (): string | null => (feeds.ids.length > 0 ? reportFeed(feeds.ids, undefined) : null);
    const tellCity = <E extends keyof PassingUp>(event: E, said: PassingUp[E]): void => {
      const feed = cityFeed();
      if (feed !== null) feeds.tell(feed, event, said);
    };
    const presence = new PresenceBoard({ clock, stationId, tell: (said) => tellCity('presence', said) });
    const lead = new LeadBoard({
      clock,
      stationId,
      hubTime: () => feeds.hubTime(cityFeed() ?? ''),
      tell: (said) => tellCity('lead', said),
    });
    watchSeat(recorder, seat);
    lifecycle.add(watchLinks({ clock, recorder, health }));
    seat.changed.on(({ status }) => lead.seated(status.state === 'signedIn' ? status.officer : null));
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
    const tiles = lifecycle.add(new Tiles(ports, start.appVersion));
    store.hasRoom.on(() => feeds.retry());
    const roads = lifecycle.add(new RoadService({ clock, log, source: roadSource(start), open: openRoads }));

    const entities = { read: store.read, applied, overlay: outbox.pending };
    const caseRules = readCaseRules(start.resources, log);
    const matcher = lifecycle.add(
      new CaseMatcher({ clock, read: store.read, applied, overlay: outbox.pending, rules: () => caseRules }),
    );
    const about = conflicts.about.bind(conflicts);
    const { history } = store.read;
    const moment = lifecycle.add(new Moment(clock, history));
    const timelines = { history, applied, conflictsAbout: about, moment };
    const records = (topic: Topic, past?: Instant): LiveSource =>
      past === undefined ? entitySource(topic, entities) : pastSource(topic, past, history, moment);
    const search = lifecycle.add(
      new Search({
        clock,
        log,
        sqlite: ports.sqlite,
        records: (topic) => entitySource(topic, entities),
        late: () => (start.roads === undefined ? Promise.resolve([]) : roadNames(roads)),
        ground: () => (start.cityMap ? readCityNames(join(start.resources, 'demo-city'), log) : []),
      }),
    );
    const table = readFusionTable(start.resources, log);
    const warnings = lifecycle.add(
      new WarningDesk({
        clock,
        log,
        read: store.read,
        applied,
        outbox,
        moment,
        stationId,
        data: readEscalation(start.resources, log),
        table,
        hubTime: (feed) => feeds.hubTime(feed),
      }),
    );
    const rules = createWarningRules({
      ports,
      start,
      stationId,
      read: store.read,
      applied,
      outbox,
      desk,
      seat,
      records,
      feed: cityFeed,
      hubTime: (feed) => feeds.hubTime(feed),
      scan,
      lifecycle,
    });
    const command = createCommandRooms({
      ports,
      start,
      stationId,
      store,
      applied,
      outbox,
      desk,
      seat,
      matrix: authorities,
      recorder,
      roads,
      openPlan,
      lifecycle,
      records,
      feeds: () => feeds.ids,
      cityFeed,
      hubTime: (feed) => feeds.hubTime(feed),
      feedRows: () => feeds.rows(),
      warnings: (args) => warnings.source(args),
    });
    const queries = new Registry<QueryHandlers>('query').addAll({
      ...command.queries,
      rules: () => rules.source(),
      warnings: (args) => warnings.source(args),
      storm: () => warnings.stormSource(),
      incidents: ({ past }) => records('incident', past),
      resources: ({ past }) => records('resource', past),
      alerts: ({ past }) => records('alert', past),
      supplies: ({ past }) => records('supply', past),
      conflicts: ({ past }) => records('conflict', past),
      drawings: ({ past }) => records('drawing', past),
      hazards: ({ past }) => records('hazard', past),
      releases: ({ past }) => records('release', past),
      opinions: ({ past }) => opinionSource(records('opinion', past)),
      cases: ({ past }) => records('case', past),
      decisions: ({ past }) => records('decision', past),
      orders: ({ past }) => records('order', past),
      reports: ({ past }) => records('report', past),
      journal: ({ past }) => records('journal', past),
      handovers: ({ past }) => records('handover', past),
      findings: ({ past }) => records('finding', past),
      caseProposals: () => matcher.source(),
      presence: () => presence.source(),
      lead: () => lead.source(),
      store: () => storeSource(store),
      record: () => recordSource(keeper),
      moment: () => momentSource(moment),
      timeline: ({ topic, id, past }) => timelineSource(topic, id, past, timelines),
      quarantine: ({ feed }) => quarantineSource(feed, feeds.ids, store.read.quarantine, applied),
      feeds: () => feedsSource(() => feeds.rows(), health),
      outbox: () => outboxSource(() => outbox.rows(), outbox.rowChanged),
      seat: () => seatSource(() => seat.row(), seat.changed),
      officers: () => officersSource(() => people.officerRows(), people.officerChanged),
      preferences: () => preferencesSource(() => preferenceRows(store), preferences),
      ...exchangeQueries(exchange),
      tileSources: () => tileSourcesSource(tiles),
      preloads: () => preloadsSource(tiles),
    } satisfies QueryHandlers);
    const drawingParts = { ids, desk, read: store.read, feeds: () => feeds.ids };
    const calls = new Registry<CallHandlers>('call')
      .addAll(sessionCalls({ seat, start, stationId, log }))
      .addAll(peopleCalls(people))
      .addAll(preferenceCalls(store, preferences))
      .addAll(momentCalls(moment))
      .addAll(incidentCalls({ clock, ids, desk, seat, feeds: () => feeds.ids }))
      .addAll(dispatchCalls(desk))
      .addAll(
        warningCalls({
          clock,
          ids,
          desk,
          seat,
          stationId,
          matrix: authorities,
          warnings,
          table,
          feeds: () => feeds.ids,
        }),
      )
      .addAll(rules.calls)
      .addAll(command.calls)
      .addAll(drawingCalls(drawingParts))
      .addAll(drawingDeskCalls({ ...drawingParts, clock, seat, overlay: outbox.pending, presence, readGeo }))
      .addAll(opinionCalls({ desk }))
      .addAll(caseCalls({ clock, ids, desk, feeds: () => feeds.ids, matcher, rules: () => caseRules }))
      .addAll(leadCalls(lead, seat))
      .addAll(outboxCalls(desk, dispatcher, seat))
      .addAll(roadCalls(roads, { clock, read: store.read, overlay: outbox.pending }))
      .addAll(
        recordCalls({
          ports,
          store,
          recorder,
          keeper,
          key,
          seat,
          matrix: authorities,
          stationId,
          appVersion,
          start,
          officers: () => people.officerRows(),
        }),
      )
      .addAll(searchCalls(search))
      .addAll(tileCalls(tiles, seat))
      .addAll(populationCalls(start, log))
      .addAll(releaseCalls({ clock, ids, log, start, store, desk, seat, matrix: authorities, feeds: () => feeds.ids }))
      .addAll(exchangeCalls(exchange));

    const link = new LinkServer({ calls: calls.seal(), queries: new LiveQueries(queries.seal(), clock), log });
    lifecycle.add({ name: 'link', stop: () => link.stop() });
    return {
      serve: (channel) => link.serve(channel),
      bytes: (path) => answerTile(tiles, path),
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

/** Each hub once, with the token that its first feed is joined by. */
function hubsOf({ feeds }: CoreStart): { origin: string; token: string }[] {
  const hubs = new Map<string, string>();
  for (const { url, token } of feeds) {
    const { origin } = new URL(url);
    if (!hubs.has(origin)) hubs.set(origin, token);
  }
  return [...hubs].map(([origin, token]) => ({ origin, token }));
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
