import * as z from 'zod';
import { entityId, instantSchema } from '../../domain/common.ts';

export const snapshotEntity = z.object({
  topic: z.string().min(1).max(40),
  id: entityId,
  rev: z.int().min(1),
  at: instantSchema,
  entered: instantSchema,
  source: z.string().max(80),
  data: z.unknown(),
  /** Absent for a record. A refusal stays in snapshots, so that a seat that joins late counts it too; `data` is a `Refusal`. */
  op: z.literal('refuse').optional(),
});
export type SnapshotEntity = z.infer<typeof snapshotEntity>;

/**
 * Down, event `snapshot`: part `part` (from 1) of `parts`, all taken at `seq`. The receiver acknowledges each part
 * through the Socket.IO callback with `{ part }` before the next is sent. An empty log is one part with no entities.
 * When the last part is applied, entities of this feed that were in no part are gone, and the cursor is {epoch, seq}.
 */
export const snapshotPart = z.object({
  epoch: z.string().min(1).max(64),
  seq: z.int().min(0),
  part: z.int().min(1),
  parts: z.int().min(1),
  entities: z.array(z.unknown()).max(5_000),
  /** Of the change at `seq`, for the cursor, see `markOf`; absent when the hub does not have it any more. */
  mark: z.string().max(256).optional(),
});
export type SnapshotPart = z.infer<typeof snapshotPart>;
