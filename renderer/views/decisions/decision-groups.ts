import type { DecisionState } from '../../../shared/domain/decision.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Instant } from '../../../shared/kit/time.ts';

export type DecisionRow = EntityRow<'decision'>;

/** What the list is cut into (DE-V1): waits for a second person · being worked on · to be ratified or reviewed · over. */
export const DECISION_GROUPS = ['second', 'open', 'due', 'over'] as const;
export type DecisionGroup = (typeof DECISION_GROUPS)[number];

const OPEN: readonly DecisionState[] = ['drafted', 'returned'];

/** Decided alone and not yet by two. */
export function waitsForRatifying({ status }: DecisionRow['data']): boolean {
  return status.state === 'decided' && status.ratifyBy !== undefined && status.second === undefined;
}

export function groupOf({ status, reviewAt }: DecisionRow['data'], now: Instant): DecisionGroup {
  if (status.state === 'submitted') return 'second';
  if (OPEN.includes(status.state)) return 'open';
  if (status.state !== 'decided') return 'over';
  const isDue = reviewAt !== undefined && reviewAt <= now;
  return isDue || (status.ratifyBy !== undefined && status.second === undefined) ? 'due' : 'over';
}

/** Groups in order; within one the newest first. */
export function groupedDecisions(
  rows: Iterable<DecisionRow>,
  now: Instant,
): { readonly group: DecisionGroup; readonly rows: readonly DecisionRow[] }[] {
  const all = [...rows].sort((a, b) => b.data.status.since - a.data.status.since || (a.id < b.id ? -1 : 1));
  return DECISION_GROUPS.map((group) => ({ group, rows: all.filter(({ data }) => groupOf(data, now) === group) }));
}
