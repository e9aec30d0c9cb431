import type { Random } from '../../../../shared/kit/random.ts';
import type { PlanConstraint } from '../../../../shared/protocol/console-api/plan-calls.ts';
import type { DispatchProblem, ReallocationProblem } from '../problem.ts';

/** Constraints that an officer might give, contradictory ones among them. */
export function dispatchConstraints(
  random: Random,
  { units, incidents, districts }: DispatchProblem,
  many: number,
): PlanConstraint[] {
  return Array.from({ length: random.int(0, many) }, (): PlanConstraint => {
    const unit = random.pick(units);
    const incident = random.pick(incidents).id;
    switch (random.int(0, 4)) {
      case 0: return { is: 'lock', unit: unit.id, incident };
      case 1: return { is: 'forbid', unit: unit.id, incident: random.next() < 0.5 ? incident : null };
      case 2: return { is: 'keepFree', kind: unit.kind, district: random.next() < 0.5 ? random.pick(districts) : null, count: random.int(1, 2) };
      case 3: return { is: 'arriveWithin', incident, minutes: random.int(2, 25) };
      default: return { is: 'atMost', incident, count: random.int(1, 2) };
    } // prettier-ignore
  });
}

export function reallocationConstraints(
  random: Random,
  { depots, points, stocks }: ReallocationProblem,
  many: number,
): PlanConstraint[] {
  return Array.from({ length: random.int(0, many) }, (): PlanConstraint => {
    const { depot: at, good, quantity } = random.pick(stocks);
    const depot = depots[at]?.id ?? '';
    switch (random.int(0, 3)) {
      case 0: return { is: 'closeDepot', depot };
      case 1: return { is: 'keepStock', depot, good, quantity: random.int(0, Math.ceil(quantity)) };
      case 2: return { is: 'sendFrom', depot, point: random.pick(points).id, good, quantity: random.int(1, Math.max(1, Math.ceil(quantity * 0.7))) };
      default: return { is: 'trucks', count: random.int(1, 4) };
    } // prettier-ignore
  });
}
