import * as z from 'zod';
import { entityId, instantSchema } from '../../domain/common.ts';
import { DISPOSITIONS } from '../../domain/handling.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

/**
 * `id` of the alert record that is current; the handling record is made when there is none. `expectedRev`: the row's
 * `handlingRev` as it was on screen; absent: as it would be on screen now.
 */
const target = z.object({ id: entityId, expectedRev: z.int().min(1).nullable().optional() });
const text = z.string().trim().min(1).max(2_000);

export const warningCalls = {
  /** Somebody at this seat has opened it. Said once per warning and post; nothing when it was seen from here before. */
  seeWarning: call<Queued | null>()(target),
  acknowledgeWarning: call<Queued>()(target.extend({ disposition: z.enum(DISPOSITIONS), note: text.optional() })),
  /** Refused for red with `warning-red-not-snoozed`, in the past with `snooze-past`. */
  snoozeWarning: call<Queued>()(target.extend({ until: z.union([instantSchema, z.literal('update')]) })),
  assignWarning: call<Queued>()(target.extend({ post: z.string().min(1).max(64) })),
  noteWarning: call<Queued>()(target.extend({ text })),
  closeWarning: call<Queued>()(target.extend({ reason: text })),
  /** Takes back an acknowledgement, a closing or a snooze. */
  reopenWarning: call<Queued>()(target),
  tieWarning: call<Queued>()(target.extend({ incident: entityId })),
  untieWarning: call<Queued>()(target.extend({ incident: entityId })),
  joinWarnings: call<readonly Queued[]>()(target.extend({ others: z.array(entityId).min(1).max(50) })),
  partWarning: call<readonly Queued[]>()(target.extend({ other: entityId })),
  /** An incident from a warning, tied to it. */
  openIncidentFromWarning: call<{ readonly incident: string }>()(target),
};
