import { findPoison } from '../../../shared/kit/untrusted.ts';
import { isTopic, topics, type Topic, type TopicRecord } from '../../../shared/domain/topics.ts';
import { change, refusal, type Change } from '../../../shared/protocol/feed/change.ts';
import { MAX_MESSAGE_BYTES } from '../../../shared/protocol/feed/command.ts';
import { snapshotEntity, type SnapshotEntity } from '../../../shared/protocol/feed/snapshot.ts';
import { merge } from './merge.ts';
import { faultOf, Refused } from './refused.ts';

/** A change whose envelope is sound and whose topic we know. Its data is not looked at yet. */
export type KnownChange = Change & { readonly topic: Topic };
export type KnownEntity = SnapshotEntity & { readonly topic: Topic };

/** F4: poison first, so that nothing after it can be hurt by depth or by the prototype chain. */
export function readChange(raw: unknown): KnownChange | Refused {
  const poison = findPoison(raw);
  if (poison) return new Refused(poison);
  const parsed = change.safeParse(raw);
  if (!parsed.success) return new Refused('bad-change', faultOf(parsed.error));
  const { data } = parsed;
  if (data.op === 'refuse') return readRefusal(data.data);
  if (!isTopic(data.topic)) return new Refused('unknown-topic', data.topic);
  return data as KnownChange;
}

export function readSnapshotEntity(raw: unknown): KnownEntity | Refused {
  const poison = findPoison(raw);
  if (poison) return new Refused(poison);
  const parsed = snapshotEntity.safeParse(raw);
  if (!parsed.success) return new Refused('bad-change', faultOf(parsed.error));
  if (!isTopic(parsed.data.topic)) return new Refused('unknown-topic', parsed.data.topic);
  return parsed.data as KnownEntity;
}

function readRefusal(data: unknown): Refused {
  const parsed = refusal.safeParse(data);
  if (!parsed.success) return new Refused('bad-refusal', faultOf(parsed.error));
  const { code, detail, value } = parsed.data;
  return new Refused(code, detail ?? value ?? null, parsed.data);
}

/** A record that its topic's schema takes, with its serialised form. */
export interface ReadRecord {
  readonly data: TopicRecord[Topic];
  readonly json: string;
}

/** The record that a put brings. */
export function readPut(topic: Topic, data: unknown): ReadRecord | Refused {
  const parsed = topics[topic].safeParse(data);
  if (!parsed.success) return new Refused('bad-record', faultOf(parsed.error));
  const json = JSON.stringify(parsed.data);
  if (isTooLarge(json)) return new Refused('too-large');
  return { data: parsed.data, json };
}

/** F5: the record that a patch leaves: merged first, then checked whole. */
export function readPatch(topic: Topic, current: object | null, data: unknown): ReadRecord | Refused {
  if (!current) return new Refused('patch-without-record');
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return new Refused('bad-record', 'not an object');
  return readPut(topic, merge(topic, current, data as Record<string, unknown>));
}

/** Bytes are counted only when the characters alone do not settle it. */
function isTooLarge(json: string): boolean {
  if (json.length * 3 <= MAX_MESSAGE_BYTES) return false;
  return Buffer.byteLength(json) > MAX_MESSAGE_BYTES;
}
