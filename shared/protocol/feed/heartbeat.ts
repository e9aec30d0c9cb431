import * as z from 'zod';
import { instantSchema } from '../../domain/common.ts';

/** Down, event `heartbeat`, every `HEARTBEAT_INTERVAL`. */
export const heartbeat = z.object({
  epoch: z.string().min(1).max(64),
  head: z.int().min(0),
  serverTime: instantSchema,
});
export type Heartbeat = z.infer<typeof heartbeat>;

/** Milliseconds. */
export const HEARTBEAT_INTERVAL = 2_000;
/** Engine.IO settings of the hub: a half-open link is known within the sum of both (and the console's own watch). */
export const PING_INTERVAL = 5_000;
export const PING_TIMEOUT = 3_000;

/** Up, event `clock`, answered by acknowledgement: one sample for the estimate of the clock offset (RFC 5905 §8, simplified). */
export const clockSample = z.object({
  serverTime: instantSchema,
  /** The last seq that was sent to this station on this connection; absent while it is given a snapshot, or nothing. */
  sent: z.int().min(0).optional(),
});
