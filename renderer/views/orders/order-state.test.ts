import { describe, expect, it } from 'vitest';
import type { Order } from '../../../shared/domain/order.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { inScope, orderFilter, urgencyOf } from './order-state.ts';

const T0 = instant(1_750_000_000_000);
const at = (minutes: number) => instant(T0 + minutes * MINUTE);

function row(id: string, part: Partial<Order> = {}): OrderRow {
  const data: Order = {
    form: 'order',
    title: { zh: '封闭隧道', en: 'Close the tunnel' },
    from: { officer: 'zhou', post: 'CCC-DL', at: T0 },
    to: { department: 'TPD' },
    clocks: { acknowledgeBy: at(10) },
    status: { state: 'sent', at: T0, by: 'CCC-DL' },
    steps: [],
    ...part,
  };
  return { id: id as OrderRow['id'], rev: 1, feed: 'hotline', at: T0, entered: T0, received: T0, data };
}

const done = row('d', { status: { state: 'done', at: at(30), by: 'TPD', result: { zh: '已封闭' } } });
const late = row('l', { clocks: { acknowledgeBy: at(1) } });
const free = row('f', { status: { state: 'underWay', at: at(2), by: 'TPD' } });
const soon = row('s', { form: 'instruction', leader: '王市长', incident: 'i1', to: { department: 'FRD' } });

describe('board of orders', () => {
  it('OR1: what runs out first stands first, what has no limit after it, what is over last', () => {
    const order = [done, free, soon, late].toSorted((a, b) => {
      const [left, right] = [urgencyOf(a), urgencyOf(b)];
      return left.map((value, place) => value - (right[place] ?? 0)).find((value) => value !== 0) ?? 0;
    });
    expect(order.map(({ id }) => id)).toEqual(['l', 's', 'f', 'd']);
  });

  it('OR1: scopes', () => {
    const within = (scope: 'open' | 'late' | 'over' | 'all') =>
      [done, late, free, soon].filter((one) => inScope(one, scope, at(5))).map(({ id }) => id as string);
    expect(within('open')).toEqual(['l', 'f', 's']);
    expect(within('late')).toEqual(['l']);
    expect(within('over')).toEqual(['d']);
    expect(within('all')).toHaveLength(4);
  });

  it('OR1: facets and words, also those of department and incident', () => {
    const names = ({ data }: OrderRow) => [
      data.to.department === 'FRD' ? '消防' : '交警',
      data.incident ? '江湾隧道' : '',
    ];
    const found = (text: string, chosen = {}) =>
      [done, late, free, soon]
        .filter(orderFilter({ scope: 'all', text, chosen, now: at(5), names }))
        .map(({ id }) => id as string);
    expect(found('消防')).toEqual(['s']);
    expect(found('江湾')).toEqual(['s']);
    expect(found('王市长')).toEqual(['s']);
    expect(found('CLOSE THE')).toHaveLength(4);
    expect(found('', { form: ['instruction'] })).toEqual(['s']);
    expect(found('', { department: ['TPD'], state: ['done', 'underWay'] })).toEqual(['d', 'f']);
    expect(found('', { incident: ['i1'] })).toEqual(['s']);
  });
});
