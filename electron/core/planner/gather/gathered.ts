import { ProblemError } from '../../../../shared/kit/problem.ts';
import type { PlanRunRow } from '../../../../shared/protocol/console-api/plan-calls.ts';
import type { PlanNames, Problem } from '../problem.ts';

/** A problem ready to be solved, what its parts are called, and what is not in it. */
export interface Gathered {
  readonly problem: Problem;
  readonly names: PlanNames;
  readonly leftOut: PlanRunRow['leftOut'];
}

export type LeftOut = PlanRunRow['leftOut'][number];

export function refuse(
  code: 'plan-too-large' | 'plan-unknown-target' | 'plan-nothing-to-plan',
  target?: string,
): ProblemError {
  return new ProblemError({ code, origin: 'planner', ...(target !== undefined && { params: { target } }) });
}
