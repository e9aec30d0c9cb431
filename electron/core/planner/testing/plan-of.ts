import type { PlanOption, PlanRunRow } from '../../../../shared/protocol/console-api/plan-calls.ts';
import { systemClock } from '../../kernel/system-ports.ts';
import type { Problem } from '../problem.ts';
import { runPlan, type Limits, type Told } from '../run/run-plan.ts';
import { loadHighs } from '../solve/load-highs.ts';
import { costOf, type Known } from './known-instances.ts';

export interface Planned {
  readonly told: readonly Told[];
  readonly state: PlanRunRow['state'] | null;
  readonly options: readonly PlanOption[];
  readonly points: PlanRunRow['points'];
}

/** One plan in the caller's thread, with all that was told. */
export async function planOf(problem: Problem, limits?: Partial<Limits>): Promise<Planned> {
  const told: Told[] = [];
  const tell = (one: Told): void => void told.push(one);
  await runPlan(problem, {}, { highs: loadHighs, now: () => systemClock.monotonic(), tell, ...(limits && { limits }) });
  const found = told.findLast((one) => one.is === 'found');
  const state = told.findLast((one) => one.is === 'state')?.state ?? null;
  return { told, state, options: found?.options ?? [], points: found?.points ?? [] };
}

/** The published measure of an option of a known instance. */
export function knownCost(known: Known, { moves }: PlanOption): number {
  return costOf(
    known,
    moves.flatMap((move) => {
      if (move.is === 'assign') return [{ row: numberOf(move.unit), column: numberOf(move.incident), quantity: 1 }];
      if (move.is === 'ship') return [{ row: numberOf(move.from), column: numberOf(move.to), quantity: move.quantity }];
      return [];
    }),
  );
}

const numberOf = (id: string): number => Number(id.slice(1));
