import type { Topic } from '../../../../shared/domain/topics.ts';
import type { CommandTypeName } from '../../../../shared/protocol/commands/command-types.ts';
import { opinionCalls } from '../../warning/opinion/opinion-calls.ts';
import { drawingCalls } from '../../api/drawing-calls.ts';
import { markOf } from '../../../../shared/protocol/feed/mark.ts';
import type { Cursor } from '../../../../shared/protocol/feed/subscribe.ts';
import { dispatchCalls } from '../../api/dispatch-calls.ts';
import { incidentCalls } from '../../api/incident-calls.ts';
import { caseCalls } from '../../cases/case-calls.ts';
import { outboxCalls } from '../../api/outbox-calls.ts';
import { decisionCalls } from '../../decisions/decision-calls.ts';
import { orderCalls } from '../../decisions/order-calls.ts';
import { sha256 } from '../../decisions/attachments.ts';
import { DUTIES } from '../../decisions/testing/made.ts';
import type { Applied } from '../../feeds/applied.ts';
import { Committer } from '../../feeds/committer.ts';
import { journalCalls } from '../../journal/journal-calls.ts';
import type { Log, Ports } from '../../kernel/ports.ts';
import { Signal } from '../../kernel/signal.ts';
import { entitySource } from '../../queries/entity-source.ts';
import { passOver, type LiveSource } from '../../queries/live-source.ts';
import { TEST_MATRIX } from '../../testing/authorities.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { CommandDesk } from '../command-desk.ts';
import { Dispatcher, type DispatcherParts } from '../dispatcher.ts';
import { Outbox } from '../outbox.ts';
import { MemoryStore } from './memory-store.ts';
import type { ModelFeed } from './model-feed.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const NO_ROWS: LiveSource = { pass: () => passOver([]), subscribe: () => () => undefined };

/** A command or a question on the wire, and who waits for its answer. */
export interface Flight {
  readonly feed: string;
  /** Null: a question. */
  readonly raw: unknown;
  /** It arrives; what is returned brings the answer back. */
  readonly arrive: (feed: ModelFeed) => () => void;
  readonly giveUp: () => void;
}

export interface SimStationParts {
  readonly id: string;
  readonly feeds: ReadonlyMap<string, ModelFeed>;
  /** Everything that leaves this station for a hub. */
  readonly send: (station: SimStation, flight: Flight) => void;
}

/** A record that may not be there yet, as it was on the screen. */
interface Seen {
  readonly id: string;
  readonly expectedRev: number | null;
}

type Core = ReturnType<SimStation['start']>;

/** One console without sockets and windows: the real outbox, dispatcher, desk, calls and applier on a store that outlives it. */
export class SimStation {
  readonly id: string;
  readonly clock = new ManualClock();
  readonly store = new MemoryStore();
  /** The server's record as the officer looked at it last. */
  readonly screen = new Map<string, { readonly rev: number; readonly data: Readonly<Record<string, unknown>> }>();
  core: Core;
  readonly #parts: SimStationParts;
  readonly #ready = new Set<string>();
  #ids = 0;
  /** Answers to a core that died reach nobody. */
  #life = 0;

  constructor(parts: SimStationParts) {
    this.id = parts.id;
    this.#parts = parts;
    this.store.transact(({ write }) => {
      for (const feed of parts.feeds.values()) {
        write.feeds.join(feed.id, `http://hub/${feed.id}`);
        write.feeds.jump(feed.id, { epoch: feed.epoch, seq: 0 });
      }
    });
    this.core = this.start();
  }

  /** Over the wire everything is text; answers to a core that died reach nobody. */
  #fly<Answer>(
    feed: string,
    raw: unknown,
    arrive: (feed: ModelFeed) => Answer,
    answered: (answer: Answer | null) => void,
  ): void {
    const life = this.#life;
    const answer = (value: Answer | null): void => {
      if (life === this.#life) answered(value);
    };
    this.#parts.send(this, {
      feed,
      raw,
      arrive: (at) => {
        const value = arrive(at);
        return () => answer(value);
      },
      giveUp: () => answer(null),
    });
  }

  start() {
    const { clock, store } = this;
    const ids = { next: () => `${this.id}-id-${String((this.#ids += 1)).padStart(4, '0')}`, random: () => 0.5 };
    const ports: Pick<Ports, 'clock' | 'ids' | 'log'> = { clock, ids, log: SILENT };
    const outbox = new Outbox({ ports, store, stationId: this.id, matrix: TEST_MATRIX });
    const seat = { actor: { officer: `officer-of-${this.id}`, post: 'CCC-DL', station: this.id, authority: 'all' } };
    const desk = new CommandDesk({ outbox, read: store.read, seat });
    const send: DispatcherParts['send'] = (feed, command, answered) => {
      const raw = JSON.parse(JSON.stringify(command)) as unknown;
      this.#fly(feed, raw, (at) => at.take(raw), answered);
    };
    const recall: DispatcherParts['recall'] = (feed, commandIds, answered) =>
      this.#fly(feed, null, (at) => at.recall(commandIds), answered);
    const dispatcher = new Dispatcher({ clock, log: SILENT, outbox, read: store.read, send, recall });
    const committer = new Committer({
      store,
      clock,
      log: SILENT,
      alsoWrite: (unit, applied: Applied) => outbox.alsoWrite(unit, applied),
      committed: (applied) => outbox.committed(applied),
    });
    const feeds = [...this.#parts.feeds.keys()];
    const calls = {
      ...incidentCalls({ clock, ids, desk, seat, feeds: () => feeds }),
      ...dispatchCalls(desk),
      ...drawingCalls({ ids, desk, read: store.read, feeds: () => feeds }),
      ...caseCalls({ clock, ids, desk, feeds: () => feeds, matcher: { match: () => [] }, rules: () => null }),
      ...outboxCalls(desk, dispatcher, seat),
      ...opinionCalls({ desk }),
      ...decisionCalls({
        clock,
        ids,
        desk,
        seat,
        read: store.read,
        pending: outbox.pending,
        attachments: { put: sha256, get: () => null, shown: () => null },
        duties: DUTIES,
        stationId: this.id,
        cityFeed: () => 'hotline',
        hubTime: () => clock.now(),
        asOf: () => null,
      }),
      ...orderCalls({ ids, desk, duties: DUTIES, cityFeed: () => 'hotline', hubTime: () => clock.now() }),
      ...journalCalls({
        ids,
        stationId: this.id,
        read: store.read,
        desk,
        outbox,
        feeds: () => feeds,
        feedRows: () => [],
        hubTime: () => clock.now(),
        warnings: () => NO_ROWS,
        records: (topic) =>
          entitySource(topic, { read: store.read, applied: new Signal<Applied>(), overlay: outbox.pending }),
      }),
      warning: (type: CommandTypeName, { id, expectedRev }: Seen, payload: object) =>
        desk.give({ type, entityId: id, payload, expectedRev, feed: 'ems' }),
      /** What the console says by itself, under the same id at every station. */
      climb: (commandId: string, { id, expectedRev }: Seen, payload: object) =>
        outbox.find(commandId)
          ? null
          : outbox.queue({
              commandId,
              type: 'warning.escalate',
              entityId: id,
              payload,
              expectedRev,
              feed: 'ems',
              actor: seat.actor,
            }),
    };
    dispatcher.run();
    return { outbox, desk, dispatcher, committer, calls };
  }

  /** kill -9, and started again. */
  restart(): void {
    this.core.dispatcher.drain();
    this.#life += 1;
    this.#ready.clear();
    this.store.isBroken = false;
    this.core = this.start();
  }

  /** Joined by a snapshot where the hub cannot go on from here; orders go once that is on disk. */
  link(feed: ModelFeed, isUp: boolean): void {
    if (this.isLinked(feed.id) === isUp) return;
    if (isUp) {
      if (!feed.follows(this.cursor(feed.id))) {
        this.receiveSnapshot(feed);
        // A screen is behind by a moment, not by the life of a log: revisions of two lives do not compare.
        for (const key of this.screen.keys()) this.look(...(key.split('\n') as [Topic, string]));
      }
      if (!feed.follows(this.cursor(feed.id))) return;
      this.#ready.add(feed.id);
    } else {
      this.#ready.delete(feed.id);
    }
    this.core.dispatcher.feedReady(feed.id, isUp);
  }

  isLinked(feed: string): boolean {
    return this.#ready.has(feed);
  }

  cursor(feed: string): Cursor {
    const { epoch, seq, mark } = this.store.read.feeds.get(feed) ?? { epoch: null, seq: 0, mark: null };
    return { epoch: epoch ?? '', seq, ...(mark !== null && { mark }) };
  }

  /** Every command has its end, and none is in doubt because its hub may have been put back. */
  get isSettled(): boolean {
    const { read } = this.store;
    return this.core.outbox.pending.all().length === 0 && read.feeds.all().every(({ uncompared }) => uncompared === 0);
  }

  /** The next changes of a feed, as one frame. A disk that refuses them leaves the cursor where it was. */
  receive(feed: ModelFeed, count: number): void {
    const from = this.cursor(feed.id);
    const changes = feed.log.slice(from.seq, from.seq + count);
    const last = changes.at(-1);
    if (!last) return;
    const arrival = { kind: 'changes', feed: feed.id, from, to: last.seq, mark: markOf(last), changes } as const;
    this.core.committer.submit(arrival, () => undefined);
    this.core.committer.flush();
  }

  /** Everything as it stands, as one snapshot. */
  receiveSnapshot(feed: ModelFeed): void {
    const now = this.clock.now();
    const entities = [...feed.entities].map(([key, { rev, data }]) => {
      const [topic, id] = key.split('\n');
      return { topic, id, rev, at: now, entered: now, source: 'snapshot', data };
    });
    const last = feed.log.at(-1);
    const mark = last && { mark: markOf(last) };
    const place = { feed: feed.id, epoch: feed.epoch, seq: feed.log.length, ...mark };
    this.core.committer.submit({ kind: 'snapshot', ...place, first: true, last: true, entities }, () => undefined);
    this.core.committer.flush();
  }

  server(topic: Topic, id: string): { rev: number; data: Readonly<Record<string, unknown>> } | undefined {
    const line = this.store.read.entities.get(topic, id);
    return line && { rev: line.rev, data: JSON.parse(line.json) as Readonly<Record<string, unknown>> };
  }

  /** The officer looks: from now on this is what he saw of the server's state. */
  look(topic: Topic, id: string): void {
    const found = this.server(topic, id);
    if (found) this.screen.set(`${topic}\n${id}`, found);
    else this.screen.delete(`${topic}\n${id}`);
  }
}
