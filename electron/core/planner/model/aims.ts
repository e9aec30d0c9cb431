import type { PlanAim, PlanWeights } from '../../../../shared/protocol/console-api/plan-calls.ts';

/** What one unit of each term costs, in seconds of response. 0: it does not count. */
export interface Prices {
  readonly time: number;
  /** A district's last unit of a kind within reach, or a reserve used up. */
  readonly cover: number;
  readonly kilometre: number;
  /** A second of the worst district's mean (or a share of the worst point's want), times what is wanted in all. */
  readonly fairness: number;
}

/** One of each at full weight. What they are worth against each other is a judgement, told in the README (PL3). */
export const FULL: Prices = { time: 1, cover: 900, kilometre: 60, fairness: 1 };

const AIMS: Readonly<Record<Exclude<PlanAim, 'own'>, PlanWeights>> = {
  fastest: { time: 100, coverage: 0.1, cost: 0.1, fairness: 0 },
  coverage: { time: 5, coverage: 100, cost: 0.1, fairness: 0 },
  cheapest: { time: 1, coverage: 0.1, cost: 100, fairness: 0 },
};

/** An officer who gives no weight to anything gives the same to all. */
const EVEN: PlanWeights = { time: 50, coverage: 50, cost: 50, fairness: 50 };

export function pricesOf(aim: PlanAim, own: PlanWeights): Prices {
  return toPrices(aim === 'own' ? (isNothing(own) ? EVEN : own) : AIMS[aim]);
}

export function toPrices({ time, coverage, cost, fairness }: PlanWeights): Prices {
  return {
    // A little time always counts: between two plans that are alike, the sooner one.
    time: Math.max(0.01, time / 100) * FULL.time,
    cover: (coverage / 100) * FULL.cover,
    kilometre: (cost / 100) * FULL.kilometre,
    fairness: (fairness / 100) * FULL.fairness,
  };
}

function isNothing(weights: PlanWeights): boolean {
  return Object.values(weights).every((weight: number) => weight === 0);
}
