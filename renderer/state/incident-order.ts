import type { Incident } from '../../shared/domain/incident.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { EntityRow } from '../../shared/protocol/console-api/rows.ts';
import type { ViewSpec } from './sorted-view.ts';

export type IncidentRow = EntityRow<'incident'>;

/** What a list is cut into: a decision is waited for · somebody is at it · it waits for its feedback · over. */
export type IncidentGroup = 'now' | 'handling' | 'feedback' | 'closed';

const INCIDENT_GROUPS: readonly IncidentGroup[] = ['now', 'handling', 'feedback', 'closed'];

export function groupOf(incident: Pick<Incident, 'status' | 'due'>): IncidentGroup {
  switch (incident.status.state) {
    case 'reported':
      return 'now';
    case 'acknowledged':
      // Somebody has it and owes an answer: no unit is needed, so nothing is to be decided.
      return incident.due?.what === 'feedback' ? 'handling' : 'now';
    case 'dispatched':
    case 'onScene':
      return incident.due?.what === 'decide' || incident.due?.what === 'dispatch' ? 'now' : 'handling';
    case 'controlled':
      return 'feedback';
    case 'closed':
    case 'merged':
      return 'closed';
  }
}

/** 1 red … 4 blue, then ungraded: a place in an order, where 0 must not come first. */
export function levelRank(level: Incident['level']): number {
  return level === 0 ? 5 : level;
}

/** Group, level, limit, time of report (newest first). None moves with the clock, so the order is stable under it. */
export type UrgencyKey = readonly [group: number, level: number, limit: number, reported: number];

export function urgencyKey({ data }: IncidentRow): UrgencyKey {
  return [
    INCIDENT_GROUPS.indexOf(groupOf(data)),
    levelRank(data.level),
    data.due?.at ?? Number.MAX_SAFE_INTEGER,
    -data.reportedAt,
  ];
}

function compareUrgency(a: UrgencyKey, b: UrgencyKey): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
}

/** Incidents of some groups, the most urgent first. */
export function byUrgency(groups: ReadonlySet<IncidentGroup>): ViewSpec<IncidentRow, UrgencyKey> {
  return { keep: ({ data }) => groups.has(groupOf(data)), key: urgencyKey, compare: compareUrgency };
}

/** From when the clock of what is waited for runs: a feedback from the last state, all else from the report. */
export function waitsSince({ status, due, reportedAt }: Incident): Instant {
  return due?.what === 'feedback' ? status.since : reportedAt;
}

export type LimitState = 'none' | 'ahead' | 'near' | 'passed';

/** From this share of the time allowed on, a limit is near. */
const NEAR = 0.75;

/** How a limit stands. Without a start there is no share, so only `passed` can be told. */
export function limitState(due: Instant | undefined, since: Instant, now: Instant): LimitState {
  if (due === undefined) return 'none';
  if (now >= due) return 'passed';
  const allowed = due - since;
  return allowed > 0 && now - since >= allowed * NEAR ? 'near' : 'ahead';
}

export interface IncidentCounts {
  readonly open: number;
  readonly now: number;
  readonly handling: number;
  readonly feedback: number;
  readonly closed: number;
}

export function countIncidents(rows: Iterable<IncidentRow>): IncidentCounts {
  const counts = { now: 0, handling: 0, feedback: 0, closed: 0 };
  for (const { data } of rows) counts[groupOf(data)] += 1;
  return { ...counts, open: counts.now + counts.handling + counts.feedback };
}
