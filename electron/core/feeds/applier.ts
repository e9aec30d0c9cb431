import type { Topic } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { isKeyframe } from '../store/keyframe.ts';
import type { Unit } from '../store/store.ts';
import type { Told } from '../store/writers/history.ts';
import type { Applied, Effect } from './applied.ts';
import type { Arrival } from './arrival.ts';
import { LazyRecord } from './lazy-record.ts';
import { Ledger } from './ledger.ts';
import { namesOf, quarantineEntry, revisionOf, seqOf } from './quarantine-entry.ts';
import {
  readChange,
  readPatch,
  readPut,
  readSnapshotEntity,
  type KnownChange,
  type KnownEntity,
  type ReadRecord,
} from './read-change.ts';
import { faultOfThrow, Refused } from './refused.ts';

type ChangesArrival = Extract<Arrival, { kind: 'changes' }>;
type SnapshotArrival = Extract<Arrival, { kind: 'snapshot' }>;
type UnreadableArrival = Extract<Arrival, { kind: 'unreadable' }>;

/** One arrival on its way into the store. */
interface Pass {
  readonly unit: Unit;
  readonly received: Instant;
  readonly feed: string;
  readonly epoch: string;
  readonly log: number;
}

/**
 * Turns arrivals into rows. One object for all feeds, because an entity has one owner (F7). Used within one transaction:
 * `apply` for each arrival, then `finish`; or `abandon` when the transaction is undone.
 */
export class Applier {
  readonly #ledger: Ledger;
  readonly #logs = new Map<string, number>();
  /** Per feed: what the running snapshot has shown so far. */
  readonly #seen = new Map<string, Set<string>>();
  #effects: Effect[] = [];
  #quarantined = new Map<string, number>();
  #messages = 0;

  constructor(ledger = new Ledger()) {
    this.#ledger = ledger;
  }

  /** Throws only when the store does. */
  apply(unit: Unit, arrival: Arrival, received: Instant): void {
    const { feed } = arrival;
    const epoch = arrival.kind === 'changes' ? arrival.from.epoch : arrival.epoch;
    const pass: Pass = { unit, received, feed, epoch, log: this.#log(unit, feed, epoch) };
    if (arrival.kind === 'changes') this.#applyChanges(pass, arrival);
    else if (arrival.kind === 'snapshot') this.#applySnapshot(pass, arrival);
    else this.#refuseMessage(pass, arrival);
  }

  /** Called once, before the commit. What it returns holds after the commit. */
  finish(unit: Unit): Applied {
    const applied = { ...this.#ledger.finish(unit), effects: this.#effects, quarantined: this.#quarantined };
    this.#reset();
    return applied;
  }

  abandon(): void {
    this.#ledger.abandon();
    this.#logs.clear();
    this.#seen.clear();
    this.#reset();
  }

  #reset(): void {
    this.#effects = [];
    this.#quarantined = new Map();
  }

  #applyChanges(pass: Pass, { from, to, changes, mark }: ChangesArrival): void {
    let index = 0;
    for (const raw of changes) {
      const read = readChange(raw);
      const refused = read instanceof Refused ? read : this.#placeChange(pass, read, from.seq, to);
      if (refused) this.#refuseChange(pass, `${from.seq}+${index}`, refused, raw);
      index += 1;
    }
    // F6: the effect and the cursor in one transaction.
    pass.unit.write.feeds.advance(pass.feed, from, to, mark);
  }

  /** A position outside its frame would be a hole or a repeat that no cursor shows. */
  #placeChange(pass: Pass, change: KnownChange, after: number, to: number): Refused | null {
    if (change.seq <= after || change.seq > to) return new Refused('seq-out-of-frame');
    return this.#applyChange(pass, change);
  }

  #applyChange(pass: Pass, change: KnownChange): Refused | null {
    const { seq, op } = change;
    const slot = this.#ledger.slot(pass.unit, change.topic, change.id);
    const { current } = slot;
    if (current && current.feed !== pass.feed) return new Refused('other-feeds-entity', current.feed);
    if (change.commandId !== undefined) this.#effects.push({ commandId: change.commandId, seq, rev: change.rev });
    // F8: in the record already, by a snapshot that was taken later.
    if (current && change.rev <= current.rev) return null;
    if (op === 'remove') {
      if (!current) return null;
      this.#ledger.set(slot, null);
      pass.unit.write.history.append(pass.log, seq, 'remove', change, pass.received, null);
      return null;
    }
    const read = op === 'put' ? guardedPut(change) : guardedPatch(change, current);
    if (read instanceof Refused) return read;
    this.#keepRaw(pass, seq, change, read);
    const record = new LazyRecord(change, pass.feed, pass.received, read, op === 'put' || read.faults !== undefined);
    this.#ledger.set(slot, record);
    const whole = op === 'patch' && current && isKeyframe(current.rev, change.rev) ? record.json : null;
    const kind = op === 'put' || read.faults ? 'put' : 'patch';
    pass.unit.write.history.append(pass.log, seq, kind, change, pass.received, read.told, whole);
    return null;
  }

  #applySnapshot(pass: Pass, { first, last, seq, entities, mark }: SnapshotArrival): void {
    if (first) this.#seen.set(pass.feed, new Set());
    const seen = this.#seen.get(pass.feed);
    if (!seen) throw new Error(`snapshot of ${pass.feed} has no beginning`);
    for (const raw of entities) {
      const read = readSnapshotEntity(raw);
      const refused = read instanceof Refused ? read : this.#applyEntity(pass, seq, read, seen);
      if (refused) this.#refuseEntity(pass, seq, refused, raw);
    }
    if (!last) return;
    this.#endSnapshot(pass, seq, seen);
    pass.unit.write.feeds.jump(pass.feed, { epoch: pass.epoch, seq, ...(mark !== undefined && { mark }) });
  }

  #applyEntity(pass: Pass, seq: number, read: KnownEntity, seen: Set<string>): Refused | null {
    const slot = this.#ledger.slot(pass.unit, read.topic, read.id);
    const { current } = slot;
    if (current && current.feed !== pass.feed) return new Refused('other-feeds-entity', current.feed);
    const record = guardedPut(read);
    if (record instanceof Refused) return record;
    this.#keepRaw(pass, seq, read, record);
    seen.add(keyOf(read.topic, read.id));
    // Another epoch may count revisions anew, so a snapshot replaces whatever is there.
    if (current && current.rev === read.rev && current.json === record.told) return null;
    this.#ledger.set(slot, new LazyRecord(read, pass.feed, pass.received, record, true));
    pass.unit.write.history.append(pass.log, seq, 'snapshot', read, pass.received, record.told);
    return null;
  }

  /** F9: what the feed owned and the snapshot did not show is gone. */
  #endSnapshot(pass: Pass, seq: number, seen: Set<string>): void {
    this.#seen.delete(pass.feed);
    for (const { topic, id } of pass.unit.read.entities.ownedBy(pass.feed)) {
      if (seen.has(keyOf(topic, id))) continue;
      const slot = this.#ledger.slot(pass.unit, topic, id);
      if (!slot.current) continue;
      const told: Told = { ...slot.current, at: pass.received, entered: pass.received };
      pass.unit.write.history.append(pass.log, seq, 'remove', told, pass.received, null);
      this.#ledger.set(slot, null);
    }
  }

  #log(unit: Unit, feed: string, epoch: string): number {
    const name = keyOf(feed, epoch);
    const known = this.#logs.get(name);
    if (known !== undefined) return known;
    const key = unit.write.feeds.logKey(feed, epoch);
    this.#logs.set(name, key);
    return key;
  }

  /** @param place where it stands, for what does not even name its entity. */
  #refuseChange(pass: Pass, place: string, refused: Refused, raw: unknown): void {
    const seq = seqOf(raw);
    this.#refuse(pass, revisionOf(raw) ?? (seq === null ? place : `seq:${seq}`), seq, refused, raw);
  }

  #refuseEntity(pass: Pass, seq: number, refused: Refused, raw: unknown): void {
    const { topic, entityId } = namesOf(raw);
    this.#refuse(pass, revisionOf(raw) ?? `${seq}:${topic ?? '?'}:${entityId ?? '?'}`, seq, refused, raw);
  }

  /** It has no place in the log, so each one counts. */
  #refuseMessage(pass: Pass, { code, detail, raw }: UnreadableArrival): void {
    this.#messages += 1;
    this.#refuse(pass, `message:${pass.received}:${this.#messages}`, null, new Refused(code, detail), raw);
  }

  /** R23: it is applied with its geometry put right, and what came is kept and counted beside it. */
  #keepRaw(pass: Pass, seq: number, raw: object, { faults }: ReadRecord): void {
    if (faults)
      this.#refuse(pass, revisionOf(raw) ?? `seq:${seq}`, seq, new Refused('bad-geometry', faults.join(' ')), raw);
  }

  #refuse(pass: Pass, place: string, seq: number | null, refused: Refused, raw: unknown): void {
    const { feed, epoch, received } = pass;
    const entry = quarantineEntry({ feed, epoch, place, seq, received }, refused, raw);
    if (pass.unit.write.quarantine.add(entry) === null) return;
    this.#quarantined.set(feed, (this.#quarantined.get(feed) ?? 0) + 1);
  }
}

/** F4: a handler that throws costs its own change only. */
function guardedPut(change: { readonly topic: Topic; readonly data?: unknown }): ReadRecord | Refused {
  try {
    return readPut(change.topic, change.data);
  } catch (error) {
    return new Refused('handler-failed', faultOfThrow(error));
  }
}

function guardedPatch(change: KnownChange, base: LazyRecord | null): ReadRecord | Refused {
  try {
    return readPatch(change.topic, base, change.data);
  } catch (error) {
    return new Refused('handler-failed', faultOfThrow(error));
  }
}

function keyOf(first: string, second: string): string {
  return `${first}\n${second}`;
}
