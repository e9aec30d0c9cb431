import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { Known } from '../../../shared/protocol/feed/recall.ts';
import type { FeedAddress } from '../kernel/channel.ts';
import type { Service } from '../kernel/lifecycle.ts';
import type { Ports, Timer } from '../kernel/ports.ts';
import type { Store, Unit } from '../store/store.ts';
import type { Applied } from './applied.ts';
import { Committer } from './committer.ts';
import { readGradeRules, type GradeRules } from './grade-rules.ts';
import type { PassingDown, PassingUp } from './passing.ts';
import { FeedSession } from './session.ts';
import { SteadyTime } from './steady-time.ts';

/** How often counters of a busy feed are told. */
const HEALTH_EVERY = 250;

export interface FeedsParts {
  readonly ports: Ports;
  readonly store: Store;
  readonly addresses: readonly FeedAddress[];
  readonly stationId: string;
  /** Inside the transaction that applied something. */
  readonly alsoWrite: (unit: Unit, applied: Applied) => void;
  /** After its commit. */
  readonly committed: (applied: Applied) => void;
  readonly health: (row: FeedRow) => void;
  readonly ready: (feed: string, isReady: boolean) => void;
  readonly passing: PassingDown;
}

/** All feeds of this console, in the order of the strip. */
export class Feeds implements Service {
  readonly name = 'feeds';
  readonly #parts: FeedsParts;
  readonly #committer: Committer;
  readonly #sessions = new Map<string, FeedSession>();
  readonly #unwell = new Set<string>();
  readonly #gradeRules: GradeRules | null;
  readonly #steady: SteadyTime;
  #timer: Timer | null = null;

  constructor(parts: FeedsParts) {
    this.#parts = parts;
    const { ports, store } = parts;
    this.#steady = new SteadyTime(ports.clock);
    this.#committer = new Committer({
      store,
      clock: ports.clock,
      log: ports.log,
      alsoWrite: parts.alsoWrite,
      committed: (applied) => this.#committed(applied),
      heldBytes: () => store.heldBytes(),
    });
    this.#gradeRules = readGradeRules(ports.paths.resources, ports.log);
    for (const address of parts.addresses) this.#join(address);
  }

  get ids(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  rows(): FeedRow[] {
    return [...this.#sessions.values()].map((session) => session.row());
  }

  send(feed: string, command: Command, answered: (answer: CommandAnswer | null) => void): void {
    const session = this.#sessions.get(feed);
    if (session) session.send(command, answered);
    else answered(null);
  }

  /** Says it in passing to the feed's other stations; nobody hears it while the feed is away. */
  tell<E extends keyof PassingUp>(feed: string, event: E, said: PassingUp[E]): void {
    this.#sessions.get(feed)?.tell(event, said);
  }

  /** Which of these commands the feed's hub knows; null when it does not answer. */
  recall(feed: string, commandIds: readonly string[], answered: (known: readonly Known[] | null) => void): void {
    const session = this.#sessions.get(feed);
    if (session) session.recall(commandIds, answered);
    else answered(null);
  }

  /**
   * R20: the time by which a feed's hub judges, as far as it was told, else our own; no jump of our wall clock changes it.
   */
  hubTime(feed: string): Instant {
    return this.#sessions.get(feed)?.hubTime() ?? this.#steady.now();
  }

  /** What made feeds wait is over (a full disk): no need to wait any longer. */
  retry(): void {
    for (const session of this.#sessions.values()) session.dispatch({ type: 'retry' });
  }

  run(): void {
    this.#timer = this.#parts.ports.clock.every(HEALTH_EVERY, () => {
      this.#watchClock();
      this.#tellHealth();
    });
    for (const session of this.#sessions.values()) session.run();
  }

  drain(): void {
    for (const session of this.#sessions.values()) session.stop();
    this.#committer.flush();
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #join(address: FeedAddress): void {
    const { store, ports, stationId, ready, passing } = this.#parts;
    const id = feedIdOf(address.url);
    if (this.#sessions.has(id)) {
      throw new ProblemError({ code: 'feed-twice', origin: 'feeds', params: { feed: id, url: address.url } });
    }
    const known = store.transact(({ write, read }) => {
      write.feeds.join(id, address.url);
      return read.feeds.get(id);
    });
    if (!known) throw new Error(`feed ${id} was not stored`);
    const session = new FeedSession(known, address, {
      ports,
      committer: this.#committer,
      stationId,
      gradeRules: this.#gradeRules,
      ready,
      passing,
      describe: (feed, name, maxAge) => this.#describe(feed, name, maxAge),
      changed: (feed, urgency) => {
        this.#unwell.add(feed);
        if (urgency === 'now') this.#tellHealth();
      },
    });
    this.#sessions.set(id, session);
  }

  /** Only names: a disk that refuses them must not end the session. */
  #describe(feed: string, name: { zh: string; en: string }, maxAgeSeconds: number): void {
    const { store, ports } = this.#parts;
    try {
      store.transact(({ write }) => write.feeds.describe(feed, name, maxAgeSeconds));
    } catch (error) {
      ports.log.warn('feed name not stored', { feed, error: String(error) });
    }
  }

  #committed(applied: Applied): void {
    for (const [feed, count] of applied.quarantined) this.#sessions.get(feed)?.addQuarantined(count);
    this.#parts.committed(applied);
  }

  #watchClock(): void {
    const milliseconds = this.#steady.jumped();
    if (milliseconds === 0) return;
    this.#parts.ports.log.warn('wall clock jumped', { milliseconds });
    for (const session of this.#sessions.values()) session.clockJumped();
  }

  #tellHealth(): void {
    if (this.#unwell.size === 0) return;
    for (const feed of this.#unwell) {
      const session = this.#sessions.get(feed);
      if (session) this.#parts.health(session.row());
    }
    this.#unwell.clear();
  }
}

/** The last part of a feed's address is its id at its hub. Throws `ProblemError` `feed-url`. */
export function feedIdOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const id = parsed?.pathname.split('/').filter(Boolean).at(-1) ?? '';
  if (!parsed || !/^(https?|wss?):$/.test(parsed.protocol) || id === '' || id.length > 64) {
    throw new ProblemError({ code: 'feed-url', origin: 'feeds', params: { url } });
  }
  return id;
}
