import { isOrderOver, type Order, type OrderStatus } from '../../../shared/domain/order.ts';
import { MINUTE, SECOND, type Instant } from '../../../shared/kit/time.ts';

/** How long a department of the demo takes for each step, of the scenario's time. */
const TAKES = {
  sent: 20 * SECOND,
  received: MINUTE,
  acknowledged: MINUTE,
  underWay: 6 * MINUTE,
} as const;

/** What the slow one takes over the time that it was given, of the scenario's time: clocks are seen to run out. */
const LATE = 3 * MINUTE;

/** One department says yes only when its time is over. */
export const SLOW_DEPARTMENT = 'UMB';

/** What departments report when they are through, by what was ordered. */
const RESULTS = {
  units: { zh: '力量已按指令派出。', en: 'The units were sent as ordered.' },
  order: { zh: '已按指令完成。', en: 'Carried out as ordered.' },
  instruction: { zh: '已按批示要求落实。', en: 'Done as the leader instructed.' },
} as const;

/**
 * What the simulated department does next with an order; null when it is over, not its turn or too soon. `speed`: scenario's time
 * per wall time; the clocks of an order are wall time.
 */
export function nextOfOrder(record: Order, now: Instant, speed: number): OrderStatus | null {
  const { status, to, form, clocks } = record;
  if (isOrderOver(record)) return null;
  const { state, at } = status;
  if (state !== 'sent' && state !== 'received' && state !== 'acknowledged' && state !== 'underWay') return null;
  if ((now - at) * speed < TAKES[state]) return null;
  const by = to.department;
  switch (state) {
    case 'sent':
      return { state: 'received', at: now, by };
    case 'received':
      if (by === SLOW_DEPARTMENT && (now - clocks.acknowledgeBy) * speed < LATE) return null;
      return { state: 'acknowledged', at: now, by };
    case 'acknowledged':
      return { state: 'underWay', at: now, by };
    case 'underWay':
      return { state: 'done', at: now, by, result: RESULTS[to.units ? 'units' : form] };
  }
}
