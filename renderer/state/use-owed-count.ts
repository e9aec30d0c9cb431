import { useCallback } from 'react';
import type { LiveCollection } from './live-collection.ts';
import { isOrderLate, type OrderRow } from './order-due.ts';
import { countLate } from './report-lines.ts';
import { useClock } from './use-console.ts';
import { useCollection, useLive } from './use-live.ts';
import { useReportLines } from './use-report-lines.ts';

const version = ({ version: at }: LiveCollection<OrderRow>): number => at;

/** OR4: orders past their limit and reports that are due or late; what the desk of orders is called to. */
export function useOwedCount(): number {
  const orders = useCollection('orders', {});
  useLive(orders, version);
  const lines = useReportLines();
  return useClock(
    useCallback(
      (now) => [...orders.rows.values()].filter(({ data }) => isOrderLate(data, now)).length + countLate(lines, now),
      [orders, lines],
    ),
  );
}
