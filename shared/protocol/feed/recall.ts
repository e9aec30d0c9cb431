import * as z from 'zod';
import { DAY } from '../../kit/time.ts';
import { commandAnswer } from './command.ts';

/** Ids in one question. */
export const MAX_RECALL = 500;

/** Up, event `recall`, answered by acknowledgement with `recalled`: which of these commands does the hub know? Changes nothing. */
export const recall = z.object({ commandIds: z.array(z.string().min(8).max(64)).min(1).max(MAX_RECALL) });

const [accepted] = commandAnswer.options;

/**
 * What the hub decided about each command that it knows; of one that is missing it knows nothing, and would apply it. The
 * first answers without what makes them large: who needs that sends the command once more.
 */
export const recalled = z.object({
  known: z
    .array(
      z.discriminatedUnion('outcome', [
        accepted,
        z.object({ outcome: z.enum(['rejected', 'expired', 'conflict']), commandId: z.string() }),
      ]),
    )
    .max(MAX_RECALL),
});
export type Recalled = z.infer<typeof recalled>;
export type Known = Recalled['known'][number];

/** How long after a command's expiry the hub keeps its answer, ms; of an older one it may have forgotten what it did. */
export const KEEP_ANSWERS = 31 * DAY;
