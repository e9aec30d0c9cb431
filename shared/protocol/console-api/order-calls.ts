import * as z from 'zod';
import { departmentCode, entityId, instantSchema } from '../../domain/common.ts';
import { ORDER_FORMS } from '../../domain/order.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });

export const orderCalls = {
  /**
   * A new order by hand. `replaces`: it stands in the place of another; `cancels`: it ends another. Refused with
   * `order-department-unknown`, `order-over`, `order-clock-past`.
   */
  giveOrder: call<Queued & { readonly id: string }>()(
    z.object({
      form: z.enum(ORDER_FORMS),
      title: z.string().trim().min(1).max(300),
      text: z.string().trim().max(4_000).optional(),
      to: z.object({
        department: departmentCode,
        post: z.string().max(64).optional(),
        units: z.array(entityId).max(100).optional(),
      }),
      incident: entityId.optional(),
      leader: z.string().trim().max(64).optional(),
      /** Minutes until a person there must have said yes; 10 when absent. */
      acknowledgeMinutes: z.int().min(1).max(10_000).optional(),
      doneBy: instantSchema.optional(),
      replaces: entityId.optional(),
      cancels: entityId.optional(),
    }),
  ),
  /** What the department told by another way, entered for it; `text` is needed for `done` and `refused`. */
  stepOrder: call<Queued>()(
    target.extend({
      state: z.enum(['received', 'acknowledged', 'underWay', 'done', 'refused']),
      text: z.string().trim().max(2_000).optional(),
    }),
  ),
};
