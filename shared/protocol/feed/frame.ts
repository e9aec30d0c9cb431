import * as z from 'zod';

/**
 * A batch of changes. `prevSeq` is the last seq of the frame before it: a difference to the receiver's cursor is a gap.
 * `seq` is the last seq that this frame covers; with a topic filter it may be larger than its last change's.
 * `changes` stay unknown here: each is checked alone, so that one poisonous change does not cost the others.
 */
export const frame = z.object({
  epoch: z.string().min(1).max(64),
  prevSeq: z.int().min(0),
  seq: z.int().min(0),
  changes: z.array(z.unknown()).max(5_000),
  /** Superseded values that were left out of the range, see `pace`. Fetching the range gives them all. */
  omitted: z.int().min(0).optional(),
});
export type Frame = z.infer<typeof frame>;

/** Down, event `frame`; up, event `ack` with `{ seq }`. */
export const ack = z.object({ seq: z.int().min(0) });
