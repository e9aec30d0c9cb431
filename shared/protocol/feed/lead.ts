import * as z from 'zod';
import { entityId, instantSchema, localText, lonLat } from '../../domain/common.ts';
import { TOPICS } from '../../domain/topics.ts';

/** Where a leader looks. Sizes in CSS px of his map, as far as nothing covers it: others fit all of it into theirs. */
export const leadView = z.strictObject({
  centre: lonLat,
  zoom: z.number().min(0).max(24),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  selected: z.strictObject({ topic: z.enum(TOPICS), id: entityId }).nullable(),
  /** Where he points, if he shows it. */
  pointer: lonLat.nullable(),
});
export type LeadView = z.infer<typeof leadView>;

/**
 * Up, event `lead`, not answered: an officer leads, and this is where he looks; `view` null: he leads no more. The hub hands it
 * to the other stations of the feed as event `lead`. It is no order and no change: it has no seq, is not logged, waits for
 * nobody, and more than `LEAD_RATE` of them are not passed on.
 *
 * `since`: when he took the lead, by the hub's time, and later than every lead that his station had heard of. Of two leaders the
 * later one counts, of two at the same time the one whose station comes later in the alphabet, so that all come to one.
 */
export const lead = z.strictObject({
  officer: z.string().max(64),
  post: z.string().max(64),
  name: localText.optional(),
  since: instantSchema,
  view: leadView.nullable(),
});
export type Lead = z.infer<typeof lead>;

/** Down. */
export const leadTold = lead.extend({ station: z.string().min(1).max(64) });
export type LeadTold = z.infer<typeof leadTold>;

/** Messages a second, and how many at once, of one station on one feed. */
export const LEAD_RATE = 10;
export const LEAD_BURST = 20;
/** A view is told again after so long while it stands; of a leader from whom nothing came for longer the line is lost, ms. */
export const LEAD_AGAIN = 1_500;
export const LEAD_TTL = 5_000;
