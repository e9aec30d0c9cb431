import type { CommandRoomParts } from './command-room-parts.ts';
import { createDecisionRoom } from './decisions/decision-room.ts';
import { journalCalls } from './journal/journal-calls.ts';
import { planCalls } from './planner/plan-calls.ts';
import { createPlanner } from './planner/planner-room.ts';
import { createPlans } from './plans/plans.ts';
import { createReports } from './reports/reports.ts';
import { replayCalls } from './replay/replay-desk.ts';

/** Puts the rooms of command together; each adds its handlers here. */
export function createCommandRooms(parts: CommandRoomParts) {
  const plans = createPlans(parts);
  const planner = createPlanner(parts);
  const decisions = createDecisionRoom(parts, planner);
  return {
    queries: {
      templates: () => plans.source(),
      planRuns: () => planner.source(),
    },
    calls: {
      ...plans.calls,
      ...planCalls(planner),
      ...decisions.calls,
      ...journalCalls({ ...parts, ids: parts.ports.ids, read: parts.store.read }),
      ...createReports(parts),
      ...replayCalls(parts.ports),
    },
  };
}
