import * as z from 'zod';
import { entityId, instantSchema } from '../../domain/common.ts';

/** Who acts: person, post, seat, and by what authority. In every command and every log line. */
export const actor = z.object({
  officer: z.string().min(1).max(64),
  post: z.string().min(1).max(64),
  station: z.string().min(1).max(64),
  authority: z.string().min(1).max(64),
});
export type Actor = z.infer<typeof actor>;

export const command = z.object({
  commandId: z.string().min(8).max(64),
  stationId: z.string().min(1).max(64),
  /** Counts up per station; the order in which the officer acted. */
  stationSeq: z.int().min(1),
  actor,
  type: z.string().min(1).max(60),
  topic: z.string().min(1).max(40),
  entityId,
  payload: z.unknown(),
  /** The revision the officer saw; null creates. */
  expectedRev: z.int().min(1).nullable(),
  /**
   * The fields that the command sets, as the officer saw them; absent fields were absent. When the revision has moved on
   * but these still stand, the change does not collide and is merged. Of a judgement: all fields that were shown.
   */
  base: z.record(z.string().max(60), z.unknown()).optional(),
  issuedAt: instantSchema,
  expiresAt: instantSchema,
  /** Another station brings it: it was handed over without a hub. Without it a station may speak for itself only. */
  carried: z.literal(true).optional(),
});
export type Command = z.infer<typeof command>;

/** The largest command, serialised, in bytes. Refused before it enters the outbox. */
export const MAX_COMMAND_BYTES = 256 * 1024;
/** The largest message of a feed, serialised, in bytes. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Answer to event `command`, by acknowledgement. A repeat of the same commandId gets the first answer. */
export const commandAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('accepted'),
    commandId: z.string(),
    seq: z.int().min(0),
    rev: z.int().min(0),
    merged: z.boolean().optional(),
  }),
  z.object({
    outcome: z.literal('rejected'),
    commandId: z.string(),
    code: z.string().max(60),
    detail: z.string().max(1_000).optional(),
  }),
  z.object({ outcome: z.literal('expired'), commandId: z.string() }),
  z.object({ outcome: z.literal('conflict'), commandId: z.string(), rev: z.int().min(0), current: z.unknown() }),
]);
export type CommandAnswer = z.infer<typeof commandAnswer>;
