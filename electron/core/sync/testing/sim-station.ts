import type { Topic } from '../../../../shared/domain/topics.ts';
import type { Command, CommandAnswer } from '../../../../shared/protocol/feed/command.ts';
import { drawingCalls } from '../../api/drawing-calls.ts';
import { dispatchCalls } from '../../api/dispatch-calls.ts';
import { incidentCalls } from '../../api/incident-calls.ts';
import { outboxCalls } from '../../api/outbox-calls.ts';
import type { Applied } from '../../feeds/applied.ts';
import { Committer } from '../../feeds/committer.ts';
import type { Log, Ports } from '../../kernel/ports.ts';
import { TEST_MATRIX } from '../../testing/authorities.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { CommandDesk } from '../command-desk.ts';
import { Dispatcher } from '../dispatcher.ts';
import { Outbox } from '../outbox.ts';
import { MemoryStore } from './memory-store.ts';
import type { ModelFeed } from './model-feed.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const EPOCH = 'epoch-1';

/** A command on the wire, and who waits for its answer. */
export interface Flight {
  readonly feed: string;
  readonly raw: unknown;
  readonly answer: (answer: CommandAnswer | null) => void;
}

export interface SimStationParts {
  readonly id: string;
  readonly feeds: ReadonlyMap<string, ModelFeed>;
  /** Everything that leaves this station for a hub. */
  readonly send: (station: SimStation, flight: Flight) => void;
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
      for (const feed of parts.feeds.keys()) {
        write.feeds.join(feed, `http://hub/${feed}`);
        write.feeds.jump(feed, { epoch: EPOCH, seq: 0 });
      }
    });
    this.core = this.start();
  }

  start() {
    const { clock, store } = this;
    const ids = { next: () => `${this.id}-id-${String((this.#ids += 1)).padStart(4, '0')}`, random: () => 0.5 };
    const ports: Pick<Ports, 'clock' | 'ids' | 'log'> = { clock, ids, log: SILENT };
    const outbox = new Outbox({ ports, store, stationId: this.id, matrix: TEST_MATRIX });
    const seat = { actor: { officer: `officer-of-${this.id}`, post: 'CCC-DL', station: this.id, authority: 'all' } };
    const desk = new CommandDesk({ outbox, read: store.read, seat });
    const life = this.#life;
    const send = (feed: string, command: Command, answered: (answer: CommandAnswer | null) => void): void => {
      const answer = (value: CommandAnswer | null): void => {
        if (life === this.#life) answered(value);
      };
      // Over the wire a command is text.
      this.#parts.send(this, { feed, raw: JSON.parse(JSON.stringify(command)) as unknown, answer });
    };
    const dispatcher = new Dispatcher({ clock, log: SILENT, outbox, read: store.read, send });
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
      ...outboxCalls(desk, dispatcher, seat),
    };
    dispatcher.run();
    return { outbox, dispatcher, committer, calls };
  }

  /** kill -9, and started again. */
  restart(): void {
    this.core.dispatcher.drain();
    this.#life += 1;
    this.#ready.clear();
    this.store.isBroken = false;
    this.core = this.start();
  }

  link(feed: string, isUp: boolean): void {
    if (this.#ready.has(feed) === isUp) return;
    if (isUp) this.#ready.add(feed);
    else this.#ready.delete(feed);
    this.core.dispatcher.feedReady(feed, isUp);
  }

  isLinked(feed: string): boolean {
    return this.#ready.has(feed);
  }

  cursor(feed: string): number {
    return this.store.read.feeds.get(feed)?.seq ?? 0;
  }

  /** The next changes of a feed, as one frame. A disk that refuses them leaves the cursor where it was. */
  receive(feed: ModelFeed, count: number): void {
    const from = this.cursor(feed.id);
    const changes = feed.log.slice(from, from + count);
    if (changes.length === 0) return;
    const arrival = { kind: 'changes', feed: feed.id, from: { epoch: EPOCH, seq: from } } as const;
    this.core.committer.submit({ ...arrival, to: from + changes.length, changes }, () => undefined);
    this.core.committer.flush();
  }

  /** Everything as it stands, as one snapshot. */
  receiveSnapshot(feed: ModelFeed): void {
    const now = this.clock.now();
    const entities = [...feed.entities].map(([key, { rev, data }]) => {
      const [topic, id] = key.split('\n');
      return { topic, id, rev, at: now, entered: now, source: 'snapshot', data };
    });
    const seq = feed.log.length;
    const arrival = { kind: 'snapshot', feed: feed.id, epoch: EPOCH, seq, first: true, last: true, entities } as const;
    this.core.committer.submit(arrival, () => undefined);
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
  }
}
