import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { departmentCode, entityId, instantSchema, localText } from './common.ts';
import { GRAVE_ORDERS } from './decision.ts';
import { internal, open } from './field-class.ts';
import { hand } from './hand.ts';

export type OrderId = Brand<string, 'OrderId'>;

/** order: 指令 · instruction: a leader's written instruction (批示), followed to its closure. */
export const ORDER_FORMS = ['order', 'instruction'] as const;

const timed = { at: instantSchema, by: z.string().max(64) };

/** sent → received → acknowledged → under way → done. Each step is timed, by a department, a post or a system. */
export const orderStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('sent'), ...timed }),
  /** The department's system has it. */
  z.strictObject({ state: z.literal('received'), ...timed }),
  /** A person there said yes. */
  z.strictObject({ state: z.literal('acknowledged'), ...timed }),
  z.strictObject({ state: z.literal('underWay'), ...timed }),
  z.strictObject({ state: z.literal('done'), ...timed, result: localText }),
  z.strictObject({ state: z.literal('refused'), ...timed, reason: localText }),
  /** A cancellation is an order too: its own record, and this state at the one that it ends. */
  z.strictObject({ state: z.literal('cancelled'), ...timed, reason: localText }),
  z.strictObject({ state: z.literal('replaced'), ...timed, into: entityId }),
]);
export type OrderStatus = z.infer<typeof orderStatus>;
export type OrderState = OrderStatus['state'];

/** One order to one department or post. What is changed is a new order that `replaces` this one. */
export const order = z.strictObject({
  form: open(z.enum(ORDER_FORMS)),
  title: open(localText),
  text: internal(localText.optional()),
  /** The decision that it carries out. The link is kept here only. */
  decision: open(entityId.optional()),
  incident: open(entityId.optional()),
  /** The task of a plan template that it is. */
  task: open(z.strictObject({ template: entityId, task: z.string().max(24) }).optional()),
  from: open(hand),
  /** Whose words an instruction is, when the hand only entered it. */
  leader: open(z.string().max(64).optional()),
  to: open(
    z.strictObject({
      department: departmentCode,
      post: z.string().max(64).optional(),
      units: z.array(entityId).max(100).optional(),
    }),
  ),
  clocks: open(z.strictObject({ acknowledgeBy: instantSchema, doneBy: instantSchema.optional() })),
  grave: open(z.enum(GRAVE_ORDERS).optional()),
  replaces: open(entityId.optional()),
  /** Of a cancellation: the order that it ends. */
  cancels: open(entityId.optional()),
  status: open(orderStatus),
  /** The steps before `status`, oldest first. */
  steps: open(z.array(orderStatus).max(20)),
});
export type Order = z.infer<typeof order>;

export function isOrderOver({ status }: Pick<Order, 'status'>): boolean {
  return (
    status.state === 'done' || status.state === 'refused' || status.state === 'cancelled' || status.state === 'replaced'
  );
}
