import { DAY, instant, type Instant } from '../../../../shared/kit/time.ts';
import type { Happening } from './sighting.ts';

/** As long as history is kept; what is usual is learnt from it. */
export const LEARNT = 30 * DAY;
/** Beyond it the oldest go: a city of a million has some thousand calls a day. */
const MOST = 200_000;

/** What happened within the last thirty days, in order of time, each thing once. */
export class Happenings {
  #all: Happening[] = [];
  readonly #ids = new Set<string>();
  #isSorted = true;
  /** Since when this station has been listening: before it, nothing counts as "none happened". */
  #from: Instant | null = null;

  /** @returns false: it was known. */
  add(happening: Happening): boolean {
    const key = `${happening.of}\n${happening.id}`;
    if (this.#ids.has(key)) return false;
    this.#ids.add(key);
    const last = this.#all.at(-1);
    if (last && last.at > happening.at) this.#isSorted = false;
    this.#all.push(happening);
    return true;
  }

  observedFrom(at: Instant): void {
    if (this.#from === null || at < this.#from) this.#from = at;
  }

  get from(): Instant | null {
    return this.#from;
  }

  /** Oldest first. */
  all(): readonly Happening[] {
    if (!this.#isSorted) {
      this.#all.sort((a, b) => a.at - b.at);
      this.#isSorted = true;
    }
    return this.#all;
  }

  /** Those in (from, until], oldest first. */
  between(from: Instant, until: Instant): readonly Happening[] {
    const all = this.all();
    return all.slice(firstAfter(all, from), firstAfter(all, until));
  }

  forget(now: Instant): void {
    const all = this.all();
    const gone = Math.max(firstAfter(all, instant(now - LEARNT)), all.length - MOST);
    if (gone <= 0) return;
    for (const { of, id } of all.slice(0, gone)) this.#ids.delete(`${of}\n${id}`);
    this.#all = all.slice(gone);
    const from = instant(now - LEARNT);
    if (this.#from !== null && this.#from < from) this.#from = from;
  }
}

/** Index of the first that is later than `at`. */
export function firstAfter(sorted: readonly { readonly at: Instant }[], at: Instant): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
