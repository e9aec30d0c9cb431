import { isOrderOver, type Order } from '../../shared/domain/order.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { EntityRow } from '../../shared/protocol/console-api/rows.ts';

export type OrderRow = EntityRow<'order'>;

/** What a department owes next: a person there says yes, or it is done. */
export interface OrderDue {
  readonly duty: 'acknowledge' | 'done';
  readonly since: Instant;
  readonly due: Instant;
}

/** OR2: the clock that runs; null when the order is over or nothing has a limit any more. */
export function orderDue(order: Order): OrderDue | null {
  if (isOrderOver(order)) return null;
  const { clocks, status, from } = order;
  const since = from.at;
  const isYes = status.state === 'acknowledged' || status.state === 'underWay';
  const { acknowledgeBy, doneBy } = clocks;
  if (!isYes && (doneBy === undefined || acknowledgeBy <= doneBy)) {
    return { duty: 'acknowledge', since, due: acknowledgeBy };
  }
  return doneBy === undefined ? null : { duty: 'done', since, due: doneBy };
}

export function isOrderLate(order: Order, now: Instant): boolean {
  const due = orderDue(order);
  return due !== null && due.due < now;
}
