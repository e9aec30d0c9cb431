import { distance } from '../../../../shared/kit/geo.ts';
import type { PlanConstraint } from '../../../../shared/protocol/console-api/plan-calls.ts';
import { cell, type DispatchProblem } from '../problem.ts';
import type { Prices } from './aims.ts';
import { LinearModel } from './linear-model.ts';

/** Price of a need that nobody meets, in seconds: far beyond what the longest drive costs (PL2). */
export const SHORTAGE = 100_000;
/** Worth of the first, second and third unit of a kind within reach of a district. */
export const COVER_WORTH = [1, 0.5, 0.25] as const;
/** Driven kilometres for one as the crow flies (Boscoe, Henry & Zdeb 2012: 1.417). */
export const DETOUR = 1.417;
/** Candidates of a need that the first relaxation has; the rest are priced in. */
const SEED = 6;

export interface Pair {
  readonly unit: number;
  readonly incident: number;
  readonly seconds: number;
}

export interface DispatchModel {
  readonly model: LinearModel;
  readonly pairs: readonly Pair[];
  /** Column of each pair. */
  readonly columns: readonly number[];
  /** All columns of a plan that sends these pairs (indexes into `pairs`). */
  toValues(sent: Iterable<number>): Float64Array;
  toPairs(values: ArrayLike<number>): number[];
  /** The part of the objective that needs without a unit make. */
  shortage(values: ArrayLike<number>): number;
}

export function kilometres(problem: DispatchProblem, { unit, incident }: Pick<Pair, 'unit' | 'incident'>): number {
  const from = problem.units[unit]?.at;
  const to = problem.incidents[incident]?.at;
  return from && to ? (distance(from, to) * DETOUR) / 1_000 : 0;
}

/** Every unit and incident that fit: the kind is needed, or an officer locked them together; and there is a way. */
export function pairsOf(problem: DispatchProblem): Pair[] {
  const locked = new Set(
    problem.constraints.flatMap((one) => (one.is === 'lock' ? [`${one.unit} ${one.incident}`] : [])),
  );
  const needed = problem.incidents.map(({ needs }) => new Set(needs.map(({ kind }) => kind)));
  return problem.units.flatMap(({ id, kind }, unit) =>
    problem.incidents.flatMap((incident, at): Pair[] => {
      const seconds = cell(problem.seconds, unit, at);
      const fits = needed[at]?.has(kind) === true || locked.has(`${id} ${incident.id}`);
      return seconds !== null && fits ? [{ unit, incident: at, seconds }] : [];
    }),
  );
}

/** Weight of an incident against the mean, so that the objective stays in seconds. */
export function relativeWeights({ incidents }: DispatchProblem): number[] {
  const mean = incidents.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1, incidents.length);
  return incidents.map(({ weight }) => weight / mean);
}

/** The formulation is in the README; the names there are the names here. `constraints`: those that hold, with `problem`'s indexes. */
export function dispatchModel(
  problem: DispatchProblem,
  prices: Prices,
  constraints: readonly PlanConstraint[] = problem.constraints,
): DispatchModel {
  const { units, incidents, districts } = problem;
  const model = new LinearModel();
  const pairs = pairsOf(problem);
  const weights = relativeWeights(problem);
  const unitIndex = new Map(units.map(({ id }, index) => [id, index]));
  const incidentIndex = new Map(incidents.map(({ id }, index) => [id, index]));

  const extra = lockedKinds(problem, constraints);
  const needRows = new Map<string, { readonly row: number; readonly count: number; readonly incident: number }>();
  incidents.forEach(({ needs }, incident) => {
    for (const { kind, count } of needs) {
      const row = model.addRow(count, Math.max(count, extra.get(`${incident} ${kind}`) ?? 0));
      needRows.set(`${incident} ${kind}`, { row, count, incident });
    }
  });
  const unitRows = units.map(() => model.addRow(0, 0));

  const kinds = new Set(incidents.flatMap(({ needs }) => needs.map(({ kind }) => kind)));
  const covers: { readonly row: number; readonly levels: number }[] = [];
  const coverRow = new Map<string, number>();
  if (prices.cover > 0) {
    districts.forEach((_, district) => {
      for (const kind of kinds) {
        const within = units.filter((unit) => unit.kind === kind && unit.covers.includes(district)).length;
        if (within === 0) continue;
        const row = model.addRow(-Infinity, within);
        coverRow.set(`${district} ${kind}`, row);
        covers.push({ row, levels: Math.min(within, COVER_WORTH.length) });
      }
    });
  }
  const total = incidents.reduce((sum, { needs }) => sum + needs.reduce((all, { count }) => all + count, 0), 0);
  const wantedIn = districts.map(
    (_, district) =>
    incidents.reduce((sum, one) => sum + (one.district === district ? one.needs.reduce((all, { count }) => all + count, 0) : 0), 0), // prettier-ignore
  );
  const fairRows = wantedIn.map((wanted) => (prices.fairness > 0 && wanted > 0 ? model.addRow(-Infinity, 0) : -1));

  const pairRows = new Map<string, number[]>();
  const unitLimits = units.map((): number[] => []);
  const hard = new Set<number>();
  const bind = (unit: number, incident: number, row: number): void => {
    const key = `${unit} ${incident}`;
    pairRows.set(key, [...(pairRows.get(key) ?? []), row]);
  };
  for (const one of constraints) {
    if (one.is === 'lock') {
      bind(unitIndex.get(one.unit) ?? -1, incidentIndex.get(one.incident) ?? -1, model.addRow(1, Infinity));
    } else if (one.is === 'forbid') {
      const unit = unitIndex.get(one.unit) ?? -1;
      const row = model.addRow(-Infinity, 0);
      if (one.incident === null) unitLimits[unit]?.push(row);
      else bind(unit, incidentIndex.get(one.incident) ?? -1, row);
    } else if (one.is === 'keepFree') {
      const district = one.district === null ? null : districts.indexOf(one.district);
      const own = units.flatMap((unit, index) => unit.kind === one.kind && (district === null || unit.district === district) ? [index] : []); // prettier-ignore
      const row = model.addRow(-Infinity, own.length - one.count);
      for (const unit of own) unitLimits[unit]?.push(row);
    } else if (one.is === 'arriveWithin') {
      const row = model.addRow(1, Infinity);
      const incident = incidentIndex.get(one.incident) ?? -1;
      for (const pair of pairs) {
        if (pair.incident === incident && pair.seconds <= one.minutes * 60) bind(pair.unit, incident, row);
      }
    } else if (one.is === 'atMost') {
      const row = model.addRow(-Infinity, one.count);
      const incident = incidentIndex.get(one.incident) ?? -1;
      for (const pair of pairs) if (pair.incident === incident) bind(pair.unit, incident, row);
    }
  }

  const seeds = nearestOf(pairs, units, SEED);
  const columns = pairs.map((pair, index) => {
    const { unit, incident, seconds } = pair;
    const kind = units[unit]?.kind ?? '';
    const entries: [number, number][] = [[unitRows[unit] ?? 0, 1]];
    const need = needRows.get(`${incident} ${kind}`);
    if (need) entries.push([need.row, 1]);
    const district = incidents[incident]?.district ?? -1;
    const fair = fairRows[district] ?? -1;
    if (fair >= 0) entries.push([fair, seconds / (wantedIn[district] ?? 1)]);
    let isHard = false;
    for (const row of pairRows.get(`${unit} ${incident}`) ?? []) {
      entries.push([row, 1]);
      isHard ||= (model.rowLower[row] ?? 0) > 0;
    }
    if (isHard) hard.add(index);
    return model.addColumn({
      cost: (weights[incident] ?? 1) * seconds * prices.time + kilometres(problem, pair) * prices.kilometre,
      isInteger: true,
      isLazy: !isHard && !seeds.has(index),
      entries,
    });
  });
  const shortages = [...needRows.values()].map(({ row, count, incident }) => ({
    row,
    count,
    cost: (weights[incident] ?? 1) * SHORTAGE,
    column: model.addColumn({ cost: (weights[incident] ?? 1) * SHORTAGE, upper: count, entries: [[row, 1]] }),
  }));
  const used = units.map((unit, index) => {
    const entries: [number, number][] = [[unitRows[index] ?? 0, -1]];
    for (const district of unit.covers) {
      const row = coverRow.get(`${district} ${unit.kind}`);
      if (row !== undefined) entries.push([row, 1]);
    }
    for (const row of unitLimits[index] ?? []) entries.push([row, 1]);
    return model.addColumn({ cost: 0, entries });
  });
  const kept = covers.map(({ row, levels }) =>
    COVER_WORTH.slice(0, levels).map((worth) => model.addColumn({ cost: -worth * prices.cover, entries: [[row, 1]] })),
  );
  // What is kept is a gain; counted as what is lost, the objective does not fall below 0 and a gap means something.
  const worth = covers.reduce((sum, { levels }) => sum + COVER_WORTH.slice(0, levels).reduce((a, b) => a + b, 0), 0);
  model.addColumn({ cost: worth * prices.cover, lower: 1, entries: [] });
  const worst = fairRows.some((row) => row >= 0)
    ? model.addColumn({
        cost: prices.fairness * total,
        upper: Infinity,
        entries: fairRows.filter((row) => row >= 0).map((row) => [row, -1] as const),
      })
    : -1;
  const offset = worst >= 0 ? worst - 1 : model.columns - 1;

  return {
    model,
    pairs,
    columns,
    toValues(sent) {
      const values = new Float64Array(model.columns);
      values[offset] = 1;
      const given = new Map<number, number>();
      const free = new Map<number, number>();
      for (const { row } of covers) free.set(row, model.rowUpper[row] ?? 0);
      const means = districts.map(() => 0);
      for (const index of sent) {
        const pair = pairs[index];
        if (!pair) continue;
        const unit = units[pair.unit];
        values[columns[index] ?? 0] = 1;
        values[used[pair.unit] ?? 0] = 1;
        const need = needRows.get(`${pair.incident} ${unit?.kind ?? ''}`);
        if (need) given.set(need.row, (given.get(need.row) ?? 0) + 1);
        for (const district of unit?.covers ?? []) {
          const row = coverRow.get(`${district} ${unit?.kind ?? ''}`);
          if (row !== undefined) free.set(row, (free.get(row) ?? 0) - 1);
        }
        const district = incidents[pair.incident]?.district ?? -1;
        if (district >= 0) means[district] = (means[district] ?? 0) + pair.seconds / (wantedIn[district] ?? 1);
      }
      for (const { row, count, column } of shortages) values[column] = Math.max(0, count - (given.get(row) ?? 0));
      covers.forEach(({ row }, at) => {
        kept[at]?.forEach((column, levelAt) => (values[column] = (free.get(row) ?? 0) > levelAt ? 1 : 0));
      });
      if (worst >= 0) values[worst] = Math.max(0, ...means.filter((_, district) => (fairRows[district] ?? -1) >= 0));
      return values;
    },
    toPairs: (values) => columns.flatMap((column, index) => ((values[column] ?? 0) > 0.5 ? [index] : [])),
    shortage: (values) => shortages.reduce((sum, { column, cost }) => sum + cost * (values[column] ?? 0), 0),
  };
}

function lockedKinds(
  { units, incidents }: DispatchProblem,
  constraints: readonly PlanConstraint[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of constraints) {
    if (one.is !== 'lock') continue;
    const kind = units.find(({ id }) => id === one.unit)?.kind;
    const key = `${incidents.findIndex(({ id }) => id === one.incident)} ${kind ?? ''}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Indexes of the nearest pairs of each incident and kind. */
function nearestOf(pairs: readonly Pair[], units: DispatchProblem['units'], most: number): Set<number> {
  const groups = Map.groupBy(pairs.keys(), (index) => `${pairs[index]?.incident ?? -1} ${units[pairs[index]?.unit ?? -1]?.kind ?? ''}`); // prettier-ignore
  const found = new Set<number>();
  for (const group of groups.values()) {
    group.sort((a, b) => (pairs[a]?.seconds ?? 0) - (pairs[b]?.seconds ?? 0));
    for (const index of group.slice(0, most)) found.add(index);
  }
  return found;
}
