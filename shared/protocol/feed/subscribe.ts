import * as z from 'zod';

/** Socket.IO `auth` of every connection and every reconnection. */
export const hello = z.object({
  protocol: z.int(),
  stationId: z.string().min(1).max(64),
  token: z.string().min(1).max(512),
});
export type Hello = z.infer<typeof hello>;

/** `mark`: which change the station has at `seq`, see `markOf`; absent when it cannot tell. */
export const cursor = z.object({
  epoch: z.string().min(1).max(64),
  seq: z.int().min(0),
  mark: z.string().max(256).optional(),
});
export type Cursor = z.infer<typeof cursor>;

/** Up, event `subscribe`, answered by acknowledgement with `subscribed`. An empty `topics` means all. */
export const subscribe = z.object({
  cursor: cursor.nullable(),
  topics: z.array(z.string().max(40)).max(40),
});
export type Subscribe = z.infer<typeof subscribe>;

/** `snapshot`: parts follow, taken at one seq, then frames from there. `replay`: frames follow from the cursor. */
export const subscribed = z.object({
  feedId: z.string().min(1).max(64),
  name: z.object({ zh: z.string(), en: z.string() }),
  epoch: z.string().min(1).max(64),
  head: z.int().min(0),
  mode: z.enum(['replay', 'snapshot']),
  /** After how many seconds without news the feed's data counts as old. */
  maxAgeSeconds: z.number().min(1),
});
export type Subscribed = z.infer<typeof subscribed>;
