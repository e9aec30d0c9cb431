import type { CallHandlers } from '../api/call-handlers.ts';
import type { Planner } from './planner.ts';

/** Questions to the planner. They only read and compute, so that a locked seat may ask them too. */
export function planCalls(planner: Planner): Pick<CallHandlers, 'startPlan' | 'cancelPlan' | 'usualNeeds'> {
  return {
    startPlan: async ({ question }) => ({ run: await planner.start(question) }),
    cancelPlan({ run }) {
      planner.cancel(run);
      return null;
    },
    usualNeeds: ({ incidents }) => planner.usualNeeds(incidents),
  };
}
