import { describe, expect, it } from 'vitest';
import type { Move } from '../../../shared/domain/decision.ts';
import type { Facility, Unit } from '../../../shared/domain/resource.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { worldOf } from '../../../shared/protocol/commands/carry-out.ts';
import { newOrder, type NewOrder } from '../../../shared/protocol/commands/order-commands.ts';
import { AT, incident, supply, unit } from '../testing/records.ts';
import { requestsOf, type OrderScene } from './orders-of.ts';
import { decisionOf, DUTIES } from './testing/made.ts';

const depot = (part: Partial<Facility> = {}): Facility => ({
  form: 'facility', kind: 'depot', name: { zh: '一号库', en: 'Depot 1' }, at: [117.5, 30.3], inService: true, ...part,
}); // prettier-ignore

const RECORDS: Readonly<Record<string, object>> = {
  i1: incident({ title: { zh: '滨江路下穿积水', en: 'Flooded underpass' } }),
  i2: incident({ title: { zh: '石岭滑坡', en: 'Landslide' } }),
  f1: unit({ name: { zh: '一中队1号车', en: 'Engine 1' } }),
  f2: unit({ name: { zh: '一中队2号车', en: 'Engine 2' } }),
  p1: unit({ department: 'DMC', name: { zh: '泵车1', en: 'Pump 1' } }),
  off: unit({ status: { state: 'offDuty', since: AT } }),
  busy: unit({ name: { zh: '三中队1号车' }, status: { state: 'enRoute', since: AT, incident: 'i9' } }),
  d1: depot(),
  d2: depot({ name: { zh: '安置点', en: 'Shelter' }, department: 'DMC' }),
};

function scene(records = RECORDS): OrderScene {
  let count = 0;
  return {
    world: worldOf((_topic, id) => records[id]),
    stockOf: (at, good) =>
      at === 'd3' ? null : { id: `${at}:${good}`, record: supply({ depot: at, name: { zh: '沙袋', en: 'Sandbags' } }) },
    openTask: (_template, task) => (task === 'RF-02' ? 'old' : null),
    duties: DUTIES,
    now: AT,
    acknowledgeMinutes: 3,
    id: () => `o${(count += 1)}`,
    feed: 'hotline',
  };
}

function from(moves: readonly Move[], part = {}, where = scene()) {
  const requests = requestsOf('dec1', decisionOf(moves, part), where);
  const orders = requests
    .filter(({ type }) => type === 'order.give')
    .map(({ payload }) => newOrder.parse(payload) as NewOrder);
  return { requests, orders };
}

const assign = (id: string, to: string): Move => ({ is: 'assign', unit: id, incident: to, seconds: 300 });
const ship = (to: string, arriveAt: number): Move => ({
  is: 'ship', from: 'd1', to, good: 'sandbag', quantity: 30, trips: 2, arriveAt: instant(AT + arriveAt),
}); // prettier-ignore

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'let through';
  } catch (error) {
    return error instanceof ProblemError
      ? `${error.problem.code} ${Object.values(error.problem.params ?? {}).join()}`
      : String(error);
  }
}

describe('what a decision orders', () => {
  it('DE5: one order per department for its units, and each unit and incident its own command', () => {
    const { requests, orders } = from([assign('f1', 'i1'), assign('f2', 'i2'), assign('p1', 'i1')]);
    expect(orders.map(({ to, incident: about, title }) => [to, about, title.en])).toEqual([
      [{ department: 'FRD', units: ['f1', 'f2'] }, undefined, 'Send 2 units: 2 places'],
      [{ department: 'DMC', units: ['p1'] }, 'i1', 'Send 1 unit: Flooded underpass'],
    ]);
    expect(orders[0]?.text?.zh).toBe('滨江路下穿积水：一中队1号车\n石岭滑坡：一中队2号车');
    expect(
      orders.every(({ decision, clocks }) => decision === 'dec1' && clocks.acknowledgeBy === AT + 3 * MINUTE),
    ).toBe(true);
    expect(requests.slice(2).map(({ type, entityId, payload }) => [type, entityId, payload])).toEqual([
      ['unit.assign', 'f1', { incident: 'i1' }],
      ['unit.assign', 'f2', { incident: 'i2' }],
      ['unit.assign', 'p1', { incident: 'i1' }],
      ['incident.dispatch', 'i1', { units: ['f1', 'p1'] }],
      ['incident.dispatch', 'i2', { units: ['f2'] }],
    ]);
    expect(requests.every(({ needs }) => needs === 0)).toBe(true);
  });

  it('DE5: no unit is left out of an order that would hold too many: there are two', () => {
    const many = Array.from({ length: 130 }, (_, index) => `m${index}`);
    const records = { ...RECORDS, ...Object.fromEntries(many.map((id) => [id, unit()])) };
    const { orders } = from(
      many.map((id) => assign(id, 'i1')),
      {},
      scene(records),
    );
    expect(orders.map(({ to }) => to.units?.length)).toEqual([100, 30]);
    expect(orders.flatMap(({ to }) => to.units)).toEqual(many);
  });

  it('DE5: goods go to the depot’s department with the last arrival as clock; booked over where both ends keep a stock', () => {
    const { requests, orders } = from([ship('d2', 20 * MINUTE), ship('d3', 40 * MINUTE)]);
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({
      to: { department: 'GSR' },
      title: { zh: '调出物资 2 批' },
      clocks: { doneBy: AT + 40 * MINUTE },
    });
    expect(orders[0]?.text?.en).toBe(
      'Depot 1 → Shelter: Sandbags, 30 袋, 2 trips\nDepot 1 → d3: Sandbags, 30 袋, 2 trips',
    );
    expect(requests.filter(({ type }) => type === 'stock.move')).toEqual([
      {
        type: 'stock.move',
        entityId: 'd1:sandbag',
        payload: { to: 'd2:sandbag', quantity: 30, reason: 'dec1' },
        needs: 0,
      },
    ]);
  });

  it('DE5: a task is an order to its post’s department, under its plan and its deadline', () => {
    const task: Move = {
      is: 'task',
      task: 'T3',
      name: { zh: '封闭下穿' },
      post: 'FRD-CC',
      dueAt: instant(AT + MINUTE),
    };
    const response = { template: 'RF', version: 2, level: 'II' };
    const { orders } = from([task, { ...task, task: 'T4', post: 'TPD-CC' }], { response, grave: 'G-05' });
    expect(orders.map(({ to, task: of, grave }) => [to, of, grave])).toEqual([
      [{ department: 'FRD', post: 'FRD-CC' }, { template: 'RF', task: 'T3' }, 'G-05'],
      [{ department: 'TPD', post: 'TPD-CC' }, { template: 'RF', task: 'T4' }, 'G-05'],
    ]);
    expect(orders[0]?.clocks.doneBy).toBe(AT + MINUTE);
    expect(codeOf(() => from([{ ...task, post: 'XYZ-1' }]))).toBe('order-department-unknown XYZ');
  });

  it('DE5: a task that is under orders already gets a new order in the place of the old one, at one incident only', () => {
    const task: Move = { is: 'task', task: 'RF-02', name: { zh: '封路' }, post: 'TPD-CC', dueAt: instant(AT + MINUTE) };
    const response = { template: 'RF', version: 1, level: 'II' } as const;
    const of = (incidents: string[]) => from([task, { ...task, task: 'RF-03' }], { response, incidents }).orders;
    expect(of(['i1']).map(({ replaces }) => replaces)).toEqual(['old', undefined]);
    expect(of(['i1', 'i2']).map(({ replaces }) => replaces)).toEqual([undefined, undefined]);
  });

  it('DE6: a unit that is gone, off duty or promised elsewhere stops the decision by its name', () => {
    expect(codeOf(() => from([assign('nobody', 'i1')]))).toBe('decision-unit-gone nobody');
    expect(codeOf(() => from([assign('off', 'i1')]))).toBe('decision-unit-gone 一中队1号车');
    expect(codeOf(() => from([assign('busy', 'i1')]))).toBe('decision-unit-taken 三中队1号车');
    const there = {
      ...RECORDS,
      busy: unit({ status: { state: 'onScene', since: AT, incident: 'i1' } } as Partial<Unit>),
    };
    expect(from([assign('busy', 'i1')], {}, scene(there)).orders).toHaveLength(1);
  });

  it('DE5: an option without moves orders nothing', () => {
    expect(from([]).requests).toEqual([]);
  });
});
