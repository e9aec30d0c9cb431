import { ProblemError } from '../../../../shared/kit/problem.ts';
import { mayDo, type AuthorityMatrix } from '../../../../shared/protocol/authority.ts';
import type { CommandTypeName } from '../../../../shared/protocol/commands/command-types.ts';
import type { Queued } from '../../../../shared/protocol/console-api/queued.ts';
import type { CallHandlers } from '../../api/call-handlers.ts';
import { writtenText } from '../../api/local-text.ts';
import type { Order } from '../../sync/command-desk.ts';
import type { ActingSeat } from '../../sync/seat.ts';
import type { Standing } from '../board/standing.ts';
import type { WarningDesk } from '../warning-desk.ts';
import { incidentFrom, type IncidentFromParts } from './incident-from.ts';

type WarningCalls = Pick<
  CallHandlers,
  | 'seeWarning'
  | 'acknowledgeWarning'
  | 'snoozeWarning'
  | 'assignWarning'
  | 'noteWarning'
  | 'closeWarning'
  | 'reopenWarning'
  | 'tieWarning'
  | 'untieWarning'
  | 'joinWarnings'
  | 'partWarning'
  | 'openIncidentFromWarning'
>;

export interface WarningCallParts extends IncidentFromParts {
  readonly seat: ActingSeat;
  readonly stationId: string;
  readonly matrix: AuthorityMatrix;
  readonly warnings: Pick<WarningDesk, 'target'>;
}

interface Target {
  readonly id: string;
  readonly expectedRev?: number | null | undefined;
}

/**
 * What an officer does about a warning (N1). The record that is amended is that of the message which asks: an update that asks
 * nothing new shares it with the messages before.
 */
export function warningCalls(parts: WarningCallParts): WarningCalls {
  const { desk, seat, stationId, matrix, warnings } = parts;

  function found(id: string): { readonly standing: Standing; readonly handling: string } {
    const target = warnings.target(id);
    if (!target) throw new ProblemError({ code: 'entity-unknown', origin: 'warning', params: { id } });
    return target;
  }

  function order(type: CommandTypeName, { id, expectedRev }: Target, payload: unknown, needs?: number): Order {
    const { standing, handling } = found(id);
    return {
      type,
      entityId: handling,
      payload,
      feed: standing.head.feed,
      ...(expectedRev !== undefined && { expectedRev }),
      ...(needs !== undefined && { needs }),
    };
  }

  function give(type: CommandTypeName, target: Target, payload: unknown): Queued {
    return desk.give(order(type, target, payload));
  }

  return {
    seeWarning({ id }) {
      const { actor } = seat;
      const seenBy = found(id).standing.handled?.handling.seenBy ?? [];
      const isKnown = seenBy.some(({ post, station }) => post === actor.post && station === stationId);
      // Who only looks on has not taken note for the duty room.
      if (isKnown || !mayDo(matrix, actor.authority, 'warning.see')) return null;
      return give('warning.see', { id }, {});
    },
    acknowledgeWarning({ disposition, note, ...target }) {
      const orders = [order('warning.acknowledge', target, { disposition })];
      if (note !== undefined) orders.push(order('warning.note', target, { text: writtenText(note) }));
      const [queued] = desk.giveAll(orders);
      if (!queued) throw new Error('the outbox lost a command');
      return queued;
    },
    snoozeWarning({ until, ...target }) {
      // The level of what is current counts, also where an older message bears the handling.
      if (found(target.id).standing.head.level === 1) {
        throw new ProblemError({ code: 'warning-red-not-snoozed', origin: 'warning' });
      }
      return give('warning.snooze', target, { until });
    },
    assignWarning: ({ post, ...target }) => give('warning.assign', target, { to: post }),
    noteWarning: ({ text, ...target }) => give('warning.note', target, { text: writtenText(text) }),
    closeWarning: ({ reason, ...target }) => give('warning.close', target, { reason: writtenText(reason) }),
    reopenWarning: (target) => give('warning.reopen', target, {}),
    tieWarning: ({ incident, ...target }) => give('warning.tie', target, { incident }),
    untieWarning: ({ incident, ...target }) => give('warning.untie', target, { incident }),
    joinWarnings({ others, ...target }) {
      const orders: Order[] = [];
      for (const other of others) {
        const needs = orders.length;
        orders.push(order('warning.joinInto', { id: other }, { into: found(target.id).standing.head.id }));
        // It is a part there only when it was really given up here.
        orders.push(order('warning.join', target, { others: [found(other).standing.head.id] }, needs));
      }
      return desk.giveAll(orders);
    },
    partWarning: ({ other, ...target }) =>
      desk.giveAll([
        order('warning.leave', { id: other }, {}),
        order('warning.part', target, { other: found(other).standing.head.id }, 0),
      ]),
    openIncidentFromWarning(target) {
      const { standing } = found(target.id);
      const incident = incidentFrom(standing, parts);
      desk.giveAll([incident, order('warning.tie', target, { incident: incident.entityId }, 0)]);
      return { incident: incident.entityId };
    },
  };
}
