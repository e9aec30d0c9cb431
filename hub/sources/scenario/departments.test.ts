import { describe, expect, it } from 'vitest';
import type { CaseStatus, CitizenCase } from '../../../shared/domain/case.ts';
import { order, type Order, type OrderStatus } from '../../../shared/domain/order.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { HOTLINE_DESK } from './cases.ts';
import { nextOfOrder, SLOW_DEPARTMENT } from './departments-orders.ts';
import { nextOfDepartment, type DepartmentParts } from './departments.ts';
import { loadScenario, readRouting } from './load.ts';
import { RESOURCES } from './testing/night.ts';

const AT = instant(1_790_000_000_000);

async function parts(): Promise<DepartmentParts> {
  const { voices } = await loadScenario(RESOURCES);
  return { routing: await readRouting(RESOURCES), voices, speed: 20 };
}

function assigned(department: string, by = 'CCC-DO1'): CitizenCase {
  return {
    status: { state: 'assigned', at: AT, by, department },
    steps: [{ state: 'new', at: AT, by: 'HOT' }],
    category: 'C401',
    isUrgent: false,
    channel: '12345',
    reportedAt: AT,
    text: { zh: '停电' },
  };
}

describe('departments of the demo', () => {
  it('N12: what is theirs they accept, work on and answer, each after its time', async () => {
    const given = await parts();
    let record = assigned('PWR');
    const states: string[] = [];
    for (let now = AT; record.status.state !== 'answered' && states.length < 9; now = (now + 1_000) as Instant) {
      const next: CaseStatus | null = nextOfDepartment(record, now, given);
      if (!next) continue;
      states.push(next.state);
      record = { ...record, status: next, steps: [...record.steps, record.status] };
    }
    expect(states).toEqual(['accepted', 'contacted', 'inWork', 'answered']);
    // Twenty times faster than the scenario's own 185 seconds.
    expect(record.status.at - AT).toBeGreaterThan(9_000);
    expect(record.status.at - AT).toBeLessThan(20_000);
    expect(nextOfDepartment(record, instant(AT + 9e9), given)).toBeNull();
  });

  it('N12: what is not theirs they send back once, naming whose it is', async () => {
    const given = await parts();
    const later = instant(AT + 60_000);
    const back = nextOfDepartment(assigned('EDB'), later, given);
    expect(back).toMatchObject({ state: 'returned', department: 'EDB', ground: 'notOurs', proposed: 'PWR' });
    const again = { ...assigned('EDB'), steps: [back as CaseStatus] };
    expect(nextOfDepartment(again, later, given)?.state).toBe('accepted');
  });

  it('N12: what the demo assigned itself goes with its incident, not by itself', async () => {
    expect(nextOfDepartment(assigned('PWR', HOTLINE_DESK), instant(AT + 9e9), await parts())).toBeNull();
  });
});

function given(department: string, part: Partial<Order> = {}): Order {
  return {
    form: 'order',
    title: { zh: '封闭滨江路下穿' },
    from: { officer: 'zhou-yanning', post: 'CCC-DL', at: AT },
    to: { department },
    clocks: { acknowledgeBy: instant(AT + MINUTE) },
    status: { state: 'sent', at: AT, by: 'CCC-DL' },
    steps: [],
    ...part,
  };
}

/** What becomes of it within `seconds` of wall time, each step with the second in which it was taken. */
function obey(
  first: Order,
  seconds: number,
  speed: number,
): { readonly record: Order; readonly taken: [string, number][] } {
  let record = first;
  const taken: [string, number][] = [];
  for (let second = 0; second <= seconds; second += 1) {
    const status: OrderStatus | null = nextOfOrder(record, instant(AT + second * 1_000), speed);
    if (!status) continue;
    record = order.parse({ ...record, status, steps: [...record.steps, record.status] });
    taken.push([status.state, second]);
  }
  return { record, taken };
}

describe('orders to departments of the demo', () => {
  it('N15: an order is received, acknowledged, begun and done, within seconds at twenty times the pace', () => {
    const { record, taken } = obey(given('TPD'), 60, 20);
    expect(taken).toEqual([['received', 1], ['acknowledged', 4], ['underWay', 7], ['done', 25]]); // prettier-ignore
    expect(record.status).toMatchObject({ by: 'TPD', result: { zh: '已按指令完成。' } });
  });

  it('N15: one department says yes only when its time is over', () => {
    const { taken } = obey(given(SLOW_DEPARTMENT), 69, 20);
    expect(taken).toEqual([['received', 1], ['acknowledged', 69]]); // prettier-ignore
  });

  it('N15: nothing more is done about an order that was cancelled or replaced', () => {
    const cancelled = given('TPD', { status: { state: 'cancelled', at: AT, by: 'CCC-DL', reason: { zh: '已退水' } } });
    expect(obey(cancelled, 600, 20).taken).toEqual([]);
  });
});
