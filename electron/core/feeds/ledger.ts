import type { Topic } from '../../../shared/domain/topics.ts';
import type { EntityRecord } from '../store/records.ts';
import type { Unit } from '../store/store.ts';
import type { Applied } from './applied.ts';
import { LazyRecord } from './lazy-record.ts';
import { RecordCache, type Slot } from './record-cache.ts';

/**
 * The entities of the running transaction: read once, changed any number of times in memory, written once at its end.
 * On a busy feed that halves the writing, since the same units move again and again.
 */
export class Ledger {
  readonly #cache: RecordCache;
  #dirty: Slot[] = [];

  constructor(cache = new RecordCache()) {
    this.#cache = cache;
  }

  slot(unit: Unit, topic: Topic, id: string): Slot {
    const known = this.#cache.get(topic, id);
    if (known) return known;
    const stored = unit.read.entities.get(topic, id);
    const record = stored ? LazyRecord.fromLine(stored) : null;
    const slot: Slot = { topic, id, stored: record, current: record, dirty: false };
    this.#cache.add(slot);
    return slot;
  }

  set(slot: Slot, record: LazyRecord | null): void {
    slot.current = record;
    if (slot.dirty) return;
    slot.dirty = true;
    this.#dirty.push(slot);
  }

  /** Writes what differs from the table. */
  finish(unit: Unit): Pick<Applied, 'puts' | 'removed'> {
    const puts: EntityRecord[] = [];
    const removed: { topic: Topic; id: string }[] = [];
    const { entities } = unit.write;
    for (const slot of this.#dirty) {
      slot.dirty = false;
      const { stored, current } = slot;
      if (current === stored) continue;
      slot.stored = current;
      if (!current) {
        entities.remove(slot.topic, slot.id);
        removed.push({ topic: slot.topic, id: slot.id });
        continue;
      }
      if (stored && keepsPlace(stored, current)) entities.update(current);
      else entities.put(current);
      puts.push(current);
    }
    this.#dirty = [];
    return { puts, removed };
  }

  /** The transaction was undone: nothing that was read or written in it can be trusted. */
  abandon(): void {
    this.#dirty = [];
    this.#cache.clear();
  }
}

function keepsPlace(before: EntityRecord, after: EntityRecord): boolean {
  return before.urgency === after.urgency && before.recency === after.recency && before.feed === after.feed;
}
