import type { Service } from '../kernel/lifecycle.ts';
import type { Clock, Log, Timer } from '../kernel/ports.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { StoreOptions } from '../store/options.ts';
import type { OldLine } from '../store/readers/history.ts';
import type { Store, Unit } from '../store/store.ts';
import { standing } from './rebuild.ts';

/** How often it is looked whether there is anything to trim. */
const LOOK_EVERY = 60_000;
/** Between two steps the core has its feeds and windows. */
const PAUSE = 50;
const LINES_PER_STEP = 200;

export interface RetentionParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly limits: Pick<StoreOptions, 'historyAge' | 'historyBytes'>;
}

/**
 * H4: keeps the history within its age and size, oldest first, in small steps. Of every entity that still stood where the
 * history now begins one whole line is left, so that the picture can be rebuilt from there on.
 */
export class Retention implements Service {
  readonly name = 'retention';
  readonly #parts: RetentionParts;
  #looking: Timer | null = null;
  #next: Timer | null = null;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  run(): void {
    this.#looking = this.#parts.clock.every(LOOK_EVERY, () => {
      if (!this.#next) this.#turn();
    });
  }

  stop(): void {
    this.#looking?.cancel();
    this.#next?.cancel();
  }

  /** One step. @returns whether there may be more to do. */
  step(): boolean {
    const { store, clock, limits } = this.#parts;
    const { history } = store.read;
    const from = history.reach();
    const lines = history.oldest(from, LINES_PER_STEP);
    const isTooLarge = history.usedBytes() > limits.historyBytes;
    const oldest = instant(clock.now() - limits.historyAge);
    const fresh = lines.findIndex(({ received }) => received >= oldest);
    // The newest line stays: it says how far the history reaches.
    const newest = history.newest();
    const old = (isTooLarge || fresh === -1 ? lines : lines.slice(0, fresh)).filter(
      ({ position }) => position < newest,
    );
    const end = old.at(-1);
    if (!end) return false;
    store.transact((unit) => trim(unit, old, end.position), 'cache');
    return old.length === LINES_PER_STEP;
  }

  #turn(): void {
    this.#next = null;
    let hasMore = false;
    try {
      hasMore = this.step();
    } catch (error) {
      // A full disk, or one that fails: the next minute.
      this.#parts.log.warn('history not trimmed', { error: String(error) });
    }
    if (hasMore) this.#next = this.#parts.clock.after(PAUSE, () => this.#turn());
  }
}

function trim({ read, write }: Unit, lines: readonly OldLine[], end: number): void {
  const newest = new Map(lines.map((line) => [`${line.topic}\n${line.id}`, line]));
  for (const line of newest.values()) {
    const stood = line.op === 'remove' ? null : standing(read.history, line.topic, line.id, line.position);
    if (stood?.isWhole) write.history.settle(line, stood.json);
    else write.history.forget(line);
  }
  write.history.setReach(end + 1);
}
