import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { entityId, instantSchema, localText } from './common.ts';
import { internal, open } from './field-class.ts';
import { hand } from './hand.ts';
import { TOPIC_NAMES } from './topic-names.ts';

export type HandoverId = Brand<string, 'HandoverId'>;

/** A shift hands over: what is open, what the next one must know, and who has read it. */
export const handover = z.strictObject({
  /** The shift that ends. */
  from: open(hand),
  shiftBegan: open(instantSchema),
  text: internal(localText.optional()),
  /** What was open when it was written, each with a word of its own where one was needed. */
  open: open(
    z
      .array(z.strictObject({ topic: z.enum(TOPIC_NAMES), id: entityId, title: localText, note: localText.optional() }))
      .max(300),
  ),
  status: open(
    z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('offered'), since: instantSchema }),
      /** `read`: ids of the open matters that the next one ticked off as read. */
      z.strictObject({
        state: z.literal('taken'),
        since: instantSchema,
        by: hand,
        read: z.array(entityId).max(300),
        remark: localText.optional(),
      }),
    ]),
  ),
});
export type Handover = z.infer<typeof handover>;
