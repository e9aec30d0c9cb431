import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { HazardPlan } from './inputs.ts';
import type { World } from './world.ts';

export interface HazardRegister {
  step(): void;
  putAll(): void;
}

const SOURCE = 'EMB.hazards';

/** The city's register of dangers: what stands in it at the opening, and what inspections find and settle in the night. */
export function createHazardRegister(world: World, plans: readonly HazardPlan[]): HazardRegister {
  const { outlet } = world;
  const isDue = (minute: number): boolean => minute * MINUTE <= outlet.now;
  const coming = plans
    .flatMap(({ id, moves }) => moves.map(([minute, state]) => ({ id, minute, state })))
    .sort((a, b) => a.minute - b.minute);
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  let next = 0;

  function put(plan: HazardPlan): void {
    const { id, found, due, moves, district, ...rest } = plan;
    const [since, state] = moves.findLast(([minute]) => isDue(minute)) ?? [found, 'issued' as const];
    outlet.put('water', SOURCE, 'hazard', id, {
      ...rest,
      district: world.districts.find(({ key }) => key === district)?.code ?? district,
      foundAt: instant(found * MINUTE),
      dueAt: instant(due * MINUTE),
      status: { state, since: instant(since * MINUTE) },
    });
  }

  return {
    step() {
      for (let move = coming[next]; move && isDue(move.minute); next += 1, move = coming[next]) {
        const plan = byId.get(move.id);
        if (plan?.found === move.minute) put(plan);
        else outlet.patch('water', SOURCE, 'hazard', move.id, { status: { state: move.state, since: outlet.now } });
      }
    },
    putAll() {
      for (const plan of plans) if (isDue(plan.found)) put(plan);
    },
  };
}
