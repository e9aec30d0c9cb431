import { findPoison } from '../../../shared/kit/untrusted.ts';
import { isTopic, topics, type Topic, type TopicRecord } from '../../../shared/domain/topics.ts';
import { change, refusal, type Change } from '../../../shared/protocol/feed/change.ts';
import { MAX_MESSAGE_BYTES } from '../../../shared/protocol/feed/command.ts';
import { snapshotEntity, type SnapshotEntity } from '../../../shared/protocol/feed/snapshot.ts';
import { masks } from '../privacy/masks.ts';
import { isPlainChange, keepsValid } from './express.ts';
import { merge } from '../../../shared/protocol/merge.ts';
import { withGeometryPutRight } from './put-right.ts';
import { faultOf, Refused } from './refused.ts';

/** A change whose envelope is sound and whose topic we know. Its data is not looked at yet. */
export type KnownChange = Change & { readonly topic: Topic };
export type KnownEntity = SnapshotEntity & { readonly topic: Topic };

/** F4: poison first, so that nothing after it can be hurt by depth or by the prototype chain. */
export function readChange(raw: unknown): KnownChange | Refused {
  const poison = findPoison(raw);
  if (poison) return new Refused(poison);
  if (!isPlainChange(raw)) {
    const parsed = change.safeParse(raw);
    return parsed.success ? known(parsed.data) : new Refused('bad-change', faultOf(parsed.error));
  }
  return known(raw);
}

function known(sound: Change): KnownChange | Refused {
  if (sound.op === 'refuse') return readRefusal(sound.data);
  return isTopic(sound.topic) ? (sound as KnownChange) : new Refused('unknown-topic', sound.topic);
}

export function readSnapshotEntity(raw: unknown): KnownEntity | Refused {
  const poison = findPoison(raw);
  if (poison) return new Refused(poison);
  const parsed = snapshotEntity.safeParse(raw);
  if (!parsed.success) return new Refused('bad-change', faultOf(parsed.error));
  // A refusal stays in snapshots, so that a seat that joins late counts it too.
  if (parsed.data.op === 'refuse') return readRefusal(parsed.data.data);
  if (!isTopic(parsed.data.topic)) return new Refused('unknown-topic', parsed.data.topic);
  return parsed.data as KnownEntity;
}

function readRefusal(data: unknown): Refused {
  const parsed = refusal.safeParse(data);
  if (!parsed.success) return new Refused('bad-refusal', faultOf(parsed.error));
  const { code, detail, value } = parsed.data;
  // Both are a source's own words about its input and may quote a person's number (P1).
  const words = detail ?? value;
  return new Refused(code, words === undefined ? null : masks.text(words), parsed.data);
}

/** A record that its topic's schema takes. */
export interface ReadRecord {
  readonly data: TopicRecord[Topic];
  /** The fields that the change set, serialised: all of them for a put. */
  readonly told: string;
  /** No fewer characters than the whole record has when serialised. */
  readonly sizeBound: number;
  /** R23: its geometry was put right; what came is for quarantine. */
  readonly faults?: readonly string[];
}

/** The record that a put brings. */
export function readPut(topic: Topic, data: unknown): ReadRecord | Refused {
  const sound = readSound(topic, data);
  if (sound instanceof Refused) return sound;
  const told = JSON.stringify(sound.data);
  return isTooLarge(told) ? new Refused('too-large') : { ...sound, told, sizeBound: told.length };
}

/** A whole record by its schema; R23: with its geometry put right where that alone was the matter. */
function readSound(topic: Topic, data: unknown): Pick<ReadRecord, 'data' | 'faults'> | Refused {
  const parsed = topics[topic].safeParse(data);
  if (parsed.success) return { data: parsed.data };
  const putRight = withGeometryPutRight(topic, data);
  const again = putRight && topics[topic].safeParse(putRight);
  if (!again?.success) return new Refused('bad-record', faultOf(parsed.error));
  return { data: again.data, faults: putRight?.['faults'] as readonly string[] };
}

/** What a patch stands on. */
export type Base = Pick<ReadRecord, 'data' | 'sizeBound'>;

/** F5: the record that a patch leaves: merged first, then checked whole. Its own text is made only when it may be too large. */
export function readPatch(topic: Topic, base: Base | null, data: unknown): ReadRecord | Refused {
  if (!base) return new Refused('patch-without-record');
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return new Refused('bad-record', 'not an object');
  }
  const patch = data as Record<string, unknown>;
  const merged = merge(topic, base.data, patch);
  if (!keepsValid(topic, base.data, patch)) {
    const sound = readSound(topic, merged);
    if (sound instanceof Refused) return sound;
    // What was put right is told as it is kept: the whole of it.
    if (sound.faults) return readPut(topic, merged);
  }
  const told = JSON.stringify(patch);
  const record = merged as TopicRecord[Topic];
  const sizeBound = base.sizeBound + told.length;
  if (sizeBound * 3 <= MAX_MESSAGE_BYTES) return { data: record, told, sizeBound };
  const json = JSON.stringify(record);
  return isTooLarge(json) ? new Refused('too-large') : { data: record, told, sizeBound: json.length };
}

/** Bytes are counted only when the characters alone do not settle it. */
function isTooLarge(json: string): boolean {
  if (json.length * 3 <= MAX_MESSAGE_BYTES) return false;
  return Buffer.byteLength(json) > MAX_MESSAGE_BYTES;
}
