import { instant } from '../../../../shared/kit/time.ts';
import type { DispatchProblem, ReallocationProblem } from '../problem.ts';

/** A published instance with its published optimum. `cost[row][column]`; null: may not be. */
export type Known = {
  readonly name: string;
  readonly source: string;
  readonly optimum: number;
  readonly cost: readonly (readonly (number | null)[])[];
} & ({ readonly is: 'assignment'; readonly most?: number } | { readonly is: 'transport'; readonly supply: readonly number[]; readonly demand: readonly number[] }); // prettier-ignore

/** `most`: ratings are to be the greatest; they are turned into costs against it. */
export const KNOWN: readonly Known[] = [
  { is: 'assignment', name: 'Kuhn 4×4', source: 'Kuhn 1955, The Hungarian method for the assignment problem', optimum: 27, most: 10, cost: [[8, 7, 9, 9], [5, 2, 7, 8], [6, 1, 4, 9], [2, 3, 2, 6]] },
  { is: 'assignment', name: 'Machineco', source: 'Winston, Operations Research, § 7.5', optimum: 15, cost: [[14, 5, 8, 7], [2, 12, 6, 5], [7, 8, 3, 9], [2, 4, 6, 10]] },
  { is: 'assignment', name: 'Klyne’s children', source: 'Taha, Operations Research, ex. 5.4-1', optimum: 27, cost: [[15, 10, 9], [9, 15, 10], [10, 12, 8]] },
  { is: 'assignment', name: 'Four children', source: 'Taha, Operations Research, ex. 5.4-2', optimum: 21, cost: [[1, 4, 6, 3], [9, 7, 10, 9], [4, 5, 11, 7], [8, 7, 8, 5]] },
  { is: 'assignment', name: 'Job Shop Co.', source: 'Hillier & Lieberman, Introduction to Operations Research', optimum: 29, cost: [[13, 16, 12, 11], [15, null, 13, 20], [5, 7, 10, 6]] },
  { is: 'transport', name: 'Powerco', source: 'Winston, Operations Research, § 7.1', optimum: 1_020, supply: [35, 50, 40], demand: [45, 20, 30, 30], cost: [[8, 6, 10, 9], [9, 12, 13, 7], [14, 9, 16, 5]] },
  { is: 'transport', name: 'P & T Company', source: 'Hillier & Lieberman, Introduction to Operations Research', optimum: 152_535, supply: [75, 125, 100], demand: [80, 65, 70, 85], cost: [[464, 513, 654, 867], [352, 416, 690, 791], [995, 682, 388, 685]] },
  { is: 'transport', name: 'MG Auto', source: 'Taha, Operations Research, ex. 5.1-1', optimum: 313_200, supply: [1_000, 1_500, 1_200], demand: [2_300, 1_400], cost: [[80, 215], [100, 108], [102, 68]] },
  { is: 'transport', name: 'SunRay', source: 'Taha, Operations Research, ex. 5.3-1', optimum: 435, supply: [15, 25, 10], demand: [5, 15, 15, 15], cost: [[10, 2, 20, 11], [12, 7, 9, 20], [4, 14, 16, 18]] },
  { is: 'transport', name: 'Canneries', source: 'Dantzig 1963, Linear Programming and Extensions, § 3-3; GAMS trnsport ($90 a case and 1,000 miles)', optimum: 153.675, supply: [350, 600], demand: [325, 300, 275], cost: [[0.225, 0.153, 0.162], [0.225, 0.162, 0.126]] },
]; // prettier-ignore

const HERE = [117.5, 30.3] as const;
const AT = instant(1_790_000_000_000);
const WEIGHTS = { time: 100, coverage: 0, cost: 0, fairness: 0 };

/** The instance as the planner is asked it: costs are seconds. */
export function asProblem(known: Known): DispatchProblem | ReallocationProblem {
  if (known.is === 'assignment') {
    const { most } = known;
    return {
      is: 'dispatch',
      at: AT,
      units: known.cost.map((_, row) => ({ id: `U${row}`, kind: 'police', at: HERE, district: -1, covers: [] })),
      incidents: (known.cost[0] ?? []).map((_, column) => ({ id: `I${column}`, at: HERE, district: -1, weight: 1, needs: [{ kind: 'police', count: 1 }] })), // prettier-ignore
      districts: [],
      seconds: most === undefined ? known.cost : known.cost.map((row) => row.map((value) => most - (value ?? 0))),
      constraints: [],
      weights: WEIGHTS,
    };
  }
  return {
    is: 'reallocation',
    at: AT,
    depots: known.supply.map((_, row) => ({ id: `D${row}`, at: HERE })),
    // A share of a want counts by its weight: with the want as weight each piece counts the same.
    points: known.demand.map((weight, column) => ({ id: `P${column}`, at: HERE, weight })),
    wants: known.demand.map((quantity, point) => ({ point, good: 'g', quantity, by: null })),
    stocks: known.supply.map((quantity, depot) => ({ depot, good: 'g', quantity, reserve: null })),
    sizes: { g: { kg: 0.001, m3: 0.000001 } },
    haulage: { kg: 5_000, m3: 28, loadSeconds: 0 },
    seconds: known.cost,
    constraints: [],
    weights: WEIGHTS,
  };
}

/** What the plan costs in the instance's own measure. */
export function costOf(
  known: Known,
  moves: readonly { readonly row: number; readonly column: number; readonly quantity: number }[],
): number {
  return moves.reduce((sum, { row, column, quantity }) => sum + (known.cost[row]?.[column] ?? 0) * quantity, 0);
}
