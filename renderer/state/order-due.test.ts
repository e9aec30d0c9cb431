import { describe, expect, it } from 'vitest';
import type { Order, OrderStatus } from '../../shared/domain/order.ts';
import { instant, MINUTE } from '../../shared/kit/time.ts';
import { isOrderLate, orderDue } from './order-due.ts';

const T0 = instant(1_750_000_000_000);
const at = (minutes: number) => instant(T0 + minutes * MINUTE);

function order(status: OrderStatus, clocks: Order['clocks'] = { acknowledgeBy: at(10), doneBy: at(60) }): Order {
  return {
    form: 'order',
    title: { zh: '封闭隧道' },
    from: { officer: 'zhou', post: 'CCC-DL', at: T0 },
    to: { department: 'TPD' },
    clocks,
    status,
    steps: [],
  };
}

describe('clock of an order', () => {
  it('OR2: until somebody there says yes his answer is waited for, then the result', () => {
    const sent = order({ state: 'sent', at: T0, by: 'CCC-DL' });
    expect(orderDue(sent)).toEqual({ duty: 'acknowledge', since: T0, due: at(10) });
    expect(orderDue({ ...sent, status: { state: 'received', at: T0, by: 'TPD' } })?.duty).toBe('acknowledge');
    const yes = order({ state: 'acknowledged', at: at(5), by: 'TPD' });
    expect(orderDue(yes)).toEqual({ duty: 'done', since: T0, due: at(60) });
    expect(isOrderLate(sent, at(10))).toBe(false);
    expect(isOrderLate(sent, at(11))).toBe(true);
    expect(isOrderLate(yes, at(11))).toBe(false);
  });

  it('OR2: what has no limit is not late, what is over has no clock', () => {
    expect(orderDue(order({ state: 'underWay', at: T0, by: 'TPD' }, { acknowledgeBy: at(10) }))).toBeNull();
    expect(orderDue(order({ state: 'done', at: at(90), by: 'TPD', result: { zh: '已封闭' } }))).toBeNull();
    expect(isOrderLate(order({ state: 'cancelled', at: T0, by: 'CCC-DL', reason: { zh: '水退' } }), at(999))).toBe(false); // prettier-ignore
  });

  it('OR2: the earlier limit counts when the work is due before the answer', () => {
    const sent = order({ state: 'sent', at: T0, by: 'CCC-DL' }, { acknowledgeBy: at(10), doneBy: at(5) });
    expect(orderDue(sent)).toMatchObject({ duty: 'done', due: at(5) });
  });
});
