import { hazardLevel } from '../../../shared/domain/hazard.ts';
import { isOver } from '../../../shared/domain/case.ts';
import { isOrderOver } from '../../../shared/domain/order.ts';
import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';

/** Where a record stands in the first part of its live query: ascending by `urgency`, then `recency`, then id. */
export interface Order {
  readonly urgency: number;
  /** Minus a time, so that the newest comes first; 0 where time says nothing. */
  readonly recency: number;
}

/** A closed record stands behind every open one. */
const CLOSED = 10;

/** 1 red … 4 blue, then 0, which is not "harmless" but "not graded". */
function byLevel(level: number): number {
  return level === 0 ? 5 : level;
}

const FORM_RANK = { unit: 0, sensor: 1, facility: 2 } as const;

/** What waits for a second person stands first, then what is being worded, then what is out, then what is over. */
const RELEASE_RANK = { submitted: 0, rejected: 1, drafted: 1, released: 2, withdrawn: CLOSED } as const;

const DECISION_RANK = {
  submitted: 0,
  returned: 1,
  drafted: 1,
  decided: 2,
  reviewed: CLOSED,
  withdrawn: CLOSED,
} as const;

/** Q2: the order of each topic. Values that change with every move would make the index as busy as the table. */
const orders: { readonly [T in Topic]: (record: TopicRecord[T]) => Order } = {
  incident: (record) => ({
    urgency:
      byLevel(record.level) + (record.status.state === 'closed' || record.status.state === 'merged' ? CLOSED : 0),
    recency: -record.reportedAt,
  }),
  alert: (record) => ({
    urgency: byLevel(record.level) + (record.msgType === 'Cancel' ? CLOSED : 0),
    recency: -record.sentAt,
  }),
  resource: (record) => ({ urgency: FORM_RANK[record.form], recency: 0 }),
  supply: () => ({ urgency: 0, recency: 0 }),
  conflict: (record) => ({ urgency: record.status.state === 'open' ? 0 : CLOSED, recency: -record.proposedBy.at }),
  release: (record) => ({
    urgency: record.replacedBy === undefined ? RELEASE_RANK[record.status.state] : CLOSED,
    recency: -record.status.since,
  }),
  drawing: (record) => ({ urgency: record.status.state === 'standing' ? 0 : CLOSED, recency: -record.madeAt }),
  hazard: (record) => ({
    urgency: hazardLevel(record) + (record.status.state === 'struckOff' ? CLOSED : 0),
    recency: record.dueAt,
  }),
  rule: () => ({ urgency: 0, recency: 0 }),
  handling: () => ({ urgency: 0, recency: 0 }),
  template: () => ({ urgency: 0, recency: 0 }),
  decision: (record) => ({ urgency: DECISION_RANK[record.status.state], recency: -record.status.since }),
  order: (record) => ({ urgency: isOrderOver(record) ? CLOSED : 0, recency: -record.from.at }),
  report: (record) => ({ urgency: record.status.state === 'drafted' ? 0 : CLOSED, recency: -record.dueAt }),
  journal: (record) => ({ urgency: 0, recency: -record.enteredAt }),
  handover: (record) => ({ urgency: record.status.state === 'offered' ? 0 : CLOSED, recency: -record.from.at }),
  finding: (record) => ({
    urgency: record.status.state === 'checked' || record.status.state === 'dropped' ? CLOSED : 0,
    recency: record.dueAt,
  }),
  opinion: (record) => ({ urgency: record.handled ? CLOSED : 0, recency: -record.firstSeenAt }),
  case: (record) => ({
    urgency: (isOver(record) ? CLOSED : 0) + (record.isUrgent ? 0 : 1),
    recency: -record.reportedAt,
  }),
};

export function orderOf<T extends Topic>(topic: T, record: TopicRecord[T]): Order {
  return orders[topic](record);
}
