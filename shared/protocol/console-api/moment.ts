import * as z from 'zod';
import { instantSchema } from '../../domain/common.ts';
import type { Instant } from '../../kit/time.ts';
import { call } from './call.ts';

/** How fast the past may be played, in seconds of it per second; 0 stands still. */
export const MOMENT_SPEEDS = [1, 10, 60, 600] as const;

/** What the linked windows of this console show: the present, or the picture as it was known. */
export type MomentView =
  | { readonly state: 'live' }
  | {
      readonly state: 'past';
      /** The time that was gone to. It names the queries of this view; while it plays, their rows move on with `at`. */
      readonly anchor: Instant;
      readonly at: Instant;
      readonly speed: number;
      /** False: the history does not reach back that far, or has a hole there. */
      readonly complete: boolean;
    };

/** One row, id `moment`. */
export interface MomentRow {
  readonly id: string;
  readonly view: MomentView;
  /** From when on pictures are complete; null while nothing has arrived. */
  readonly since: Instant | null;
}

/** Of a query of records: the picture as known at that time, by receipt (H3); absent: live. */
export const pastArgs = z.object({ past: instantSchema.optional() });

export const momentCalls = {
  /** Shows a past time in every linked window. Refused with `moment-not-past` when it has not been yet. */
  showMoment: call<null>()(z.object({ at: instantSchema })),
  /** Plays on from the moment that is shown; 0 stops. Refused with `moment-is-live`. At the present it ends live. */
  playMoment: call<null>()(z.object({ speed: z.union([z.literal(0), z.literal(MOMENT_SPEEDS)]) })),
  showLive: call<null>()(z.object({})),
};
