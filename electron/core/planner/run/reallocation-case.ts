import { instant } from '../../../../shared/kit/time.ts';
import { demandsOf, lanesOf, reallocationModel, type Demand, type Lane } from '../model/reallocation-model.ts';
import type { ReallocationProblem } from '../problem.ts';
import { searchReallocation } from '../solve/reallocation-search.ts';
import { startReallocation } from '../solve/reallocation-start.ts';
import type { PlanCase, Sent } from './case.ts';
import {
  givenBy,
  reallocationFigures,
  reallocationTerms,
  takenBy,
  tripsBy,
  type Ways,
} from './reallocation-figures.ts';

/** Share of all that is wanted of a good that one more lot is. */
const LOT = 0.1;

export function reallocationCase(problem: ReallocationProblem): PlanCase {
  const { depots, points, stocks, constraints } = problem;
  const demands = demandsOf(problem);
  const lanes = lanesOf(problem, demands);
  const ways: Ways = { problem, demands, lanes };
  const givenTo = (sent: Sent): number[] => givenBy(ways, sent);
  const takenFrom = (sent: Sent): Map<string, number> => takenBy(ways, sent);
  const leftOf = (sent: Sent, good: string): number => {
    const taken = takenFrom(sent);
    return stocks.reduce((sum, stock) => sum + (stock.good === good ? stock.quantity - (taken.get(`${stock.depot} ${good}`) ?? 0) : 0), 0); // prettier-ignore
  };

  return {
    constraints,
    time: 'meanArrival',
    start: () => startReallocation(problem),
    model(prices, some) {
      const built = reallocationModel(problem, prices, some);
      const { model, toValues, shortage } = built;
      return {
        model,
        shortage,
        toValues,
        improve: (sent, now, untilMs) => searchReallocation(problem, built, sent, now, untilMs),
        toSent(values) {
          const exact = built.toQuantities(values);
          const whole = wholePieces(exact, demands, lanes);
          return model.violation(toValues(whole)) < 1e-6 ? whole : exact;
        },
      };
    },
    terms: (sent) => reallocationTerms(ways, sent),
    figures: (sent) => reallocationFigures(ways, sent),
    moves(sent) {
      const trips = tripsBy(ways, sent);
      return [...sent].flatMap(([index, quantity]) => {
        const lane = lanes[index];
        const demand = demands[lane?.want ?? -1];
        if (!lane || !demand) return [];
        return [
          {
            is: 'ship' as const,
            from: depots[lane.depot]?.id ?? '',
            to: points[demand.point]?.id ?? '',
            good: demand.good,
            quantity,
            trips: trips.get(`${lane.depot} ${demand.point}`)?.count ?? 1,
            arriveAt: instant(problem.at + Math.round(lane.seconds * 1_000)),
          },
        ];
      });
    },
    short(sent) {
      const given = givenTo(sent);
      return demands.flatMap(({ point, good, quantity }, want) =>
        quantity - (given[want] ?? 0) > 1e-6
          ? [{ target: points[point]?.id ?? '', kind: good, wanted: quantity, given: given[want] ?? 0 }]
          : [],
      );
    },
    whyShort(sent, { target, kind }) {
      if (leftOf(sent, kind) < 1e-6) return 'supply';
      const given = givenTo(sent);
      const taken = takenFrom(sent);
      const reaches = lanes.some(({ depot, want }) => {
        const demand = demands[want];
        if (demand?.good !== kind || points[demand.point]?.id !== target || demand.quantity - (given[want] ?? 0) <= 1e-6) return false; // prettier-ignore
        const held = stocks.reduce(
          (sum, stock) => sum + (stock.depot === depot && stock.good === kind ? stock.quantity : 0),
          0,
        );
        return held - (taken.get(`${depot} ${kind}`) ?? 0) > 1e-6;
      });
      return reaches ? 'rule' : 'reach';
    },
    usedUp: (sent) => [...new Set(demands.map(({ good }) => good))].filter((good) => stocks.some((stock) => stock.good === good) && leftOf(sent, good) < 1e-6), // prettier-ignore
    withOneMore(kind) {
      const lot = Math.ceil(LOT * demands.reduce((sum, { good, quantity }) => sum + (good === kind ? quantity : 0), 0));
      // A further lot lies where most of the good lies.
      const [most] = stocks.filter(({ good }) => good === kind).sort((a, b) => b.quantity - a.quantity);
      if (!most || lot <= 0) return null;
      const more = stocks.map((stock) => (stock === most ? { ...stock, quantity: stock.quantity + lot } : stock));
      return reallocationCase({ ...problem, stocks: more });
    },
    without: (gone) => reallocationCase({ ...problem, constraints: constraints.filter((_, index) => index !== gone) }),
  };
}

/** Whole pieces where whole pieces are wanted: what one lane leaves over goes with the next lane of the same want. */
function wholePieces(sent: Sent, demands: readonly Demand[], lanes: readonly Lane[]): Sent {
  const rest = new Map<number, number>();
  const whole = new Map<number, number>();
  for (const [index, quantity] of sent) {
    const want = lanes[index]?.want ?? -1;
    const exact = quantity + (rest.get(want) ?? 0);
    const rounded = Number.isInteger(demands[want]?.most) ? Math.floor(exact + 1e-6) : exact;
    rest.set(want, exact - rounded);
    if (rounded > 0) whole.set(index, rounded);
  }
  return whole;
}
