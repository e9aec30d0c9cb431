import type { SearchAnswer, SearchHit } from '../../../shared/protocol/console-api/search-calls.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { Clock, Log, SqliteDriver, Timer } from '../kernel/ports.ts';
import type { LiveSource, Pass, WireRow } from '../queries/live-source.ts';
import type { Name } from './name.ts';
import { NameIndex, type Question } from './name-index.ts';
import { nameOfRecord, SEARCHED_TOPICS, type SearchedTopic } from './record-names.ts';

/** One turn of filling may take so long, ms: the core answers windows and feeds in between. */
const TURN = 6;
/** Between two turns, ms: names wait, feeds do not. */
const PAUSE = 60;
/** Names per look at the clock. */
const STEP = 20;
/** From a change to its being found, ms. */
const SOON = 300;
/** A resource that is known moves each second and keeps its name: it is looked at again only so often. */
const SELDOM = 30 * SECOND;

interface Touched {
  readonly topic: SearchedTopic;
  readonly json: () => string | null;
}

export interface SearchParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly sqlite: SqliteDriver;
  /** The records as a window may see them. */
  readonly records: (topic: SearchedTopic) => LiveSource;
  /** What the ground names; read at the start. */
  readonly ground: () => readonly Name[];
  /** Names that take time to be known: those of a road file. They come when they come; refused, there are none. */
  readonly late?: () => Promise<readonly Name[]>;
}

/** Keeps the index of names: filled in small turns after the start, and then as records change. */
export class Search {
  readonly name = 'search';
  readonly #parts: SearchParts;
  readonly #index: NameIndex;
  readonly #changed = new Map<string, Touched>();
  readonly #moved = new Map<string, Touched>();
  readonly #stops: (() => void)[] = [];
  readonly #timers = new Set<Timer>();
  /** What is still to be filled in, the next last. */
  #todo: (() => boolean)[] = [];
  #isComplete = false;
  #isStopped = false;
  /** Names that came from a record, not from the ground. */
  readonly #records = new Set<string>();

  constructor(parts: SearchParts) {
    this.#parts = parts;
    this.#index = new NameIndex(parts.sqlite);
  }

  run(): void {
    const { records, clock } = this.#parts;
    const begin = clock.monotonic();
    for (const topic of SEARCHED_TOPICS) {
      const source = records(topic);
      this.#stops.push(source.subscribe((id, json) => this.#change(topic, id, json)));
      this.#todo.unshift(this.#fillFrom(topic, source.pass()));
    }
    this.#todo.unshift(this.#fillGround(() => this.#parts.ground()));
    this.#fill(begin);
    this.#parts.late?.().then(
      (names) => this.#fillLate(names),
      (error: unknown) => this.#parts.log.warn('late names not read', { error: String(error) }),
    );
  }

  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stops) stop();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    this.#todo = [];
    this.#index.close();
  }

  ask(question: Question): SearchAnswer {
    const hits: SearchHit[] = this.#index.search(question);
    return { hits, names: this.#index.size, complete: this.#isComplete };
  }

  /** One turn after the other until nothing is left. A step answers whether there is more of its kind. */
  #fill(begin: number): void {
    const step = this.#todo.at(-1);
    if (!step) {
      const { log, clock } = this.#parts;
      this.#isComplete = true;
      log.info('names indexed', { names: this.#index.size, ms: Math.round(clock.monotonic() - begin) });
      return;
    }
    if (!step()) this.#todo.pop();
    this.#after(PAUSE, () => this.#fill(begin));
  }

  #fillLate(names: readonly Name[]): void {
    if (this.#isStopped || names.length === 0) return;
    this.#todo.unshift(this.#fillGround(() => names));
    if (!this.#isComplete) return;
    this.#isComplete = false;
    this.#fill(this.#parts.clock.monotonic());
  }

  #fillGround(read: () => readonly Name[]): () => boolean {
    let names: readonly Name[] | null = null;
    let next = 0;
    return () => {
      names ??= read();
      const all = names;
      this.#turn(() => {
        for (let count = 0; count < STEP && next < all.length; count += 1, next += 1) {
          const name = all[next];
          // A record of the same id knows more of it.
          if (name && !this.#index.has(name.id)) this.#index.put(name);
        }
        return next < all.length;
      });
      return next < all.length;
    };
  }

  #fillFrom(topic: SearchedTopic, pass: Pass): () => boolean {
    return () => {
      let isMore = true;
      this.#turn(() => {
        const rows = pass.next(STEP);
        for (const row of rows) this.#put(topic, row);
        isMore = rows.length > 0;
        return isMore;
      });
      return isMore;
    };
  }

  #change(topic: SearchedTopic, id: string, json: () => string | null): void {
    const isSlow = topic === 'resource' && this.#records.has(id);
    const waiting = isSlow ? this.#moved : this.#changed;
    if (waiting.size === 0) this.#after(isSlow ? SELDOM : SOON, () => this.#take(waiting));
    waiting.set(id, { topic, json });
  }

  #take(waiting: Map<string, Touched>): void {
    this.#turn(() => {
      let count = 0;
      for (const [id, { topic, json }] of waiting) {
        waiting.delete(id);
        const row = json();
        if (row === null) this.#drop(id);
        else this.#put(topic, { id, json: row });
        if ((count += 1) === STEP) break;
      }
      return waiting.size > 0;
    });
    if (waiting.size > 0) this.#after(PAUSE, () => this.#take(waiting));
  }

  /** Repeats `work` in one transaction until it has no more or the time of one turn is over. */
  #turn(work: () => boolean): void {
    const { clock } = this.#parts;
    const end = clock.monotonic() + TURN;
    this.#index.write(() => {
      while (work() && clock.monotonic() < end);
    });
  }

  #put(topic: SearchedTopic, { id, json }: WireRow): void {
    const { data } = JSON.parse(json) as { readonly data: unknown };
    this.#records.add(id);
    this.#index.put(nameOfRecord(topic, id, data));
  }

  #drop(id: string): void {
    this.#records.delete(id);
    this.#index.remove(id);
  }

  #after(ms: number, work: () => void): void {
    const timer = this.#parts.clock.after(ms, () => {
      this.#timers.delete(timer);
      work();
    });
    this.#timers.add(timer);
  }
}
