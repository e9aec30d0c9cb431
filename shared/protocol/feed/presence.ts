import * as z from 'zod';
import { entityId, localText, lonLat } from '../../domain/common.ts';
import { DRAWING_KINDS } from '../../domain/drawing.ts';

/** What somebody is drawing at this moment. `drawing`: the one that is being changed; absent: a new one. */
export const drawingDraft = z.strictObject({
  kind: z.enum(DRAWING_KINDS),
  points: z.array(lonLat).max(200),
  drawing: entityId.optional(),
});
export type DrawingDraft = z.infer<typeof drawingDraft>;

/**
 * Up, event `presence`, not answered: who draws what now; null: nothing any more. The hub hands it to the other stations of the
 * feed as event `presence`, with the station's name as it knows it. It is no change: it has no seq, is not logged, waits for
 * nobody, and a station that sends more than `PRESENCE_RATE` of them is not passed on.
 */
export const presence = z.strictObject({
  officer: z.string().max(64),
  post: z.string().max(64),
  name: localText.optional(),
  draft: drawingDraft.nullable(),
});
export type Presence = z.infer<typeof presence>;

/** Down. */
export const presenceTold = presence.extend({ station: z.string().min(1).max(64) });
export type PresenceTold = z.infer<typeof presenceTold>;

/** Messages a second, and how many at once, of one station on one feed. */
export const PRESENCE_RATE = 5;
export const PRESENCE_BURST = 10;
/** A draft is told again after so long while it stands, and forgotten by who heard nothing for longer, ms. */
export const PRESENCE_AGAIN = 3_000;
export const PRESENCE_TTL = 8_000;
