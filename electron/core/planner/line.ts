import { systemClock } from '../kernel/system-ports.ts';
import type { PlanNames, Problem } from './problem.ts';
import { runPlan, type Limits, type Told } from './run/run-plan.ts';
import { loadHighs } from './solve/load-highs.ts';

export interface PlanAsk {
  readonly problem: Problem;
  readonly names: PlanNames;
  readonly limits?: Partial<Limits>;
}

/** A place where one plan is computed: a thread of its own, or (tests, benches) the caller's. */
export interface PlanLine {
  /** Ends it at once, with what it is doing; nothing is told any more. */
  end(): void;
}

export interface PlanLineEvents {
  onTold(told: Told): void;
  /** It ended by itself before it was done. */
  onEnded(how: string): void;
}

export type OpenPlanLine = (ask: PlanAsk, events: PlanLineEvents) => PlanLine;

export function answerPlan({ problem, names, limits }: PlanAsk, tell: (told: Told) => void): Promise<void> {
  return runPlan(problem, names, {
    highs: loadHighs,
    now: () => systemClock.monotonic(),
    tell,
    ...(limits && { limits }),
  });
}

/** In the caller's own thread, which waits. */
export const openInlinePlan: OpenPlanLine = (ask, { onTold, onEnded }) => {
  let isWanted = true;
  const begin = (): void => {
    if (!isWanted) return;
    answerPlan(ask, (told) => {
      if (isWanted) onTold(told);
    }).catch((error: unknown) => {
      if (isWanted) onEnded(String(error));
    });
  };
  // Not in the turn of the asking, which has to be answered first.
  systemClock.after(0, begin);
  return { end: () => (isWanted = false) };
};
