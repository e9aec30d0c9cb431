import type { Clock, Timer } from '../kernel/ports.ts';
import type { LiveSource, Pass, WireRow } from './live-source.ts';
import type { Streamer } from './streamer.ts';

/** Q4: at most one message per frame of the screen. */
const FLUSH_EVERY = 16;
/** How soon a window that did not keep up is looked at again. */
const RETRY_BEHIND = 50;
const FIRST_PART_ROWS = 200;

/** One watch of one window. */
export interface Watcher {
  /** @param body `"put":[…],"remove":[…]`, shared by all windows that watch the same. */
  send(body: string, complete: boolean, total?: number): void;
  /** It has not taken what it was sent; more would only pile up. */
  readonly isBehind: boolean;
}

interface Watch {
  readonly watcher: Watcher;
  isComplete: boolean;
  /** What a window that is behind still has to get: the newest state of each row once. */
  readonly owed: Map<string, string | null>;
}

/**
 * One live query with one set of arguments, for all windows that watch it: first result in parts, then deltas,
 * latest-wins per row, serialised once. Rules Q1–Q6 in README.md.
 */
export class LiveQuery {
  readonly #source: LiveSource;
  readonly #clock: Clock;
  readonly #streamer: Streamer;
  readonly #watches = new Set<Watch>();
  /** Rows that changed since the last flush. */
  #pending = new Map<string, () => string | null>();
  #unsubscribe: (() => void) | null = null;
  #timer: Timer | null = null;
  #lastFlush = Number.NEGATIVE_INFINITY;

  constructor(source: LiveSource, clock: Clock, streamer: Streamer) {
    this.#source = source;
    this.#clock = clock;
    this.#streamer = streamer;
  }

  get isWatched(): boolean {
    return this.#watches.size > 0;
  }

  /** Sends the first part before it returns (Q1). Returns the end of the watch. */
  watch(watcher: Watcher): () => void {
    this.#unsubscribe ??= this.#source.subscribe((id, json) => this.#changed(id, json));
    const watch: Watch = { watcher, isComplete: false, owed: new Map() };
    this.#watches.add(watch);
    const pass = this.#source.pass();
    const first = pass.next(FIRST_PART_ROWS);
    watch.isComplete = first.length === 0 || (pass.total !== null && first.length >= pass.total);
    watcher.send(bodyOf(first), watch.isComplete, pass.total ?? undefined);
    const cancel = watch.isComplete ? null : this.#streamer.add(() => this.#sendPart(watch, pass));
    return () => {
      cancel?.();
      this.#watches.delete(watch);
      if (this.#watches.size === 0) this.#rest();
    };
  }

  /** @returns how many characters were sent, `waiting`, or `done`. */
  #sendPart(watch: Watch, pass: Pass): number | 'waiting' | 'done' {
    if (watch.watcher.isBehind) return 'waiting';
    const rows = pass.next(this.#streamer.partRows);
    watch.isComplete = rows.length === 0;
    const body = bodyOf(rows);
    watch.watcher.send(body, watch.isComplete);
    return watch.isComplete ? 'done' : body.length;
  }

  #changed(id: string, json: () => string | null): void {
    this.#pending.set(id, json);
    if (this.#timer) return;
    const quiet = this.#clock.monotonic() - this.#lastFlush;
    this.#schedule(quiet >= FLUSH_EVERY ? 0 : FLUSH_EVERY - quiet);
  }

  #schedule(milliseconds: number): void {
    this.#timer = this.#clock.after(milliseconds, () => this.#flush());
  }

  #flush(): void {
    this.#timer = null;
    this.#lastFlush = this.#clock.monotonic();
    const rows = [...this.#pending].map(([id, json]) => [id, json()] as const);
    this.#pending = new Map();
    let shared: string | null = null;
    for (const watch of this.#watches) {
      const { watcher, owed } = watch;
      // Q5: what is owed is sent together with what is new, never before it, so no row goes back in time.
      if (owed.size > 0 || watcher.isBehind) {
        for (const [id, json] of rows) owed.set(id, json);
        if (owed.size === 0 || watcher.isBehind) continue;
        watcher.send(deltaOf(owed), watch.isComplete);
        owed.clear();
      } else if (rows.length > 0) {
        shared ??= deltaOf(rows);
        watcher.send(shared, watch.isComplete);
      }
    }
    const isOwing = [...this.#watches].some((watch) => watch.owed.size > 0);
    if (isOwing && !this.#timer) this.#schedule(RETRY_BEHIND);
  }

  /** Nobody watches: no work at all. */
  #rest(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#timer?.cancel();
    this.#timer = null;
    this.#pending.clear();
  }
}

function bodyOf(rows: readonly WireRow[]): string {
  return `"put":[${rows.map((row) => row.json).join(',')}],"remove":[]`;
}

function deltaOf(rows: Iterable<readonly [string, string | null]>): string {
  const put: string[] = [];
  const remove: string[] = [];
  for (const [id, json] of rows) {
    if (json === null) remove.push(JSON.stringify(id));
    else put.push(json);
  }
  return `"put":[${put.join(',')}],"remove":[${remove.join(',')}]`;
}
