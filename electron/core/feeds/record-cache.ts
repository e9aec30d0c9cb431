import { TOPICS, type Topic } from '../../../shared/domain/topics.ts';
import type { LazyRecord } from './lazy-record.ts';

/** One entity as the applier sees it: what the database has, and what it will have. */
export interface Slot {
  readonly topic: Topic;
  readonly id: string;
  stored: LazyRecord | null;
  current: LazyRecord | null;
  /** Touched in the running transaction. */
  dirty: boolean;
}

/** Slots per generation and topic. */
const GENERATION = 20_000;

/**
 * The current records that were met last, so that a patch needs no SELECT. Two generations stand for an exact order of
 * use: a hit costs one lookup, and forgetting is dropping the older map.
 */
export class RecordCache {
  readonly #limit: number;
  #young = emptyGeneration();
  #old = emptyGeneration();

  constructor(limit = GENERATION) {
    this.#limit = limit;
  }

  get(topic: Topic, id: string): Slot | undefined {
    const slot = this.#young[topic].get(id);
    if (slot) return slot;
    const older = this.#old[topic].get(id);
    if (older) this.add(older);
    return older;
  }

  add(slot: Slot): void {
    let young = this.#young[slot.topic];
    if (young.size >= this.#limit) {
      this.#old[slot.topic] = young;
      young = new Map();
      this.#young[slot.topic] = young;
    }
    young.set(slot.id, slot);
  }

  /** After a transaction that was undone nothing here can be trusted. */
  clear(): void {
    this.#young = emptyGeneration();
    this.#old = emptyGeneration();
  }
}

function emptyGeneration(): Record<Topic, Map<string, Slot>> {
  return Object.fromEntries(TOPICS.map((topic) => [topic, new Map()])) as Record<Topic, Map<string, Slot>>;
}
