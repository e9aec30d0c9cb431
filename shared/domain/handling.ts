import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { entityId, instantSchema, level, localText } from './common.ts';
import { internal, open } from './field-class.ts';

export type HandlingId = Brand<string, 'HandlingId'>;

/** What an officer found a warning to be, when he took note of it. */
export const DISPOSITIONS = ['noImpact', 'some', 'significant', 'duplicate', 'notRelevant'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

const hand = { at: instantSchema, officer: z.string().max(64), post: z.string().max(64) };

/** Level of the warning when it was done: one that has become graver in the same message asks again. */
const of = { level: level.optional() };
/** It was taken back from another state then, and the ladder began anew; `graver`: because the warning became graver. */
const anew = { since: instantSchema.optional(), graver: z.literal(true).optional() };

/** Where a warning stands with us. Whether it is in force is the warning's own matter (`alert`). */
export const handlingState = z.discriminatedUnion('state', [
  /** Nobody has it yet; the ladder runs. */
  z.strictObject({ state: z.literal('new'), ...anew }),
  /** Somebody opened it; nobody took it. */
  z.strictObject({ state: z.literal('seen'), ...hand, ...anew }),
  z.strictObject({ state: z.literal('acknowledged'), ...hand, ...of, disposition: z.enum(DISPOSITIONS) }),
  z.strictObject({ state: z.literal('closed'), ...hand, ...of, reason: localText }),
  /** It is a part of another warning on the same happening. */
  z.strictObject({ state: z.literal('joined'), ...hand, ...of, into: entityId }),
]);
export type HandlingState = z.infer<typeof handlingState>;

/**
 * What a duty room does with one warning. Its id is the id of the alert record, its feed the alert's, so that what one console
 * does is known at every other. Absent: `new`.
 */
export const handling = z.strictObject({
  status: internal(handlingState),
  /** The post that must act. */
  assignee: internal(z.strictObject({ to: z.string().max(64), ...hand }).optional()),
  /** No sound and no ladder until then, or until the next message of its chain; never given for a red one. */
  snoozed: internal(
    z.strictObject({ until: z.union([instantSchema, z.literal('update')]), ...hand, ...of }).optional(),
  ),
  /** The rungs that the clock has climbed, oldest first. */
  escalations: internal(
    z
      .array(z.strictObject({ rung: z.int().min(0).max(20), to: z.string().max(64), at: instantSchema }))
      .max(40)
      .optional(),
  ),
  /** Posts and stations that have seen it, first time each. */
  seenBy: internal(
    z
      .array(z.strictObject({ ...hand, station: z.string().max(64) }))
      .max(200)
      .optional(),
  ),
  /** Incidents that it belongs to. */
  incidents: open(z.array(entityId).max(50).optional()),
  /** Other warnings on the same happening that were joined into this one. */
  parts: open(z.array(entityId).max(200).optional()),
  /** The newest note; older ones are in the history of the record. */
  note: internal(z.strictObject({ ...hand, text: localText }).optional()),
});
export type Handling = z.infer<typeof handling>;
