import type { Cursor } from '../../../shared/protocol/feed/subscribe.ts';

/** Something of one feed that is to be applied. `changes` and `entities` are unread. */
export type Arrival =
  /** Changes that follow `from` without a hole and end at `to`. */
  | {
      readonly kind: 'changes';
      readonly feed: string;
      readonly from: Cursor;
      readonly to: number;
      /** Of the change at `to`, when it is known. */
      readonly mark?: string;
      readonly changes: readonly unknown[];
    }
  /** One part of a snapshot taken at `seq`. The first empties what was seen, the last drops what was in no part. */
  | {
      readonly kind: 'snapshot';
      readonly feed: string;
      readonly epoch: string;
      readonly seq: number;
      readonly first: boolean;
      readonly last: boolean;
      /** Of the change at `seq`, when it is known. */
      readonly mark?: string;
      readonly entities: readonly unknown[];
    }
  /** A message that could not be read at all. The cursor cannot follow; what it held shows up as a gap. */
  | {
      readonly kind: 'unreadable';
      readonly feed: string;
      readonly epoch: string;
      readonly code: string;
      readonly detail: string;
      readonly raw: unknown;
    };

/** How many rows an arrival may write: what the size of a transaction is measured in. */
export function weight(arrival: Arrival): number {
  if (arrival.kind === 'changes') return arrival.changes.length;
  return arrival.kind === 'snapshot' ? arrival.entities.length : 1;
}
