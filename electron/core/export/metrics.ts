import type { Order, OrderState } from '../../../shared/domain/order.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Facts, Kept, Step } from './facts.ts';

/** `value: null`: not known. A clock says of how many it was known (`n`) and of how many it was not (`unknown`). */
export interface Metric {
  readonly key: string;
  readonly unit: 'count' | 's';
  readonly value: number | null;
  readonly n: number;
  readonly unknown: number;
}

/**
 * Counts and clocks of what happened (PK5). A clock is given by median and ninetieth percentile (nearest rank) and the longest,
 * all in seconds; one that was not taken counts as unknown, never as 0.
 */
export function metricsOf({ records, incidentSteps }: Pick<Facts, 'records' | 'incidentSteps'>): Metric[] {
  const { incidents, orders, decisions, reports, alerts, handlings, journal } = records;
  const handled = new Map(handlings.map(({ id, data }) => [id, data]));
  const steps = incidents.map(({ id }) => incidentSteps.get(id) ?? []);
  const between = (list: readonly Step[], from: string, to: string): number | null => {
    const [a, b] = [list.find(({ state }) => state === from), list.find(({ state }) => state === to)];
    return a && b ? seconds(a.at, b.at) : null;
  };
  const live = orders.filter(({ data }) => data.cancels === undefined);
  const step = (order: Order, state: OrderState): Instant | null =>
    [...order.steps, order.status].find((one) => one.state === state)?.at ?? null;
  const since = ({ data }: Kept<'order'>, state: OrderState): number | null => {
    const at = step(data, state);
    return at === null ? null : seconds(data.from.at, at);
  };
  return [
    count('alert.count', alerts.length),
    ...([1, 2, 3, 4] as const).map((level) =>
      count(`alert.level${level}`, alerts.filter(({ data }) => data.level === level).length),
    ),
    ...clock(
      'alert.acknowledge',
      alerts.map(({ id, data }) => {
        const status = handled.get(id)?.status;
        return status?.state === 'acknowledged' ? seconds(data.sentAt, status.at) : null;
      }),
    ),
    count('incident.count', incidents.length),
    count('incident.closed', incidents.filter(({ data }) => data.status.state === 'closed').length),
    count('incident.grave', incidents.filter(({ data }) => data.level === 1 || data.level === 2).length),
    ...clock('incident.acknowledge', steps.map((list) => between(list, 'reported', 'acknowledged'))), // prettier-ignore
    ...clock('incident.dispatch', steps.map((list) => between(list, 'reported', 'dispatched'))), // prettier-ignore
    ...clock('incident.onScene', steps.map((list) => between(list, 'reported', 'onScene'))), // prettier-ignore
    ...clock('incident.close', steps.map((list) => between(list, 'reported', 'closed'))), // prettier-ignore
    count('decision.count', decisions.length),
    count('decision.decided', decisions.filter(({ data }) => isDecided(data.status.state)).length),
    count('decision.grave', decisions.filter(({ data }) => data.grave !== undefined).length),
    count('decision.second', decisions.filter(({ data }) => 'second' in data.status && data.status.second).length),
    count('decision.spoken', decisions.filter(({ data }) => data.spoken !== undefined).length),
    count('decision.evidence', decisions.filter(({ data }) => data.evidence !== undefined).length),
    ...clock(
      'decision.decide',
      decisions.map(({ data }) => {
        const [first] = data.writtenBy;
        const by =
          'decided' in data.status ? data.status.decided : data.status.state === 'decided' ? data.status.by : null;
        return first && by ? seconds(first.at, by.at) : null;
      }),
    ),
    count('order.count', live.length),
    count('order.done', live.filter(({ data }) => data.status.state === 'done').length),
    count('order.refused', live.filter(({ data }) => data.status.state === 'refused').length),
    count('order.changed', orders.filter(({ data }) => data.replaces !== undefined).length),
    count('order.cancelled', orders.length - live.length),
    count(
      'order.acknowledgedLate',
      live.filter(({ data }) => (step(data, 'acknowledged') ?? 0) > data.clocks.acknowledgeBy).length,
    ),
    ...clock('order.receive', live.map((one) => since(one, 'received'))), // prettier-ignore
    ...clock('order.acknowledge', live.map((one) => since(one, 'acknowledged'))), // prettier-ignore
    ...clock('order.underWay', live.map((one) => since(one, 'underWay'))), // prettier-ignore
    ...clock('order.finish', live.map((one) => since(one, 'done'))), // prettier-ignore
    count('report.count', reports.length),
    count('report.sent', reports.filter(({ data }) => data.status.state !== 'drafted').length),
    count('report.late', reports.filter(({ data }) => (sentAt(data) ?? 0) > data.dueAt).length),
    count('journal.count', journal.length),
  ];
}

export function sentAt({ status }: Kept<'report'>['data']): Instant | null {
  if (status.state === 'sent') return status.by.at;
  return status.state === 'received' ? status.sent.at : null;
}

export function isDecided(state: string): boolean {
  return state === 'decided' || state === 'reviewed';
}

function seconds(from: Instant, to: Instant): number {
  return Math.max(0, Math.round((to - from) / 1_000));
}

function count(key: string, value: number): Metric {
  return { key, unit: 'count', value, n: value, unknown: 0 };
}

function clock(key: string, values: readonly (number | null)[]): Metric[] {
  const known = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  const rank = (share: number): number | null => known[Math.max(0, Math.ceil(known.length * share) - 1)] ?? null;
  const rest = { unit: 's', n: known.length, unknown: values.length - known.length } as const;
  return [
    { key: `${key}.median`, value: rank(0.5), ...rest },
    { key: `${key}.p90`, value: rank(0.9), ...rest },
    { key: `${key}.max`, value: rank(1), ...rest },
  ];
}
