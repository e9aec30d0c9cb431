import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { entityId, instantSchema, localText } from './common.ts';
import { MEDIA } from './decision.ts';
import { internal, open, personal } from './field-class.ts';
import { hand } from './hand.ts';
import { TOPIC_NAMES } from './topic-names.ts';

export type JournalEntryId = Brand<string, 'JournalEntryId'>;

export const ENTRY_KINDS = ['message', 'order', 'decision', 'observation'] as const;

/**
 * By its station and number, so that a number can be given once only, at the hub too: a second entry under it is refused as an
 * entity that is there already.
 */
export function journalEntryId(station: string, number: number): string {
  return `J-${station}-${number}`;
}

/** One line of the duty journal (值班日志). What it says is never changed: a correction is a new entry that names the old one. */
export const journalEntry = z.strictObject({
  kind: open(z.enum(ENTRY_KINDS)),
  direction: open(z.enum(['in', 'out', 'within'])),
  media: open(z.enum(MEDIA)),
  /** Running number at the station that entered it; with the station it is unique. */
  number: open(z.int().min(1)),
  station: open(z.string().max(64)),
  /** Other side: department, post or person's office. */
  from: open(z.string().max(120)),
  to: open(z.string().max(120)),
  text: personal('text', localText),
  /** Three times: when it happened, when it reached us, when it was written down. */
  happenedAt: open(instantSchema),
  receivedAt: open(instantSchema),
  enteredAt: open(instantSchema),
  by: internal(hand),
  /** What it is about; those records find it by this field. */
  links: open(z.array(z.strictObject({ topic: z.enum(TOPIC_NAMES), id: entityId })).max(20)),
  corrects: open(entityId.optional()),
  /** The entry that stands in its place: put with that entry, so that nobody corrects it twice. */
  correctedBy: open(entityId.optional()),
  /** Why it was corrected. */
  why: internal(localText.optional()),
});
export type JournalEntry = z.infer<typeof journalEntry>;
