import type { Figure } from '../../../../shared/domain/decision.ts';
import { laneKilometres, loadOf, tripsOf, type Demand, type Lane } from '../model/reallocation-model.ts';
import type { ReallocationProblem } from '../problem.ts';
import type { Sent } from './case.ts';

/** A problem with its demands and the ways to meet them. */
export interface Ways {
  readonly problem: ReallocationProblem;
  readonly demands: readonly Demand[];
  readonly lanes: readonly Lane[];
}

interface Carried {
  readonly lane: Lane;
  readonly demand: Demand;
  readonly quantity: number;
}

function carried({ demands, lanes }: Ways, sent: Sent): Carried[] {
  return [...sent].flatMap(([index, quantity]) => {
    const lane = lanes[index];
    const demand = demands[lane?.want ?? -1];
    return lane && demand ? [{ lane, demand, quantity }] : [];
  });
}

/** How much each demand gets. */
export function givenBy(ways: Ways, sent: Sent): number[] {
  const given = ways.demands.map(() => 0);
  for (const { lane, quantity } of carried(ways, sent)) given[lane.want] = (given[lane.want] ?? 0) + quantity;
  return given;
}

/** How much leaves each depot, by `depot good`. */
export function takenBy(ways: Ways, sent: Sent): Map<string, number> {
  const taken = new Map<string, number>();
  for (const { lane, demand, quantity } of carried(ways, sent)) {
    const key = `${lane.depot} ${demand.good}`;
    taken.set(key, (taken.get(key) ?? 0) + quantity);
  }
  return taken;
}

/** Trips by `depot point`; `isKnown`: the size of all that goes there is. */
export function tripsBy(ways: Ways, sent: Sent) {
  const groups = Map.groupBy(carried(ways, sent), ({ lane, demand }) => `${lane.depot} ${demand.point}`);
  return new Map(
    [...groups].map(([key, group]) => {
      const sizes = group.map(({ demand, quantity }) => {
        const [kg, m3] = loadOf(ways.problem, demand.good) ?? [0, 0];
        return [kg * quantity, m3 * quantity] as const;
      });
      const [kg, m3] = [0, 1].map((by) => sizes.reduce((sum, size) => sum + (size[by] ?? 0), 0));
      const isKnown = group.every(({ demand }) => loadOf(ways.problem, demand.good) !== null);
      const km = laneKilometres(ways.problem, group[0]?.lane.depot ?? -1, group[0]?.demand.point ?? -1);
      return [key, { count: Math.max(1, tripsOf(kg ?? 0, m3 ?? 0)), km, isKnown }];
    }),
  );
}

/** What the objective is made of: shares short, seconds by share, reserves used, kilometres of trips. */
export function reallocationTerms(ways: Ways, sent: Sent): number[] {
  const { points, stocks } = ways.problem;
  const weightOf = ({ point }: Demand): number => points[point]?.weight ?? 1;
  const given = givenBy(ways, sent);
  const taken = takenBy(ways, sent);
  return [
    ways.demands.reduce((sum, demand, want) => sum + weightOf(demand) * shareShort(demand, given[want] ?? 0), 0),
    carried(ways, sent).reduce((sum, { lane, demand, quantity }) => sum + (weightOf(demand) * quantity * lane.seconds) / demand.most, 0), // prettier-ignore
    stocks.reduce((sum, { depot, good, quantity, reserve }) => {
      if (reserve === null || reserve <= 0) return sum;
      return sum + Math.max(0, (taken.get(`${depot} ${good}`) ?? 0) - Math.max(0, quantity - reserve)) / reserve;
    }, 0),
    [...tripsBy(ways, sent).values()].reduce((sum, { count, km }) => sum + count * km, 0),
  ];
}

/** Seconds from now (by weight and share of the wants where a mean), shares, counts, kilometres one way; null: not known (PL6). */
export function reallocationFigures(ways: Ways, sent: Sent): Figure[] {
  const { points, stocks } = ways.problem;
  const all = carried(ways, sent);
  const given = givenBy(ways, sent);
  const taken = takenBy(ways, sent);
  const wants = ways.demands.filter(({ quantity }) => quantity > 0);
  const short = ways.demands.reduce((sum, demand, want) => sum + shareShort(demand, given[want] ?? 0), 0);
  const shares = all.map(({ lane, demand, quantity }) => [lane.seconds, ((points[demand.point]?.weight ?? 1) * quantity) / demand.most] as const); // prettier-ignore
  const weight = shares.reduce((sum, share) => sum + share[1], 0);
  const trips = [...tripsBy(ways, sent).values()];
  const isKnown = trips.every((trip) => trip.isKnown);
  const goods = new Set(ways.demands.map(({ good }) => good));
  const planned = stocks.filter(({ good, reserve }) => goods.has(good) && reserve !== null);
  const below = planned.filter(({ depot, good, quantity, reserve }) => {
    const out = taken.get(`${depot} ${good}`) ?? 0;
    return out > 0 && quantity - out < (reserve ?? 0) - 1e-6;
  });
  return [
    { key: 'lastArrival', value: all.length > 0 ? Math.max(...all.map(({ lane }) => lane.seconds)) : null, unit: 's' },
    { key: 'meanArrival', value: weight > 0 ? shares.reduce((sum, share) => sum + share[0] * share[1], 0) / weight : null, unit: 's' }, // prettier-ignore
    { key: 'unmet', value: wants.length > 0 ? short / wants.length : null },
    { key: 'trips', value: isKnown ? trips.reduce((sum, { count }) => sum + count, 0) : null, unit: 'count' },
    { key: 'distance', value: isKnown ? trips.reduce((sum, { count, km }) => sum + count * km, 0) : null, unit: 'km' },
    { key: 'belowReserve', value: planned.length > 0 ? below.length : null, unit: 'count' },
  ];
}

function shareShort({ quantity }: Demand, given: number): number {
  return quantity > 0 ? Math.max(0, quantity - given) / quantity : 0;
}
