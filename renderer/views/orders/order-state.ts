import { isOrderOver, type OrderState } from '../../../shared/domain/order.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { isOrderLate, orderDue, type OrderRow } from '../../state/order-due.ts';
import type { Chosen } from '../../widgets/table/filter-bar.tsx';

export const ORDER_SCOPES = ['open', 'late', 'over', 'all'] as const;
export type OrderScope = (typeof ORDER_SCOPES)[number];

export const STATES: readonly OrderState[] = [
  'sent', 'received', 'acknowledged', 'underWay', 'done', 'refused', 'cancelled', 'replaced',
]; // prettier-ignore

/** What can be told of an order that stands there; what was left out in between is not asked for. */
export const STEPS_AFTER: Readonly<Partial<Record<OrderState, readonly ToldState[]>>> = {
  sent: ['acknowledged', 'received', 'underWay', 'done', 'refused'],
  received: ['acknowledged', 'underWay', 'done', 'refused'],
  acknowledged: ['underWay', 'done', 'refused'],
  underWay: ['done', 'refused'],
};
export type ToldState = 'received' | 'acknowledged' | 'underWay' | 'done' | 'refused';

/** Enough of a made id to tell it from its neighbours. */
export function orderNo(id: string): string {
  return id.slice(-6).toUpperCase();
}

export function inScope({ data }: OrderRow, scope: OrderScope, now: Instant): boolean {
  switch (scope) {
    case 'open':
      return !isOrderOver(data);
    case 'late':
      return isOrderLate(data, now);
    case 'over':
      return isOrderOver(data);
    case 'all':
      return true;
  }
}

const FAR = Number.MAX_SAFE_INTEGER;

/** OR1: open first, by the limit that runs; what has none after them; what is over last, newest first. */
export function urgencyOf({ data }: OrderRow): readonly number[] {
  if (isOrderOver(data)) return [1, 0, -data.status.at];
  return [0, orderDue(data)?.due ?? FAR, -data.from.at];
}

function isChosen(values: readonly string[] | undefined, value: string | undefined): boolean {
  return values === undefined || values.length === 0 || (value !== undefined && values.includes(value));
}

export interface OrderFilter {
  readonly scope: OrderScope;
  readonly text: string;
  readonly chosen: Chosen;
  /** To the minute: a table is not filtered anew each second. */
  readonly now: Instant;
  /** What else a row is found by: the names of its department and incident. */
  names(row: OrderRow): readonly string[];
}

/** OR1: whether a row passes scope, text and facets; text in both languages, so that a filter survives a switch. */
export function orderFilter({ scope, text, chosen, now, names }: OrderFilter): (row: OrderRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  return (row) => {
    const { id, data } = row;
    if (!inScope(row, scope, now)) return false;
    return (
      isChosen(chosen['form'], data.form) &&
      isChosen(chosen['state'], data.status.state) &&
      isChosen(chosen['department'], data.to.department) &&
      isChosen(chosen['incident'], data.incident) &&
      (query === '' ||
        [data.title.zh, data.title.en, data.leader, orderNo(id), ...names(row)].some(
          (word) => word !== undefined && word.toLocaleLowerCase().includes(query),
        ))
    );
  };
}
