import * as z from 'zod';
import type { Supply } from '../../domain/supply.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { CommandType, World } from './command-type.ts';

const move = z.object({
  to: z.string().min(1).max(200),
  quantity: z.number().positive(),
  reason: z.string().max(500).optional(),
});

function stock(world: World, id: string): Supply {
  const found = world.find('supply', id);
  if (!found) throw new ProblemError({ code: 'unknown-entity', origin: 'commands', params: { id } });
  return found;
}

export const supplyCommands = {
  /** The command's entity is where the stock leaves. Deltas: two moves both count, whatever their order. */
  'stock.move': {
    topic: 'supply',
    payload: move,
    creates: false,
    commutes: true,
    apply(world, { to, quantity }, command) {
      const from = stock(world, command.entityId);
      const target = stock(world, to);
      if (to === command.entityId) throw new ProblemError({ code: 'stock-to-itself', origin: 'commands' });
      if (target.good !== from.good || target.unit !== from.unit) {
        throw new ProblemError({ code: 'stock-other-good', origin: 'commands' });
      }
      if (from.quantity < quantity) {
        throw new ProblemError({ code: 'stock-not-enough', origin: 'commands', params: { quantity: from.quantity } });
      }
      return [
        { op: 'patch', topic: 'supply', id: command.entityId, data: { quantity: from.quantity - quantity } },
        { op: 'patch', topic: 'supply', id: to, data: { quantity: target.quantity + quantity } },
      ];
    },
  } satisfies CommandType<'supply', typeof move>,
};
