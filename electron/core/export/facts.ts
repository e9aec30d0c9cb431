import type { LocalText } from '../../../shared/domain/common.ts';
import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { redact } from './redact.ts';
import type { LogEntry } from '../records/entry.ts';
import type { AttachmentRow } from '../records/package/attachments.ts';
import type { Span } from '../records/package/spans.ts';
import type { Verdict } from '../records/verify.ts';
import type { Readers } from '../store/store.ts';
import type { Names } from './names.ts';

export interface Kept<T extends Topic> {
  readonly id: string;
  readonly rev: number;
  readonly feed: string;
  readonly at: Instant;
  readonly received: Instant;
  readonly data: TopicRecord[T];
}

/** A step of a record's life: the state it came into, and when. */
export interface Step {
  readonly state: string;
  readonly at: Instant;
}

/** What the after-action package tells, gathered once; forms, tables and report are made from it and from nothing else. */
export interface Facts {
  readonly names: Names;
  readonly isDemo: boolean;
  readonly station: string;
  readonly publicKey: string;
  readonly appVersion: string;
  readonly exportedAt: Instant;
  readonly by: NonNullable<LogEntry['who']>;
  readonly purpose: string;
  readonly redacted: boolean;
  readonly scope: Scope;
  readonly verdict: Verdict;
  readonly entries: number;
  readonly spans: readonly Span[];
  readonly attachments: ReadonlyMap<string, AttachmentRow>;
  /** Entries of the log within the scope, in order. */
  readonly log: readonly LogEntry[];
  /** Entries within the scope that were left out of `log`: it holds the newest. */
  readonly logLeftOut: number;
  readonly records: Records;
  /** States that incidents and warnings' handlings went through, by id, oldest first. */
  readonly incidentSteps: ReadonlyMap<string, readonly Step[]>;
}

export interface Scope {
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly incident: { readonly id: string; readonly title: LocalText } | null;
}

export interface Records {
  readonly decisions: readonly Kept<'decision'>[];
  readonly orders: readonly Kept<'order'>[];
  readonly reports: readonly Kept<'report'>[];
  readonly journal: readonly Kept<'journal'>[];
  readonly handovers: readonly Kept<'handover'>[];
  readonly incidents: readonly Kept<'incident'>[];
  readonly alerts: readonly Kept<'alert'>[];
  readonly handlings: readonly Kept<'handling'>[];
  readonly drawings: readonly Kept<'drawing'>[];
  readonly units: readonly Kept<'resource'>[];
}

const READ_AT_ONCE = 500;

/** Every record of a topic as it stands in the store; without what is personal when the package is redacted (PK3). */
export function* keptRecords<T extends Topic>(read: Readers, topic: T, redacted: boolean): Generator<Kept<T>> {
  for (let last: Parameters<Readers['entities']['page']>[1] = null; ;) {
    const page = read.entities.page(topic, last, READ_AT_ONCE);
    for (const { id, rev, feed, at, received, json } of page) {
      const data = JSON.parse(json) as Record<string, unknown>;
      yield { id, rev, feed, at, received, data: (redacted ? redact(topic, data) : data) as TopicRecord[T] };
    }
    last = page.at(-1) ?? last;
    if (page.length < READ_AT_ONCE) return;
  }
}

/** What of the store belongs into the scope: what happened in the period, and what is about the incident when one is named. */
export function recordsIn(read: Readers, scope: Scope, redacted: boolean): Records {
  const { incident } = scope;
  const all = <T extends Topic>(topic: T): Kept<T>[] => [...keptRecords(read, topic, redacted)];
  const within = (at: Instant): boolean => isWithin(scope, at);
  const decisions = all('decision').filter(
    ({ data }) => within(data.status.since) && (!incident || data.incidents.includes(incident.id)),
  );
  const decided = new Set(decisions.map(({ id }) => id));
  return {
    decisions: sorted(decisions, ({ data }) => data.status.since),
    orders: sorted(
      all('order').filter(
        ({ data }) =>
          within(data.from.at) &&
          (!incident || data.incident === incident.id || (data.decision !== undefined && decided.has(data.decision))),
      ),
      ({ data }) => data.from.at,
    ),
    reports: sorted(
      all('report').filter(({ data }) => within(data.dueAt) && (!incident || data.incident === incident.id)),
      ({ data }) => data.dueAt,
    ),
    journal: sorted(
      all('journal').filter(
        ({ data }) => within(data.enteredAt) && (!incident || data.links.some(({ id }) => id === incident.id)),
      ),
      ({ data }) => data.happenedAt,
    ),
    handovers: sorted(
      all('handover').filter(({ data }) => within(data.from.at)),
      ({ data }) => data.from.at,
    ),
    incidents: sorted(
      all('incident').filter(({ id, data }) => (incident ? id === incident.id : isTouched(scope, data))),
      ({ data }) => data.reportedAt,
    ),
    alerts: sorted(
      all('alert').filter(({ data }) => data.status === 'Actual' && within(data.sentAt)),
      ({ data }) => data.sentAt,
    ),
    handlings: all('handling').filter(({ data }) => !incident || (data.incidents ?? []).includes(incident.id)),
    drawings: all('drawing').filter(({ data }) => within(data.madeAt) && (!incident || data.incident === incident.id)),
    units: all('resource').filter(({ data }) => data.form === 'unit'),
  };
}

export function isWithin({ from, until }: Scope, at: Instant): boolean {
  return (from === null || at >= from) && (until === null || at <= until);
}

/** An incident that was open at any time of the period. */
function isTouched({ from, until }: Scope, { reportedAt, status }: TopicRecord['incident']): boolean {
  const isOver = status.state === 'closed' || status.state === 'merged';
  return (until === null || reportedAt <= until) && (from === null || !isOver || status.since >= from);
}

function sorted<T>(rows: T[], at: (row: T) => Instant): T[] {
  return rows.toSorted((a, b) => at(a) - at(b));
}

/** The states that an incident went through, from its history; the present one last. */
export function incidentSteps(read: Readers, { id, data }: Kept<'incident'>): Step[] {
  const steps: Step[] = [{ state: 'reported', at: data.reportedAt }];
  for (const { json } of read.history.page('incident', id, 0, READ_AT_ONCE)) {
    const status =
      json === null ? undefined : (JSON.parse(json) as { status?: { state: string; since: Instant } }).status;
    if (status && steps.at(-1)?.state !== status.state) steps.push({ state: status.state, at: status.since });
  }
  if (steps.at(-1)?.state !== data.status.state) steps.push({ state: data.status.state, at: data.status.since });
  return steps;
}
