import * as z from 'zod';

/**
 * Up, event `fetch`: changes from..to, both inclusive; answered by acknowledgement. The hub may answer with less
 * (`to` of the answer), the receiver asks again. `gone`: the range is no longer kept, or the epoch is another one:
 * subscribe anew.
 */
export const fetchRange = z.object({ epoch: z.string().min(1).max(64), from: z.int().min(1), to: z.int().min(1) });
export type FetchRange = z.infer<typeof fetchRange>;

export const fetched = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('range'), to: z.int().min(1), changes: z.array(z.unknown()).max(5_000) }),
  z.object({ outcome: z.literal('gone') }),
]);
export type Fetched = z.infer<typeof fetched>;
