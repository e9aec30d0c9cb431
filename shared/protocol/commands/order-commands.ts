import * as z from 'zod';
import { localText, isSaid } from '../../domain/common.ts';
import { isOrderOver, order, type Order, type OrderState, type OrderStatus } from '../../domain/order.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import type { CommandType, Effect, World } from './command-type.ts';

/** An order as it leaves; who gives it comes with the command. */
export const newOrder = order.pick({
  form: true,
  title: true,
  text: true,
  decision: true,
  incident: true,
  task: true,
  leader: true,
  to: true,
  clocks: true,
  grave: true,
  replaces: true,
  cancels: true,
});
export type NewOrder = z.infer<typeof newOrder>;

/** What is told of an order; in this order, each may be left out but none comes back. */
const STEPS = ['sent', 'received', 'acknowledged', 'underWay', 'done'] as const satisfies readonly OrderState[];

const orderStep = z.object({
  state: z.enum(['received', 'acknowledged', 'underWay', 'done', 'refused']),
  text: localText.optional(),
});

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

function placeOf(state: OrderState): number {
  return STEPS.findIndex((step) => step === state);
}

/** Throws `order-over`, `order-step-back`, `order-text-missing`. */
function nextStatus(
  before: Order,
  { state, text }: z.infer<typeof orderStep>,
  at: Order['status']['at'],
  by: string,
): OrderStatus {
  if (isOrderOver(before)) throw refusal('order-over');
  if (state === 'refused') {
    if (!isSaid(text)) throw refusal('order-text-missing');
    return { state, at, by, reason: text };
  }
  if (placeOf(state) <= placeOf(before.status.state)) throw refusal('order-step-back');
  if (state !== 'done') return { state, at, by };
  if (!isSaid(text)) throw refusal('order-text-missing');
  return { state, at, by, result: text };
}

/** The end that a new order makes of another. Throws `order-unknown`, `order-over`. */
function endOf(world: World, id: string, own: string, status: OrderStatus): Effect {
  const before = world.find('order', id);
  if (!before || id === own) throw refusal('order-unknown');
  if (isOrderOver(before)) throw refusal('order-over');
  return { op: 'patch', topic: 'order', id, data: { status, steps: [...before.steps, before.status] } };
}

export const orderCommands = {
  /** With `replaces` or `cancels` the other order ends in the same transaction. */
  'order.give': {
    topic: 'order',
    payload: newOrder,
    creates: true,
    commutes: false,
    apply(world, given, command) {
      if (!isSaid(given.title)) throw refusal('order-text-missing');
      const { actor, issuedAt: at, entityId: id } = command;
      const by = actor.post;
      const data: Order = {
        ...given,
        from: { officer: actor.officer, post: by, at },
        status: { state: 'sent', at, by },
        steps: [],
      };
      const effects: Effect[] = [{ op: 'put', topic: 'order', id, data }];
      if (given.replaces !== undefined) {
        effects.push(endOf(world, given.replaces, id, { state: 'replaced', at, by, into: id }));
      }
      if (given.cancels !== undefined) {
        const reason = isSaid(given.text) ? given.text : given.title;
        effects.push(endOf(world, given.cancels, id, { state: 'cancelled', at, by, reason }));
      }
      return effects;
    },
  } satisfies CommandType<'order', typeof newOrder>,

  /** What the department told by another way. Two tellings never make a conflict: the later one looks again. */
  'order.step': {
    topic: 'order',
    payload: orderStep,
    creates: false,
    commutes: false,
    movedOn: 'order-moved',
    apply(world, step, command: Command) {
      const before = world.find('order', command.entityId);
      if (!before) throw refusal('unknown-entity');
      const status = nextStatus(before, step, command.issuedAt, command.actor.post);
      const data = { status, steps: [...before.steps, before.status] };
      return [{ op: 'patch', topic: 'order', id: command.entityId, data }];
    },
  } satisfies CommandType<'order', typeof orderStep>,
};
