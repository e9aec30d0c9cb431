import type { Order, OrderState, OrderStatus } from '../../../shared/domain/order.ts';
import type { Kept } from './facts.ts';
import type { Sheet, Table } from './sheet.ts';
import type { Teller } from './teller.ts';

const STEPS = ['received', 'acknowledged', 'underWay', 'done'] as const;

/** The orders with their clocks; a step that nobody timed reads unknown when it must have been, and stays empty when it is to come. */
export function ordersSheet(tell: Teller): Sheet {
  const { words, facts } = tell;
  return {
    id: 'orders',
    title: words.section.orders,
    note: words.note.orders,
    newPage: true,
    tables: [ordersTable(tell, facts.records.orders)],
  };
}

function ordersTable(tell: Teller, orders: readonly Kept<'order'>[]): Table {
  const { order: words } = tell.words;
  return {
    columns: [
      { label: words.no, width: 7, align: 'right' },
      { label: words.title, width: 27 },
      { label: words.to, width: 13 },
      { label: words.sent, width: 12 },
      { label: words.received, width: 12 },
      { label: words.acknowledged, width: 12 },
      { label: words.underWay, width: 12 },
      { label: words.done, width: 12 },
      { label: words.state, width: 12 },
    ],
    rows: orders.map(({ data }, index) => [
      String(index + 1),
      [tell.text(data.title), ...orderNotes(tell, data)].join('\n'),
      receiver(tell, data),
      tell.at(data.from.at),
      ...STEPS.map((state) => stepCell(tell, data, state)),
      stateCell(tell, data),
    ]),
    empty: tell.words.form.noOrders,
  };
}

function orderNotes(tell: Teller, { leader, grave, replaces, cancels }: Order): string[] {
  const { order: words } = tell.words;
  return [
    ...(leader === undefined ? [] : [`${words.leader}${tell.words.colon}${tell.anybody(leader)}`]),
    ...(grave === undefined ? [] : [`${words.grave} ${grave}`]),
    ...(replaces === undefined ? [] : [tell.fill(words.replaces, { title: tell.title(replaces) })]),
    ...(cancels === undefined ? [] : [tell.fill(words.cancels, { title: tell.title(cancels) })]),
  ];
}

export function receiver(tell: Teller, { to }: Order): string {
  return [tell.department(to.department), ...(to.post === undefined ? [] : [tell.post(to.post)])].join('\n');
}

function stepAt(order: Order, state: OrderState): OrderStatus | undefined {
  return [...order.steps, order.status].find((one) => one.state === state);
}

const RANK: Readonly<Partial<Record<OrderState, number>>> = {
  sent: 0,
  received: 1,
  acknowledged: 2,
  underWay: 3,
  done: 4,
};

function stepCell(tell: Teller, order: Order, state: (typeof STEPS)[number]): string {
  const step = stepAt(order, state);
  if (!step) return (RANK[order.status.state] ?? 0) > (RANK[state] ?? 0) ? tell.words.unknown : '';
  const took = tell.span(Math.max(0, (step.at - order.from.at) / 1_000));
  const isLate = state === 'acknowledged' && step.at > order.clocks.acknowledgeBy;
  const isOver = state === 'done' && order.clocks.doneBy !== undefined && step.at > order.clocks.doneBy;
  return [tell.at(step.at), `+${took}`, ...(isLate || isOver ? [tell.words.order.late] : [])].join('\n');
}

function stateCell(tell: Teller, { status }: Order): string {
  const word = tell.words.orderState[status.state];
  if (status.state === 'done') return [word, tell.text(status.result)].join('\n');
  if (status.state === 'refused' || status.state === 'cancelled') return [word, tell.text(status.reason)].join('\n');
  return word;
}

export function reportsSheet(tell: Teller): Sheet {
  const { report: words, section, form } = tell.words;
  return {
    id: 'reports',
    title: section.reports,
    tables: [
      {
        columns: [
          { label: words.incident, width: 26 },
          { label: words.kind, width: 14 },
          { label: words.recipient, width: 18 },
          { label: words.due, width: 14 },
          { label: words.sent, width: 14 },
          { label: words.state, width: 14 },
        ],
        rows: tell.facts.records.reports.map(({ data }) => [
          tell.title(data.incident),
          reportName(tell, data),
          tell.text(data.recipient),
          tell.at(data.dueAt),
          data.status.state === 'drafted'
            ? ''
            : tell.at(data.status.state === 'sent' ? data.status.by.at : data.status.sent.at),
          { drafted: words.drafted, sent: words.sentState, received: words.receivedState }[data.status.state],
        ]),
        empty: form.noReports,
      },
    ],
  };
}

export function reportName(tell: Teller, { kind, number }: Kept<'report'>['data']): string {
  return tell.fill(tell.words.report[kind], { number });
}
