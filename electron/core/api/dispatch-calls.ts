import type { Order, CommandDesk } from '../sync/command-desk.ts';
import type { CallHandlers } from './call-handlers.ts';
import { writtenText } from './local-text.ts';

type DispatchCalls = Pick<CallHandlers, 'assignUnits' | 'releaseUnit' | 'moveStock' | 'resolveConflict'>;

/** Units, supplies, and the conflicts that arise about them and all else. */
export function dispatchCalls(desk: CommandDesk): DispatchCalls {
  return {
    assignUnits({ id, expectedRev, units }) {
      const promises = units.map((unit): Order => ({
        type: 'unit.assign',
        entityId: unit.id,
        payload: { incident: id },
        expectedRev: unit.expectedRev,
      }));
      const payload = { units: units.map((unit) => unit.id) };
      return desk.giveAll([...promises, { type: 'incident.dispatch', entityId: id, payload, expectedRev }]);
    },
    releaseUnit: ({ id, expectedRev }) => desk.give({ type: 'unit.release', entityId: id, payload: {}, expectedRev }),
    moveStock: ({ from, to, quantity, reason }) =>
      desk.give({
        type: 'stock.move',
        entityId: from,
        payload: { to, quantity, ...(reason !== undefined && { reason }) },
      }),
    resolveConflict: ({ id, expectedRev, choice, values, reason }) =>
      desk.give({
        type: 'conflict.resolve',
        entityId: id,
        payload: { choice, ...(values !== undefined && { values }), reason: writtenText(reason) },
        expectedRev,
      }),
  };
}
