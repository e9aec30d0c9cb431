import { findPoison } from '../../../shared/kit/untrusted.ts';
import { isTopic, topics, type Topic, type TopicRecord } from '../../../shared/domain/topics.ts';
import { change, refusal, type Change } from '../../../shared/protocol/feed/change.ts';
import { MAX_MESSAGE_BYTES } from '../../../shared/protocol/feed/command.ts';
import { snapshotEntity, type SnapshotEntity } from '../../../shared/protocol/feed/snapshot.ts';
import { masks } from '../privacy/masks.ts';
import { isPlainChange, keepsValid } from './express.ts';
import { merge } from '../../../shared/protocol/merge.ts';
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
}

/** The record that a put brings. */
export function readPut(topic: Topic, data: unknown): ReadRecord | Refused {
  const parsed = topics[topic].safeParse(data);
  if (!parsed.success) return new Refused('bad-record', faultOf(parsed.error));
  const told = JSON.stringify(parsed.data);
  return isTooLarge(told) ? new Refused('too-large') : { data: parsed.data, told, sizeBound: told.length };
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
    const parsed = topics[topic].safeParse(merged);
    if (!parsed.success) return new Refused('bad-record', faultOf(parsed.error));
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
