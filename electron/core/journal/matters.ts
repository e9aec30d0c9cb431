import type { Incident } from '../../../shared/domain/incident.ts';
import { isOrderOver } from '../../../shared/domain/order.ts';
import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';
import type { MatterTopic } from '../../../shared/domain/handover.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { OpenMatter } from '../../../shared/protocol/console-api/journal-calls.ts';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import type { WarningLine, WarningRow } from '../../../shared/protocol/console-api/warning-rows.ts';
import { allRows, type LiveSource } from '../queries/live-source.ts';
import {
  conflictMatter,
  decisionMatter,
  feedMatter,
  incidentMatter,
  orderMatter,
  rank,
  reportMatter,
  supplyMatter,
  warningMatter,
  type Matter,
} from './open-matters.ts';

export interface MatterParts {
  readonly records: (topic: Topic) => LiveSource;
  readonly warnings: (args: { readonly fold?: string }) => LiveSource;
  readonly feeds: () => readonly FeedRow[];
  readonly seen: (topic: 'incident', id: string) => Incident | undefined;
}

const PAGE = 200;
/** What a hand-over can hold. */
const MOST = 300;

/** JO5: what is open now, overdue and grave first. `since`: what came up after it is new. */
export function openMatters(parts: MatterParts, now: Instant, since: Instant): OpenMatter[] {
  const { records, feeds, seen } = parts;
  const found: OpenMatter[] = [];
  const add = (topic: MatterTopic, id: string, matter: Matter | null): void => {
    if (!matter) return;
    const { cameAt, ...shown } = matter;
    found.push({ topic, id, ...shown, isNew: cameAt !== null && cameAt >= since });
  };
  const levelOf = (id: string) => seen('incident', id)?.level ?? 0;
  for (const { id, data } of open(records('incident'), 'incident', isIncidentOver)) {
    add('incident', id, incidentMatter(data, now));
  }
  for (const line of warningLines(parts)) add('alert', line.id, warningMatter(line));
  for (const { id, data } of open(records('decision'), 'decision', isDecisionOver)) {
    add('decision', id, decisionMatter(data, now, levelOf));
  }
  for (const { id, data } of open(records('order'), 'order', isOrderOver)) {
    add('order', id, orderMatter(data, now, levelOf));
  }
  for (const { id, data } of open(records('report'), 'report', ({ status }) => status.state !== 'drafted')) {
    add(
      'report',
      id,
      reportMatter(data, now, (incident) => seen('incident', incident)),
    );
  }
  for (const { id, data } of open(records('conflict'), 'conflict', ({ status }) => status.state !== 'open')) {
    add('conflict', id, conflictMatter(data));
  }
  for (const { id, data } of open(records('supply'), 'supply', () => false)) add('supply', id, supplyMatter(data));
  for (const feed of feeds()) add('feed', feed.id, feedMatter(feed));
  return found.toSorted(byUrgency).slice(0, MOST);
}

function byUrgency(a: OpenMatter, b: OpenMatter): number {
  const late = Number(b.isOverdue) - Number(a.isOverdue);
  return rank(a.level) - rank(b.level) || late || (b.changedAt ?? 0) - (a.changedAt ?? 0) || (a.id < b.id ? -1 : 1);
}

function isIncidentOver({ status }: Incident): boolean {
  return status.state === 'closed' || status.state === 'merged';
}

function isDecisionOver({ status }: TopicRecord['decision']): boolean {
  return status.state === 'reviewed' || status.state === 'withdrawn';
}

interface Line<T extends Topic> {
  readonly id: string;
  readonly data: TopicRecord[T];
}

/** Records that are not over. They stand first in their topic's order (Q2), so a part with none of them is the end. */
function* open<T extends Topic>(
  source: LiveSource,
  _topic: T,
  isOver: (record: TopicRecord[T]) => boolean,
): Generator<Line<T>> {
  const pass = source.pass();
  for (let rows = pass.next(PAGE); rows.length > 0; rows = pass.next(PAGE)) {
    const lines = rows.map(({ json }) => JSON.parse(json) as Line<T>).filter(({ data }) => !isOver(data));
    if (lines.length === 0) return;
    yield* lines;
  }
}

/** Single warnings, those in folds of a storm too. */
function* warningLines({ warnings }: MatterParts): Generator<WarningLine> {
  const rows = [...all(warnings({}))];
  for (const row of rows) {
    if (row.form === 'warning') yield row;
    else if (row.open > 0)
      for (const member of all(warnings({ fold: row.id }))) if (member.form === 'warning') yield member;
  }
}

function* all(source: LiveSource): Generator<WarningRow> {
  for (const { json } of allRows(source)) yield JSON.parse(json) as WarningRow;
}
