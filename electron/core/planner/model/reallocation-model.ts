import { distance } from '../../../../shared/kit/geo.ts';
import type { PlanConstraint } from '../../../../shared/protocol/console-api/plan-calls.ts';
import { cell, type ReallocationProblem } from '../problem.ts';
import type { Prices } from './aims.ts';
import { DETOUR, SHORTAGE } from './dispatch-model.ts';
import { LinearModel } from './linear-model.ts';

/** Depots of a want that the first relaxation has; the rest are priced in. */
const SEED = 4;

/** Something of one want (index into `demands`) from one depot. */
export interface Lane {
  readonly depot: number;
  readonly want: number;
  /** From now until it is there: loading and driving. */
  readonly seconds: number;
}

/** A want, or what an officer sends to a point that did not ask for it (`quantity` 0). */
export interface Demand {
  readonly point: number;
  readonly good: string;
  readonly quantity: number;
  readonly by: number | null;
  /** May be given. */
  readonly most: number;
}

export interface ReallocationModel {
  readonly model: LinearModel;
  readonly demands: readonly Demand[];
  readonly lanes: readonly Lane[];
  readonly columns: readonly number[];
  /** All columns of a plan that carries so much on each lane; trips are the fewest that carry it. */
  toValues(quantities: ReadonlyMap<number, number>): Float64Array;
  /** Lanes that carry something, with how much. */
  toQuantities(values: ArrayLike<number>): Map<number, number>;
  shortage(values: ArrayLike<number>): number;
  /** What a piece short costs, by demand; a piece below reserve, by `depot good`; a trip, by `depot point`. */
  readonly prices: {
    readonly shortages: readonly number[];
    readonly reserves: ReadonlyMap<string, number>;
    readonly trips: ReadonlyMap<string, number>;
  };
}

export function laneKilometres({ depots, points }: ReallocationProblem, depot: number, point: number): number {
  const from = depots[depot]?.at;
  const to = points[point]?.at;
  return from && to ? (distance(from, to) * DETOUR) / 1_000 : 0;
}

export function demandsOf(problem: ReallocationProblem, constraints = problem.constraints): Demand[] {
  const sent = new Map<string, number>();
  for (const one of constraints) {
    if (one.is !== 'sendFrom') continue;
    const key = `${problem.points.findIndex(({ id }) => id === one.point)} ${one.good}`;
    sent.set(key, (sent.get(key) ?? 0) + one.quantity);
  }
  const demands = problem.wants.map((want): Demand => {
    const asked = sent.get(`${want.point} ${want.good}`) ?? 0;
    sent.delete(`${want.point} ${want.good}`);
    return { ...want, most: Math.max(want.quantity, asked) };
  });
  for (const [key, most] of sent) {
    const [point = '', ...good] = key.split(' ');
    demands.push({ point: Number(point), good: good.join(' '), quantity: 0, by: null, most });
  }
  return demands;
}

/** Ways of each demand: from a depot that has the good, by a road that is there, in time. */
export function lanesOf(problem: ReallocationProblem, demands: readonly Demand[]): Lane[] {
  const has = new Set(
    problem.stocks.filter(({ quantity }) => quantity > 0).map(({ depot, good }) => `${depot} ${good}`),
  );
  return demands.flatMap(({ point, good, by }, want) =>
    problem.depots.flatMap((_, depot): Lane[] => {
      const drive = cell(problem.seconds, depot, point);
      if (drive === null || !has.has(`${depot} ${good}`)) return [];
      const seconds = drive + problem.haulage.loadSeconds;
      return by !== null && problem.at + seconds * 1_000 > by ? [] : [{ depot, want, seconds }];
    }),
  );
}

/** Share of a truck that one piece fills, by weight and by room; of a good without known size null. */
export function loadOf(
  { sizes, haulage }: ReallocationProblem,
  good: string,
): readonly [kg: number, m3: number] | null {
  const size = Object.hasOwn(sizes, good) ? sizes[good] : undefined;
  return size ? [size.kg / haulage.kg, size.m3 / haulage.m3] : null;
}

/** The formulation is in the README; the names there are the names here. */
export function reallocationModel(
  problem: ReallocationProblem,
  prices: Prices,
  constraints: readonly PlanConstraint[] = problem.constraints,
): ReallocationModel {
  const { depots, points, stocks } = problem;
  const model = new LinearModel();
  const demands = demandsOf(problem, constraints);
  const lanes = lanesOf(problem, demands);
  const meanWeight = points.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1, points.length);
  const weightOf = ({ point }: Demand): number => (points[point]?.weight ?? 1) / meanWeight;

  const wantRows = demands.map(({ quantity, most }) => model.addRow(quantity, most));
  const stockRows = new Map<string, { readonly row: number; readonly quantity: number; readonly reserve: number | null; readonly soft: number }>(); // prettier-ignore
  for (const { depot, good, quantity, reserve } of stocks) {
    const soft = prices.cover > 0 && reserve !== null && reserve > 0 ? model.addRow(-Infinity, Math.max(0, quantity - reserve)) : -1; // prettier-ignore
    stockRows.set(`${depot} ${good}`, { row: model.addRow(-Infinity, quantity), quantity, reserve, soft });
  }
  const tripRows = new Map<string, { readonly rows: readonly [number, number]; readonly depot: number; readonly point: number }>(); // prettier-ignore
  const rule: { readonly row: number; readonly fits: (lane: Lane, demand: Demand) => boolean }[] = [];
  const truckRows: number[] = [];
  for (const one of constraints) {
    if (one.is === 'closeDepot') {
      rule.push({ row: model.addRow(-Infinity, 0), fits: ({ depot }) => depots[depot]?.id === one.depot });
    } else if (one.is === 'keepStock') {
      const depot = depots.findIndex(({ id }) => id === one.depot);
      const held = stockRows.get(`${depot} ${one.good}`)?.quantity ?? 0;
      const row = model.addRow(-Infinity, Math.max(0, held - one.quantity));
      rule.push({ row, fits: (lane, { good }) => lane.depot === depot && good === one.good });
    } else if (one.is === 'sendFrom') {
      const row = model.addRow(one.quantity, Infinity);
      rule.push({ row, fits: (lane, { point, good }) => depots[lane.depot]?.id === one.depot && points[point]?.id === one.point && good === one.good }); // prettier-ignore
    } else if (one.is === 'trucks') {
      truckRows.push(model.addRow(-Infinity, one.count));
    }
  }
  const fairRows = points.map((_, point) => {
    const wanted = demands.filter((demand) => demand.point === point && demand.quantity > 0).length;
    return prices.fairness > 0 && wanted > 0 ? { row: model.addRow(-Infinity, 0), wanted } : null;
  });

  const seeds = nearestLanes(lanes, SEED);
  for (const { depot, want } of lanes) {
    const point = demands[want]?.point ?? -1;
    const key = `${depot} ${point}`;
    if (!tripRows.has(key))
      tripRows.set(key, { rows: [model.addRow(-Infinity, 0), model.addRow(-Infinity, 0)], depot, point });
  }
  const fullRows = points.map((_, point) => [0, 1].map((by) => fullTrips(problem, model, demands, point, by)));
  const columns = lanes.map((lane, index) => {
    const { depot, want, seconds } = lane;
    const demand = demands[want] ?? { point: -1, good: '', quantity: 0, by: null, most: 0 };
    const stock = stockRows.get(`${depot} ${demand.good}`);
    const entries: [number, number][] = [[wantRows[want] ?? 0, 1]];
    if (stock) entries.push([stock.row, 1]);
    if (stock && stock.soft >= 0) entries.push([stock.soft, 1]);
    const trip = tripRows.get(`${depot} ${demand.point}`);
    // A good of unknown size fills no known share, but somebody has to drive it.
    const [kg, m3] = loadOf(problem, demand.good) ?? [1 / demand.most, 1 / demand.most];
    if (trip) entries.push([trip.rows[0], kg], [trip.rows[1], m3]);
    let isHard = false;
    for (const { row, fits } of rule) {
      if (!fits(lane, demand)) continue;
      entries.push([row, 1]);
      isHard ||= (model.rowLower[row] ?? 0) > 0;
    }
    const share = weightOf(demand) / Math.max(demand.quantity, demand.most);
    return model.addColumn({
      cost: share * seconds * prices.time,
      upper: Math.min(demand.most, stock?.quantity ?? 0),
      isLazy: !isHard && !seeds.has(index),
      entries,
    });
  });
  const shortages = demands.map((demand, want) => {
    const fair = fairRows[demand.point];
    const cost = demand.quantity > 0 ? (weightOf(demand) * SHORTAGE) / demand.quantity : 0;
    const entries: [number, number][] = [[wantRows[want] ?? 0, 1]];
    if (fair && demand.quantity > 0) entries.push([fair.row, 1 / demand.quantity / fair.wanted]);
    fullRows[demand.point]?.forEach((full, by) => {
      const share = loadOf(problem, demand.good)?.[by] ?? 0;
      if (full && share > 0 && demand.quantity > 0) entries.push([full.row, share / full.fraction]);
    });
    return { cost, column: model.addColumn({ cost, upper: demand.quantity, entries }) };
  });
  const reserves = [...stockRows.entries()].flatMap(
    ([key, { soft, reserve }]) =>
    soft < 0 ? [] : [{ key, soft, column: model.addColumn({ cost: prices.cover / (reserve ?? 1), upper: Infinity, entries: [[soft, -1]] }) }], // prettier-ignore
  );
  const trips = [...tripRows.entries()].map(([key, { rows, depot, point }]) => ({
    key,
    column: model.addColumn({
      // A trip that costs nothing would be ordered for nothing.
      cost: Math.max(prices.kilometre, 0.01) * laneKilometres(problem, depot, point),
      upper: Infinity,
      isInteger: true,
      entries: [
        [rows[0], -1],
        [rows[1], -1],
        ...truckRows.map((row) => [row, 1] as const),
        ...(fullRows[point] ?? []).flatMap((full) => (full ? [[full.row, 1] as const] : [])),
      ],
    }),
  }));
  const worst = fairRows.some((fair) => fair !== null)
    ? model.addColumn({
        cost: prices.fairness * SHORTAGE,
        upper: Infinity,
        entries: fairRows.flatMap((fair) => (fair ? [[fair.row, -1] as const] : [])),
      })
    : -1;

  return {
    model,
    demands,
    lanes,
    columns,
    toValues(quantities) {
      const values = new Float64Array(model.columns);
      const given = new Map<number, number>();
      const taken = new Map<string, number>();
      const loads = new Map<string, [number, number]>();
      for (const [index, quantity] of quantities) {
        const lane = lanes[index];
        const demand = demands[lane?.want ?? -1];
        if (!lane || !demand || quantity <= 0) continue;
        values[columns[index] ?? 0] = quantity;
        given.set(lane.want, (given.get(lane.want) ?? 0) + quantity);
        const stock = `${lane.depot} ${demand.good}`;
        taken.set(stock, (taken.get(stock) ?? 0) + quantity);
        const trip = `${lane.depot} ${demand.point}`;
        const [kg, m3] = loadOf(problem, demand.good) ?? [1 / demand.most, 1 / demand.most];
        const load = loads.get(trip) ?? [0, 0];
        loads.set(trip, [load[0] + kg * quantity, load[1] + m3 * quantity]);
      }
      const shares = new Map<number, number>();
      shortages.forEach(({ column }, want) => {
        const demand = demands[want];
        if (!demand || demand.quantity === 0) return;
        const open = Math.max(0, demand.quantity - (given.get(want) ?? 0));
        values[column] = open;
        const wanted = fairRows[demand.point]?.wanted ?? 1;
        shares.set(demand.point, (shares.get(demand.point) ?? 0) + open / demand.quantity / wanted);
      });
      for (const { key, soft, column } of reserves) {
        values[column] = Math.max(0, (taken.get(key) ?? 0) - (model.rowUpper[soft] ?? 0));
      }
      for (const { key, column } of trips) {
        const load = loads.get(key);
        values[column] = load ? tripsOf(...load) : 0;
      }
      if (worst >= 0) values[worst] = Math.max(0, ...shares.values());
      return values;
    },
    toQuantities: (values) =>
      new Map(columns.flatMap((column, index) => ((values[column] ?? 0) > 1e-6 ? [[index, values[column] ?? 0] as const] : []))), // prettier-ignore
    prices: {
      shortages: shortages.map(({ cost }) => cost),
      reserves: new Map(reserves.map(({ key, column }) => [key, model.cost[column] ?? 0])),
      trips: new Map(trips.map(({ key, column }) => [key, model.cost[column] ?? 0])),
    },
    shortage: (values) => shortages.reduce((sum, { column, cost }) => sum + cost * (values[column] ?? 0), 0),
  };
}

/**
 * Trips to a point are whole: as its wants fill L trucks, trips + (what is short, in trucks) ÷ (L − ⌊L⌋) ≥ ⌈L⌉ (mixed-integer
 * rounding; Nemhauser & Wolsey 1990). It cuts off no plan and brings the bound near.
 */
function fullTrips(
  problem: ReallocationProblem,
  model: LinearModel,
  demands: readonly Demand[],
  point: number,
  by: number,
): { readonly row: number; readonly fraction: number } | null {
  const load = demands.reduce((sum, demand) => sum + (demand.point === point ? demand.quantity * (loadOf(problem, demand.good)?.[by] ?? 0) : 0), 0); // prettier-ignore
  const fraction = load - Math.floor(load);
  return fraction > 0.01 ? { row: model.addRow(Math.ceil(load), Infinity), fraction } : null;
}

/** Whole trips for shares of a truck by weight and room; the dust of summing is no further trip. */
export function tripsOf(kg: number, m3: number): number {
  return Math.ceil(Math.max(kg, m3) - 1e-7);
}

function nearestLanes(lanes: readonly Lane[], most: number): Set<number> {
  const found = new Set<number>();
  for (const group of Map.groupBy(lanes.keys(), (index) => lanes[index]?.want ?? -1).values()) {
    group.sort((a, b) => (lanes[a]?.seconds ?? 0) - (lanes[b]?.seconds ?? 0));
    for (const index of group.slice(0, most)) found.add(index);
  }
  return found;
}
