import { describe, expect, it } from 'vitest';
import { order, type Order, type OrderState, type OrderStatus } from '../../domain/order.ts';
import { instant, MINUTE } from '../../kit/time.ts';
import { merge } from '../merge.ts';
import type { AuthorityMatrix } from '../authority.ts';
import type { Command } from '../feed/command.ts';
import { COMMAND_TYPES } from './command-types.ts';
import { decide, type Decision } from './decide.ts';

const NOW = instant(1_790_000_000_000);
const matrix: AuthorityMatrix = {
  version: 1,
  authorities: { all: { name: { zh: '', en: '' }, may: [...COMMAND_TYPES] } },
};
const at = { at: NOW, by: 'TPD' };

const STATUSES: Readonly<Record<OrderState, OrderStatus>> = {
  sent: { state: 'sent', ...at },
  received: { state: 'received', ...at },
  acknowledged: { state: 'acknowledged', ...at },
  underWay: { state: 'underWay', ...at },
  done: { state: 'done', ...at, result: { zh: '已封闭' } },
  refused: { state: 'refused', ...at, reason: { zh: '无人' } },
  cancelled: { state: 'cancelled', ...at, reason: { zh: '已退水' } },
  replaced: { state: 'replaced', ...at, into: 'o2' },
};

const NEW = {
  form: 'order',
  title: { zh: '封闭滨江路下穿' },
  to: { department: 'TPD' },
  clocks: { acknowledgeBy: instant(NOW + 10 * MINUTE) },
} as const;

function standing(state: OrderState): Order {
  const from = { officer: 'zhou', post: 'CCC-DL', at: NOW };
  return order.parse({ ...NEW, from, status: STATUSES[state], steps: [] });
}

function give(
  type: 'order.give' | 'order.step',
  payload: object,
  records: Readonly<Record<string, Order>>,
  part: Partial<Command> = {},
): Decision {
  const command: Command = {
    commandId: 'c-00000001',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer: 'zhou', post: 'CCC-DL', station: 'S1', authority: 'all' },
    type,
    topic: 'order',
    entityId: type === 'order.give' ? 'o9' : 'o1',
    payload,
    expectedRev: type === 'order.give' ? null : 4,
    ...(type === 'order.step' && { base: { ...records['o1'] } }),
    issuedAt: NOW,
    expiresAt: instant(NOW + MINUTE),
    ...part,
  };
  return decide(command, {
    now: NOW,
    head: 9,
    matrix,
    find: (topic, id) => {
      const data = topic === 'order' ? records[id] : undefined;
      return data && { rev: 4, data, handOf: () => undefined };
    },
  });
}

/** The state of `o1` after it, or the refusal. */
function step(from: OrderState, state: OrderState, text = true): string {
  const before = standing(from);
  const { answer, effects } = give('order.step', { state, ...(text && { text: { zh: '话' } }) }, { o1: before });
  if (answer.outcome !== 'accepted') return answer.outcome === 'rejected' ? answer.code : answer.outcome;
  const after = order.parse(merge('order', before, effects[0]?.op === 'patch' ? effects[0].data : {}));
  expect(after.steps).toEqual([before.status]);
  expect(after.status).toMatchObject({ at: NOW, by: 'CCC-DL' });
  return after.status.state;
}

const TOLD = ['received', 'acknowledged', 'underWay', 'done', 'refused'] as const;

describe('commands of orders', () => {
  for (const from of Object.keys(STATUSES) as OrderState[]) {
    it(`OR1: what can be told of an order that is ${from}`, () => {
      const order = ['sent', 'received', 'acknowledged', 'underWay'];
      const isOver = !order.includes(from);
      for (const to of TOLD) {
        const isBack = to !== 'refused' && order.includes(to) && order.indexOf(to) <= order.indexOf(from);
        expect([to, step(from, to)]).toEqual([to, isOver ? 'order-over' : isBack ? 'order-step-back' : to]);
      }
    });
  }

  it('OR1: done and refused need words', () => {
    expect([step('sent', 'done', false), step('sent', 'refused', false)]).toEqual([
      'order-text-missing',
      'order-text-missing',
    ]);
    expect(step('sent', 'acknowledged', false)).toBe('acknowledged');
    expect(give('order.give', { ...NEW, title: { zh: ' ' } }, {}).answer).toMatchObject({ code: 'order-text-missing' });
  });

  it('OR2: a cancellation and a change are new orders, and end the other in the same transaction', () => {
    const before = standing('underWay');
    const cancel = give('order.give', { ...NEW, text: { zh: '已退水' }, cancels: 'o1' }, { o1: before });
    expect(cancel.effects.map(({ id, data }) => [id, data])).toMatchObject([
      ['o9', { cancels: 'o1', status: { state: 'sent', by: 'CCC-DL' }, from: { officer: 'zhou' } }],
      ['o1', { status: { state: 'cancelled', reason: { zh: '已退水' } }, steps: [before.status] }],
    ]);
    const replaced = give('order.give', { ...NEW, replaces: 'o1' }, { o1: before });
    expect(replaced.effects[1]).toMatchObject({ id: 'o1', data: { status: { state: 'replaced', into: 'o9' } } });
  });

  it('OR2: what is over or unknown is neither cancelled nor replaced, and nothing of the new order is kept', () => {
    for (const field of ['cancels', 'replaces']) {
      const over = give('order.give', { ...NEW, [field]: 'o1' }, { o1: standing('done') });
      expect(over).toMatchObject({ answer: { code: 'order-over' }, effects: [] });
      expect(give('order.give', { ...NEW, [field]: 'nothing' }, {}).answer).toMatchObject({ code: 'order-unknown' });
    }
  });

  it('OR1: who stepped on an older showing looks again; no conflict is made of it', () => {
    const { answer, effects } = give(
      'order.step',
      { state: 'acknowledged' },
      { o1: standing('received') },
      { expectedRev: 3 },
    );
    expect(answer).toMatchObject({ outcome: 'rejected', code: 'order-moved' });
    expect(effects).toEqual([]);
  });
});
