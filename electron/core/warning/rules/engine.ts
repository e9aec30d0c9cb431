import type { Topic } from '../../../../shared/domain/topics.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { HOUR, instant, MINUTE, SECOND, type Instant } from '../../../../shared/kit/time.ts';
import type { Applied } from '../../feeds/applied.ts';
import type { Service } from '../../kernel/lifecycle.ts';
import type { Clock, Log, Timer } from '../../kernel/ports.ts';
import type { Signal } from '../../kernel/signal.ts';
import type { LiveSource } from '../../queries/live-source.ts';
import type { Readers } from '../../store/store.ts';
import type { Order } from '../../sync/command-desk.ts';
import type { Areas } from './areas.ts';
import type { RunScan } from './cluster-watch.ts';
import { keyOf, type Watch, type WatchedRule } from './finding.ts';
import { Happenings } from './happenings.ts';
import { pastReadings } from './history-sightings.ts';
import { loadHappenings } from './load-happenings.ts';
import { makeWatch } from './make-watch.ts';
import type { OwnAlerts } from './own-alerts.ts';
import { ordersFor } from './orders.ts';
import type { RuleBook } from './rule-book.ts';
import { happeningOf, sightedTopic, sightingOf, talkOf, type Subject } from './sighting.ts';
import { Turns } from './turns.ts';

export interface RuleEngineParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly book: RuleBook;
  readonly own: OwnAlerts;
  readonly areas: Areas;
  readonly read: Readers;
  readonly applied: Signal<Applied>;
  readonly records: (topic: Topic) => LiveSource;
  /** Gives a command in the name of the console. Throws `ProblemError`. */
  readonly give: (order: Order) => void;
  /** The feed that the city's own warnings belong to; null while none is joined. */
  readonly feed: () => string | null;
  /** By the hub's clock. */
  readonly now: () => Instant;
  readonly scan: RunScan;
}

/** What came, in its order; null: the record is gone. */
interface Arrival {
  readonly topic: Topic;
  readonly id: string;
  readonly data: object | null;
}

/** More than that is behind only when the machine is hopelessly slow; then the oldest are let go. */
const MOST_WAITING = 50_000;
/** Readings of yesterday raise nothing today. */
const TOO_OLD = 6 * HOUR;
/** After a refusal the same thing is tried again so much later, ms. */
const RETRY = 30 * SECOND;
const PAGE = 50;

/**
 * The rules at work: what the feeds bring goes through them, and what they find becomes warnings, by commands of the console itself.
 * Rules E1–E10 in ../README.md.
 */
export class RuleEngine implements Service {
  readonly name = 'warning rules';
  readonly happenings = new Happenings();
  readonly #parts: RuleEngineParts;
  readonly #turns: Turns;
  readonly #watches = new Map<string, Watch>();
  readonly #stops: (() => void)[] = [];
  #waiting: Arrival[] = [];
  #isDraining = false;
  /** Loaded: what comes is judged, not only kept. */
  #isReady = false;
  readonly #dirty = new Map<string, { readonly rule: string; readonly subject: Subject }>();
  readonly #retryAt = new Map<string, number>();
  #timer: Timer | null = null;

  constructor(parts: RuleEngineParts) {
    this.#parts = parts;
    this.#turns = new Turns(parts.clock, parts.log);
  }

  run(): void {
    const { applied, own, book, records, read, clock } = this.#parts;
    own.run(records('alert'));
    book.run(records('rule'));
    this.#stops.push(
      applied.on((change) => this.#arrived(change)),
      own.changed.on(({ rule, subject }) => this.#ownChanged(rule, subject)),
      book.changed.on((id) => this.#ruleChanged(id)),
    );
    this.#turns.add(loadHappenings(read, this.happenings));
    this.#turns.add(() => {
      for (const { id } of book.all()) this.#begin(id);
      this.#turns.add(() => this.#ready());
      return false;
    });
    this.#timer = clock.every(MINUTE, () => this.tick());
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#timer?.cancel();
    this.#turns.stop();
    this.#parts.own.stop();
    this.#parts.book.stop();
  }

  /** The rule at work, for what it has looked at; undefined: it is off, or blind. */
  watchOf(rule: string): Watch | undefined {
    return this.#watches.get(rule);
  }

  /** Once a minute: counts, silence, forecasts, and what stands and must be renewed. */
  tick(): void {
    if (!this.#isReady) return;
    const now = this.#parts.now();
    this.happenings.forget(now);
    for (const [rule, watch] of this.#watches) {
      this.#turns.add(() => {
        // It may have been replaced meanwhile.
        if (this.#watches.get(rule) !== watch) return false;
        this.#touch(rule, watch.tick(now));
        this.#touch(
          rule,
          this.#parts.own.standingOf(rule).map(({ own }) => own.subject),
        );
        return false;
      });
    }
  }

  #ready(): boolean {
    this.#isReady = true;
    this.#drain();
    this.tick();
    this.#parts.log.info('rules at work', { rules: this.#watches.size, happenings: this.happenings.all().length });
    return false;
  }

  #arrived({ puts, removed }: Applied): void {
    for (const { topic, id, data } of puts) if (isLookedAt(topic, data)) this.#waiting.push({ topic, id, data });
    for (const { topic, id } of removed)
      if (topic === 'resource' || topic === 'supply') this.#waiting.push({ topic, id, data: null });
    if (this.#waiting.length > MOST_WAITING) {
      this.#parts.log.warn('rules are behind', { lost: this.#waiting.length - MOST_WAITING });
      this.#waiting = this.#waiting.slice(-MOST_WAITING);
    }
    if (this.#isReady && this.#waiting.length > 0) this.#drain();
  }

  #drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    let next = 0;
    this.#turns.add(() => {
      const arrival = this.#waiting[next];
      if (arrival) {
        next += 1;
        this.#take(arrival);
        return true;
      }
      this.#waiting = [];
      next = 0;
      this.#isDraining = false;
      return false;
    });
  }

  #take({ topic, id, data }: Arrival): void {
    if (data === null) return this.#gone(topic, id);
    const happening = happeningOf(topic, id, data);
    if (happening) {
      if (!this.happenings.add(happening)) return;
      this.happenings.observedFrom(instant(this.#parts.now() - 1));
      for (const watch of this.#watches.values()) watch.happen?.(happening);
      return;
    }
    this.#show(this.#watches, topic, id, data);
  }

  #show(watches: Iterable<readonly [string, Watch]>, topic: Topic, id: string, data: object): void {
    const { areas, now } = this.#parts;
    const talk = talkOf(topic, id, data);
    const sighting = talk ? null : sightingOf(topic, id, data, areas);
    const isTold = talk !== null || (sighting !== null && now() - sighting.at <= TOO_OLD);
    if (!isTold) return;
    for (const [rule, watch] of watches) {
      this.#touch(rule, (talk ? watch.hear?.(talk) : sighting && watch.see?.(sighting)) ?? []);
    }
  }

  /** A sensor that was taken out of the feed warns of nothing any more. */
  #gone(topic: Topic, id: string): void {
    if (topic !== 'resource' && topic !== 'supply') return;
    const subject: Subject = { topic, id, name: { zh: id, en: id } };
    for (const [rule, watch] of this.#watches) {
      watch.forget(subject);
      for (const { own } of this.#parts.own.standing(rule, subject)) this.#settle(rule, own.subject, true);
    }
  }

  #ruleChanged(id: string): void {
    if (!this.#isReady) return;
    this.#turns.add(() => {
      this.#begin(id);
      return false;
    });
  }

  /** A rule goes to work, or anew with other words: on what stands, and on the records as they are now. */
  #begin(id: string): void {
    const { book, own, records, read, areas, scan, log } = this.#parts;
    this.#watches.delete(id);
    const known = book.get(id);
    if (!known) return;
    const standing = own.standingOf(id);
    const rule: WatchedRule = { ...known.rule, id };
    if (!rule.enabled) {
      for (const { own: one } of standing) this.#mark(id, one.subject);
      return;
    }
    let watch: Watch | null = null;
    try {
      const done = (touched: readonly Subject[]): void => this.#touch(id, touched);
      watch = makeWatch(rule, { happenings: this.happenings, areas, past: pastReadings(read, areas), scan, done });
    } catch (error) {
      log.error('rule not at work', { rule: id, error: String(error) });
    }
    if (!watch) return;
    this.#watches.set(id, watch);
    for (const { alert, own: one } of standing) {
      const confirmedAt = one.state.is === 'confirmed' ? one.state.at : null;
      watch.adopt({
        subject: one.subject,
        level: one.overruled?.from ?? alert.level,
        firstAt: one.firstAt,
        confirmedAt,
      });
    }
    const topic = sightedTopic(rule.source);
    if (topic !== null) this.#turns.add(this.#showAll(id, watch, topic, records(topic)));
  }

  #showAll(rule: string, watch: Watch, topic: Topic, source: LiveSource): () => boolean {
    const pass = source.pass();
    return () => {
      if (this.#watches.get(rule) !== watch) return false;
      const rows = pass.next(PAGE);
      for (const { id, json } of rows) {
        const { data } = JSON.parse(json) as { readonly data: object };
        if (isLookedAt(topic, data)) this.#show([[rule, watch]], topic, id, data);
      }
      return rows.length > 0;
    };
  }

  /** Another console said something, or an officer overruled it, or a command of ours came to nothing. */
  #ownChanged(rule: string, subject: Subject): void {
    const watch = this.#watches.get(rule);
    const [standing] = this.#parts.own.standing(rule, subject);
    if (watch && standing) {
      const { alert, own } = standing;
      const confirmedAt = own.state.is === 'confirmed' ? own.state.at : null;
      watch.adopt({ subject, level: own.overruled?.from ?? alert.level, firstAt: own.firstAt, confirmedAt });
    }
    this.#mark(rule, subject);
  }

  #touch(rule: string, subjects: readonly Subject[]): void {
    for (const subject of subjects) this.#mark(rule, subject);
  }

  #mark(rule: string, subject: Subject): void {
    const isFirst = this.#dirty.size === 0;
    this.#dirty.set(`${rule}\n${keyOf(subject)}`, { rule, subject });
    if (!isFirst) return;
    // In a turn of its own: a command must not be given while the outbox tells of another.
    this.#turns.add(() => {
      const [entry] = this.#dirty;
      if (!entry) return false;
      const [key, { rule: id, subject: about }] = entry;
      this.#dirty.delete(key);
      this.#settle(id, about, false);
      return this.#dirty.size > 0;
    });
  }

  /** What is found and what stands are made the same. */
  #settle(id: string, subject: Subject, isGone: boolean): void {
    const { book, own, clock, give, feed, log, now, read, areas } = this.#parts;
    const known = book.get(id);
    const target = feed();
    const key = `${id}\n${keyOf(subject)}`;
    if (!known || target === null || (this.#retryAt.get(key) ?? 0) > clock.monotonic()) return;
    this.#retryAt.delete(key);
    const rule: WatchedRule = { ...known.rule, id };
    const watch = this.#watches.get(id) ?? null;
    try {
      for (const order of ordersFor({ rule, subject, watch, own, read, areas, now: now(), isGone })) {
        give({ ...order, feed: target });
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      log.warn('own warning not given', { rule: id, subject: subject.id, code: error.problem.code });
      this.#retryAt.set(key, clock.monotonic() + RETRY);
    }
  }
}

/** Vehicles move each second, and no rule looks at them. */
function isLookedAt(topic: Topic, data: object): boolean {
  if (topic === 'resource') return 'form' in data && data.form !== 'unit';
  return topic === 'supply' || topic === 'incident' || topic === 'case' || topic === 'opinion';
}
