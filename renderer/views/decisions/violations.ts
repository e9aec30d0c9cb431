import type { DecisionOption } from '../../../shared/domain/decision.ts';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';

type Moves = Pick<DecisionOption, 'moves'>;

/**
 * Whether an option keeps a constraint, by its moves alone; null: it cannot be told from them (what stays free or in stock).
 * The planner keeps every constraint that it was asked with; one that was added since may be broken.
 */
function keeps({ moves }: Moves, constraint: PlanConstraint): boolean | null {
  const assigned = moves.filter((move) => move.is === 'assign');
  const shipped = moves.filter((move) => move.is === 'ship');
  switch (constraint.is) {
    case 'lock':
      return assigned.some(({ unit, incident }) => unit === constraint.unit && incident === constraint.incident);
    case 'forbid':
      return !assigned.some(
        ({ unit, incident }) =>
          unit === constraint.unit && (constraint.incident === null || incident === constraint.incident),
      );
    case 'arriveWithin':
      return assigned.some(
        ({ incident, seconds }) => incident === constraint.incident && seconds <= constraint.minutes * 60,
      );
    case 'atMost':
      return assigned.filter(({ incident }) => incident === constraint.incident).length <= constraint.count;
    case 'closeDepot':
      return !shipped.some(({ from }) => from === constraint.depot);
    case 'sendFrom': {
      const { depot, point, good, quantity } = constraint;
      const sent = shipped.filter((move) => move.from === depot && move.to === point && move.good === good);
      return sent.reduce((sum, move) => sum + move.quantity, 0) >= quantity;
    }
    case 'keepFree':
    case 'keepStock':
    case 'trucks':
      return null;
  }
}

/** The constraints that it breaks, as they stand now (DE-V6). */
export function violations(option: Moves, constraints: readonly PlanConstraint[]): PlanConstraint[] {
  return constraints.filter((constraint) => keeps(option, constraint) === false);
}
