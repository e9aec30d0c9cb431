import type { Change } from '../../../../shared/protocol/feed/change.ts';
import { Applier } from '../../feeds/applier.ts';
import type { Store } from '../../store/store.ts';
import type { ManualClock } from '../../testing/manual-clock.ts';
import { change } from '../../testing/records.ts';

/** The event and entry time of what a snapshot brings. */
export const TOLD_AT = 1_750_000_000_000;

/** A feed into the store (a test may open it anew), as the hub would send it, with what it has told so far. */
export class Line {
  readonly #applier = new Applier();
  readonly feed: string;
  #epoch = 1;
  #seq = 0;
  readonly #revs = new Map<string, number>();
  readonly #store: () => Store;
  readonly #clock: ManualClock;

  constructor(feed: string, store: () => Store, clock: ManualClock) {
    this.feed = feed;
    this.#store = store;
    this.#clock = clock;
    this.snapshot([]);
  }

  /** @returns the revision that it made. */
  tell(id: string, op: 'put' | 'patch' | 'remove', data?: unknown): void {
    const rev = (this.#revs.get(id) ?? 0) + 1;
    this.#revs.set(id, rev);
    const from = { epoch: this.#name, seq: this.#seq };
    this.#seq += 1;
    const one: Change = change({
      seq: this.#seq,
      id,
      topic: 'resource',
      rev,
      op,
      data: op === 'remove' ? undefined : data,
    });
    this.#apply({ kind: 'changes', feed: this.feed, from, to: this.#seq, changes: [one] });
  }

  /** The hub was restored: another epoch, and this is all that there is. */
  snapshot(entities: readonly { readonly id: string; readonly data: unknown }[]): void {
    this.#epoch += 1;
    this.#revs.clear();
    const all = entities.map(({ id, data }) => {
      this.#revs.set(id, 1);
      return { topic: 'resource', id, rev: 1, at: TOLD_AT, entered: TOLD_AT, source: 'test', data };
    });
    this.#store().transact(({ write }) => write.feeds.join(this.feed, `http://hub/${this.feed}`));
    this.#apply({
      kind: 'snapshot', feed: this.feed, epoch: this.#name, seq: this.#seq, first: true, last: true, entities: all,
    }); // prettier-ignore
  }

  get #name(): string {
    return `epoch-${this.#epoch}`;
  }

  #apply(arrival: Parameters<Applier['apply']>[1]): void {
    this.#store().transact((on) => {
      this.#applier.apply(on, arrival, this.#clock.now());
      this.#applier.finish(on);
    }, 'cache');
  }
}
