import type { Change, ChangeHand, Op } from '../../shared/protocol/feed/change.ts';
import type { SnapshotEntity } from '../../shared/protocol/feed/snapshot.ts';
import { instant } from '../../shared/kit/time.ts';

export interface LogRow {
  readonly seq: number;
  readonly topic: string;
  readonly id: string;
  readonly rev: number;
  readonly op: Op;
  readonly at: number;
  readonly entered: number;
  readonly source: string;
  readonly data: string | null;
  readonly command_id: string | null;
  readonly hand: string | null;
}

export type EntityKind = 'record' | 'removed' | 'refusal';

export interface EntityRow {
  readonly key: number;
  readonly topic: string;
  readonly id: string;
  readonly rev: number;
  readonly kind: EntityKind;
  readonly at: number;
  readonly entered: number;
  readonly source: string;
  readonly data: string | null;
  readonly hands: string | null;
}

/** A change as it lies in memory: with the size of its data, so that frames are cut without serialising twice. */
export interface LoggedChange {
  readonly change: Change;
  /** UTF-8 bytes of the serialised change, at most a few too many. */
  readonly bytes: number;
}

/** Names and figures of the envelope, without strings of unknown length. */
const ENVELOPE_BYTES = 200;

export function sizeOf(topic: string, id: string, source: string, data: string | null): number {
  return ENVELOPE_BYTES + Buffer.byteLength(topic + id + source) + (data === null ? 0 : Buffer.byteLength(data));
}

export function toLogged(row: LogRow): LoggedChange {
  return {
    bytes: sizeOf(row.topic, row.id, row.source, row.data),
    change: {
      seq: row.seq,
      topic: row.topic,
      id: row.id,
      rev: row.rev,
      op: row.op,
      at: instant(row.at),
      entered: instant(row.entered),
      source: row.source,
      ...(row.data !== null && { data: JSON.parse(row.data) as unknown }),
      ...(row.command_id !== null && { commandId: row.command_id }),
      ...(row.hand !== null && { by: JSON.parse(row.hand) as ChangeHand }),
    },
  };
}

/** A refusal is told apart by its op; everything else in a snapshot is a whole record. */
export function toSnapshotEntity(row: EntityRow): SnapshotEntity {
  return {
    topic: row.topic,
    id: row.id,
    rev: row.rev,
    at: instant(row.at),
    entered: instant(row.entered),
    source: row.source,
    data: row.data === null ? null : (JSON.parse(row.data) as unknown),
    ...(row.kind === 'refusal' && { op: 'refuse' as const }),
  };
}
