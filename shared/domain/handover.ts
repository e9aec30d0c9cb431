import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { entityId, instantSchema, level, localText } from './common.ts';
import { internal, open } from './field-class.ts';
import { hand } from './hand.ts';
import { TOPIC_NAMES } from './topic-names.ts';

export type HandoverId = Brand<string, 'HandoverId'>;

/** What a matter can be: a record, or a feed that is away. */
export const MATTER_TOPICS = [...TOPIC_NAMES, 'feed'] as const;
export type MatterTopic = (typeof MATTER_TOPICS)[number];

const matter = z.strictObject({
  topic: z.enum(MATTER_TOPICS),
  id: entityId,
  title: localText,
  note: localText.optional(),
  /** As it was then. */
  level: level.optional(),
  isOverdue: z.boolean().optional(),
});
export type HandoverMatter = z.infer<typeof matter>;

/** A shift hands over: what is open, what the next one must know, and who has read it. */
export const handover = z.strictObject({
  /** The shift that ends. */
  from: open(hand),
  shiftBegan: open(instantSchema),
  text: internal(localText.optional()),
  /** What was open when it was written, each with a word of its own where one was needed. */
  open: open(z.array(matter).max(300)),
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

/** What the next officer must tick as read before he takes over: levels 1 and 2, and what is past its time. */
export function mustBeRead({ level: gravity, isOverdue }: Pick<HandoverMatter, 'level' | 'isOverdue'>): boolean {
  return gravity === 1 || gravity === 2 || isOverdue === true;
}
