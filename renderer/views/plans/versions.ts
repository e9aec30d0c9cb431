import { planTemplate, type PlanTemplate } from '../../../shared/domain/plan-template.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';

/** The versions of a template, newest first: the shipped one below what the history of its record tells. */
export function versionsOf(shipped: PlanTemplate | undefined, rows: readonly TimelineRow[]): PlanTemplate[] {
  const versions = new Map<number, PlanTemplate>();
  if (shipped) versions.set(shipped.version, shipped);
  let state: Readonly<Record<string, unknown>> = {};
  for (const { set, conflict } of rows) {
    // A line of a conflict tells of the conflict, not of the record.
    if (conflict !== undefined) continue;
    state = { ...state, ...set };
    const known = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
    const parsed = planTemplate.safeParse(known);
    if (parsed.success) versions.set(parsed.data.version, parsed.data);
  }
  return [...versions.values()].sort((a, b) => b.version - a.version);
}
