import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { entityId, instantSchema, localText } from './common.ts';
import { internal, open } from './field-class.ts';

export type ConflictId = Brand<string, 'ConflictId'>;

/** Who set a value, where and when. */
export const hand = z.strictObject({
  officer: z.string().max(64),
  post: z.string().max(64),
  station: z.string().max(64),
  at: instantSchema,
});
export type Hand = z.infer<typeof hand>;

/**
 * One field that two hands set: what both started from, what stands, what was proposed. A value is absent where the field
 * was. Values have the class of the field in its own topic, and are masked by it.
 */
export const conflictField = z.strictObject({
  field: z.string().min(1).max(60),
  base: z.unknown().optional(),
  current: z.unknown().optional(),
  proposed: z.unknown().optional(),
});
export type ConflictField = z.infer<typeof conflictField>;

export const conflictStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open') }),
  z.strictObject({
    state: z.literal('resolved'),
    choice: z.enum(['current', 'proposed', 'other']),
    by: hand,
    reason: localText,
  }),
]);

/**
 * Two officers changed the same thing without knowing of each other. Written by the hub in place of the second change, in
 * the feed of the entity, so that every seat sees the same open question. Its id is the refused command's.
 */
export const conflict = z.strictObject({
  /** `doubleCommitment`: one unit was promised to two incidents. */
  kind: open(z.enum(['field', 'doubleCommitment'])),
  topic: open(z.string().max(40)),
  entity: open(entityId),
  title: open(localText.optional()),
  commandType: open(z.string().max(60)),
  fields: internal(z.array(conflictField).min(1).max(40)),
  /** Of a double commitment: those of the incidents that the hub has in the same feed, whose list of units follows the decision. */
  incidents: open(z.array(entityId).max(4).optional()),
  /** The revision at which `current` stood. */
  currentRev: open(z.int().min(1)),
  /** Unknown when the value came from a department's system and not from a seat. */
  currentBy: internal(hand.optional()),
  proposedBy: internal(hand),
  status: open(conflictStatus),
});
export type Conflict = z.infer<typeof conflict>;
