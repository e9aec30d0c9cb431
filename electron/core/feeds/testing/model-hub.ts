import type { Change } from '../../../../shared/protocol/feed/change.ts';
import type { Fetched, FetchRange } from '../../../../shared/protocol/feed/fetch.ts';
import type { Frame } from '../../../../shared/protocol/feed/frame.ts';
import type { SnapshotEntity, SnapshotPart } from '../../../../shared/protocol/feed/snapshot.ts';
import type { Cursor, Subscribed } from '../../../../shared/protocol/feed/subscribe.ts';
import { instant } from '../../../../shared/kit/time.ts';

const FRAME_CHANGES = 3;
const PART_ENTITIES = 2;
const AT = instant(1_750_000_000_000);

interface Held {
  readonly rev: number;
  readonly quantity: number;
}

/**
 * The ideal hub of one feed, in memory and without time: what a console must agree with in the end. Entities are stocks
 * whose quantity is the value that counts.
 */
export class ModelHub {
  readonly feed: string;
  #generation = 1;
  #log: Change[] = [];
  #floor = 0;
  #entities = new Map<string, Held>();

  constructor(feed: string) {
    this.feed = feed;
  }

  get epoch(): string {
    return `epoch-${this.#generation}`;
  }

  get head(): number {
    return this.#log.length;
  }

  /** What the console must show: id → quantity. */
  get state(): Map<string, number> {
    return new Map([...this.#entities].map(([id, { quantity }]) => [id, quantity]));
  }

  set(id: string, quantity: number): void {
    const before = this.#entities.get(id);
    const rev = (before?.rev ?? 0) + 1;
    const isPatch = before !== undefined && quantity % 2 === 0;
    this.#entities.set(id, { rev, quantity });
    this.#append({ id, rev, op: isPatch ? 'patch' : 'put', data: isPatch ? { quantity } : stock(quantity) });
  }

  remove(id: string): void {
    const before = this.#entities.get(id);
    if (!before) return;
    this.#entities.delete(id);
    this.#append({ id, rev: before.rev + 1, op: 'remove' });
  }

  /** The log is restored from somewhere else: other positions, revisions counted anew, some records gone. */
  rewrite(keep: (id: string) => boolean): void {
    this.#generation += 1;
    const kept = [...this.#entities].filter(([id]) => keep(id));
    this.#entities = new Map();
    this.#log = [];
    this.#floor = 0;
    for (const [id, { quantity }] of kept) this.set(id, quantity + 1);
  }

  /** Changes up to here can only be had by snapshot. */
  trim(): void {
    this.#floor = this.head;
  }

  subscribe(cursor: Cursor | null): Subscribed {
    const isKept = cursor?.epoch === this.epoch && cursor.seq >= this.#floor && cursor.seq <= this.head;
    return {
      feedId: this.feed,
      name: { zh: this.feed, en: this.feed },
      epoch: this.epoch,
      head: this.head,
      mode: isKept ? 'replay' : 'snapshot',
      maxAgeSeconds: 10,
    };
  }

  snapshot(): SnapshotPart[] {
    const entities = [...this.#entities].map(([id, { rev, quantity }]): SnapshotEntity => {
      return { topic: 'supply', id, rev, at: AT, entered: AT, source: 'model', data: stock(quantity) };
    });
    const parts = Math.max(1, Math.ceil(entities.length / PART_ENTITIES));
    return Array.from({ length: parts }, (_, index) => ({
      epoch: this.epoch,
      seq: this.head,
      part: index + 1,
      parts,
      entities: entities.slice(index * PART_ENTITIES, (index + 1) * PART_ENTITIES),
    }));
  }

  framesAfter(seq: number): Frame[] {
    const frames: Frame[] = [];
    for (let from = seq; from < this.head; from += FRAME_CHANGES) {
      const changes = this.#log.slice(from, from + FRAME_CHANGES);
      frames.push({ epoch: this.epoch, prevSeq: from, seq: from + changes.length, changes });
    }
    return frames;
  }

  /** Answers with less than asked, as a hub may. */
  fetch({ epoch, from, to }: FetchRange): Fetched {
    if (epoch !== this.epoch || from <= this.#floor || from > this.head) return { outcome: 'gone' };
    const changes = this.#log.slice(from - 1, Math.min(to, from + FRAME_CHANGES));
    return { outcome: 'range', to: from - 1 + changes.length, changes };
  }

  #append(part: Pick<Change, 'id' | 'rev' | 'op'> & { data?: unknown }): void {
    this.#log.push({ seq: this.head + 1, topic: 'supply', at: AT, entered: AT, source: this.epoch, ...part });
  }
}

function stock(quantity: number): Record<string, unknown> {
  return {
    good: 'sandbag',
    name: { zh: '沙袋' },
    depot: 'depot-1',
    depotName: { zh: '一号库' },
    unit: '袋',
    quantity,
    burnPerHour: null,
    countedAt: AT,
  };
}
