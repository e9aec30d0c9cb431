import type { Highs, Model } from 'highs';
import type { LinearModel } from '../model/linear-model.ts';

export interface MilpQuest {
  /** A feasible solution, all columns. */
  readonly start?: Float64Array | null;
  /** Makes a feasible solution of one of the relaxation; null where it cannot. */
  readonly repair?: (relaxed: Float64Array) => Float64Array | null;
  /** A cheaper solution near a known one, looked for until then; null: there is nothing to look for. */
  readonly improve?: (known: Float64Array, untilMs: number) => Float64Array | null;
  readonly seconds: number;
  /** Absolute distance to the bound that is good enough. */
  readonly enough?: (objective: number, values: Float64Array) => number;
  readonly now: () => number;
  readonly heard?: (objective: number, bound: number) => void;
}

export interface MilpAnswer {
  readonly is: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  readonly values: Float64Array | null;
  readonly objective: number;
  /** No solution of the whole model is better; −∞: not known. */
  readonly bound: number;
}

const OPTIMAL = 7;
const INFEASIBLE = new Set([8, 9]);
const TOLERANCE = 1e-6;
/** Columns priced in at a time, the cheapest first. */
const BATCH = 4_000;
/** A question of feasibility alone is answered at once; one that is not counts as feasible. */
const FEASIBILITY_SECONDS = 2;
/** Rounds of a dive, the part of the open columns that each rounds down, and the share of the time that is left. */
const DIVE_ROUNDS = 12;
const DIVE_PART = 0.1;
const DIVE_SHARE = 0.5;
/** Share of the time after relaxation and dive that is spent on a cheaper solution, before the branching. */
const IMPROVE_SHARE = 0.4;

/**
 * Minimises a model (PL4). The relaxation is solved over a few columns, those left out are priced in by their reduced costs
 * (Gilmore & Gomory 1961) until none can improve it, so that its value bounds the whole model. When it is not whole-numbered, the
 * columns whose reduced cost exceeds the distance between the bound and the best solution known are left out for good (Dantzig,
 * Fulkerson & Johnson 1954), and HiGHS branches over the rest, beginning with that solution.
 */
export function solveMilp(highs: Highs, model: LinearModel, quest: MilpQuest): MilpAnswer {
  const ends = quest.now() + quest.seconds * 1_000;
  let best = quest.start && model.violation(quest.start) < TOLERANCE ? quest.start : null;
  const enough = (): number => (best ? (quest.enough?.(model.objective(best), best) ?? 0) : 0);
  const keep = (values: Float64Array | null, low: number): boolean => {
    if (values && model.violation(values) < TOLERANCE && isBetter(model, values, best)) best = values;
    return best !== null && model.objective(best) - low <= Math.max(enough(), TOLERANCE);
  };
  const relaxed = relax(highs, model, best, ends, quest, keep);
  if (relaxed.is === 'infeasible') return { is: 'infeasible', values: null, objective: Infinity, bound: Infinity };
  let { bound } = relaxed;
  if (relaxed.is === 'solved' && isWhole(model, relaxed.values)) {
    return { is: 'optimal', values: tidy(model, relaxed.values), objective: bound, bound };
  }
  const isNear = keep(null, bound);
  if (best && !isNear) keep(quest.improve?.(best, quest.now() + IMPROVE_SHARE * (ends - quest.now())) ?? null, bound);
  if (best) quest.heard?.(model.objective(best), bound);
  const left = (ends - quest.now()) / 1_000;
  const isFar = !best || model.objective(best) - bound > Math.max(enough(), TOLERANCE);
  if (relaxed.is === 'solved' && isFar && left > 0.02) {
    const distance = best ? model.objective(best) - bound : Infinity;
    const columns = columnsOf(model).filter(
      (column) => model.isLazy[column] !== true || model.reducedCost(column, relaxed.duals) <= distance + TOLERANCE,
    );
    const found = branch(highs, model, columns, best, left, enough(), quest.heard);
    if (found.is === 'infeasible' && !best) return { is: 'infeasible', values: null, objective: Infinity, bound: Infinity }; // prettier-ignore
    if (found.values && model.violation(found.values) < 1e-5 && isBetter(model, found.values, best))
      best = found.values;
    // What was left out cannot be better than the best that was known before.
    bound = Math.max(bound, Math.min(found.bound, best ? model.objective(best) : Infinity));
  }
  if (!best) return { is: 'unknown', values: null, objective: Infinity, bound };
  const objective = model.objective(best);
  return { is: objective - bound <= TOLERANCE * Math.max(1, Math.abs(objective)) ? 'optimal' : 'feasible', values: best, objective, bound }; // prettier-ignore
}

type Relaxed =
  | { readonly is: 'solved'; readonly values: Float64Array; readonly duals: Float64Array; readonly bound: number }
  | { readonly is: 'infeasible' }
  | { readonly is: 'late'; readonly bound: number };

/** Keeps a solution that is better than what is known; true: it is near enough to the bound. */
type Keep = (values: Float64Array | null, bound: number) => boolean;

function relax(
  highs: Highs,
  model: LinearModel,
  start: Float64Array | null,
  ends: number,
  { now, repair }: MilpQuest,
  keep: Keep,
): Relaxed {
  const isIn = columnsOf(model).map((column) => model.isLazy[column] !== true || (start?.[column] ?? 0) > 0);
  const active = columnsOf(model).filter((column) => isIn[column]);
  const lp = highs.createModel(toData(model, active, false));
  try {
    lp.options.set({ output_flag: false });
    let bound = -Infinity;
    for (;;) {
      const left = (ends - now()) / 1_000;
      if (left <= 0) return { is: 'late', bound };
      limit(lp, left);
      lp.run();
      const status: number = lp.getModelStatus();
      const hidden = columnsOf(model).filter((column) => isIn[column] !== true);
      let wanted: readonly number[];
      if (INFEASIBLE.has(status)) {
        if (hidden.length === 0) return { is: 'infeasible' };
        wanted = hidden;
      } else if (status !== OPTIMAL) {
        return { is: 'late', bound };
      } else {
        const { colValue, rowDual } = lp.getSolution();
        const prices = hidden.map((column) => ({ column, price: model.reducedCost(column, rowDual) }));
        const cheap = prices.filter(({ price }) => price < -TOLERANCE);
        // Each left-out column could at most reach its upper bound.
        const missed = cheap.reduce((sum, { column, price }) => sum + price * (model.upper[column] ?? 0), 0);
        bound = Math.max(bound, lp.getObjectiveValue() + missed);
        if (cheap.length === 0) {
          const values = spread(model, active, colValue);
          if (repair && !isWhole(model, values)) dive(lp, model, active, { values, bound }, repair, keep, ends, now);
          return { is: 'solved', values, duals: rowDual, bound };
        }
        cheap.sort((a, b) => a.price - b.price);
        wanted = cheap.slice(0, BATCH).map(({ column }) => column);
      }
      addTo(lp, model, wanted);
      for (const column of wanted) {
        isIn[column] = true;
        active.push(column);
      }
    }
  } finally {
    lp.dispose();
  }
}

/**
 * Solutions from the relaxation by diving: whole numbers that carry least of what they cost (a truck nearly empty) are rounded
 * down for good, some at a time, so that loads come together; each relaxation on the way is repaired to a solution.
 */
function dive(
  lp: Model,
  model: LinearModel,
  active: readonly number[],
  relaxed: { readonly values: Float64Array; readonly bound: number },
  repair: (relaxed: Float64Array) => Float64Array | null,
  keep: Keep,
  ends: number,
  now: () => number,
): void {
  const until = now() + DIVE_SHARE * (ends - now());
  let { values } = relaxed;
  for (let round = 0; round < DIVE_ROUNDS; round += 1) {
    const repaired = repair(values);
    if (keep(repaired, relaxed.bound) || !repaired || now() > until) return;
    const open = active.flatMap((column, at) => {
      const value = values[column] ?? 0;
      const rest = value - Math.floor(value);
      return model.isInteger[column] === true && rest > TOLERANCE && rest < 1 - TOLERANCE ? [{ at, rest, value }] : [];
    });
    if (open.length === 0) return;
    open.sort((a, b) => a.rest - b.rest);
    for (const { at, value } of open.slice(0, Math.ceil(open.length * DIVE_PART))) {
      lp.changeColBounds(at, model.lower[active[at] ?? 0] ?? 0, Math.floor(value));
    }
    limit(lp, (until - now()) / 1_000);
    lp.run();
    if ((lp.getModelStatus() as number) !== OPTIMAL) return;
    values = spread(model, active, lp.getSolution().colValue);
  }
}

function branch(
  highs: Highs,
  model: LinearModel,
  columns: readonly number[],
  start: Float64Array | null,
  seconds: number,
  enough: number,
  heard: MilpQuest['heard'],
): { readonly is: 'infeasible' | 'ended'; readonly values: Float64Array | null; readonly bound: number } {
  const mip = highs.createModel(toData(model, columns, true));
  try {
    mip.options.set({
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: 0,
      mip_abs_gap: Math.max(enough, TOLERANCE),
    });
    if (start) mip.setSolution({ colValue: Float64Array.from(columns, (column) => start[column] ?? 0) });
    mip.run({
      [highs.constants.callbackType.mipLogging]({ data }) {
        const { mip_primal_bound: objective, mip_dual_bound: bound } = data;
        if (objective !== undefined && bound !== undefined && Number.isFinite(objective)) heard?.(objective, bound);
      },
    });
    const status: number = mip.getModelStatus();
    if (INFEASIBLE.has(status)) return { is: 'infeasible', values: null, bound: Infinity };
    const has = mip.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    const values = has ? tidy(model, spread(model, columns, mip.getSolution().colValue)) : null;
    return { is: 'ended', values, bound: Number(mip.info.get('mip_dual_bound')) };
  } finally {
    mip.dispose();
  }
}

/** Whether any plan meets the rows; what may be left out at first can only harm them, so that it stays out. */
export function isFeasible(highs: Highs, model: LinearModel): boolean {
  const columns = columnsOf(model).filter((column) => model.isLazy[column] !== true);
  const data = toData(model, columns, true);
  const mip = highs.createModel({ ...data, colCost: new Float64Array(columns.length) });
  try {
    mip.options.set({ output_flag: false, time_limit: FEASIBILITY_SECONDS });
    mip.run();
    return !INFEASIBLE.has(mip.getModelStatus());
  } finally {
    mip.dispose();
  }
}

/** The solver counts the time of all its runs together. */
function limit(lp: Model, seconds: number): void {
  lp.options.set({ time_limit: lp.getRunTime() + Math.max(0, seconds) });
}

function columnsOf(model: LinearModel): number[] {
  return Array.from({ length: model.columns }, (_, column) => column);
}

function toData(model: LinearModel, columns: readonly number[], isMip: boolean) {
  const { cost, lower, upper, isInteger, starts, indices, values } = model.pack(columns);
  const numRows = model.rowLower.length;
  const numCols = columns.length;
  return {
    numCols,
    numRows,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: { format: 'csc' as const, numRows, numCols, starts, indices, values },
    ...(isMip && { integrality: isInteger }),
  };
}

function addTo(lp: Model, model: LinearModel, columns: readonly number[]): void {
  const { cost, lower, upper, starts, indices, values } = model.pack(columns);
  const matrix = { format: 'csc' as const, numRows: model.rowLower.length, numCols: columns.length, starts, indices, values }; // prettier-ignore
  lp.addCols({ cost, lower, upper, matrix });
}

function spread(model: LinearModel, columns: readonly number[], values: Float64Array): Float64Array {
  const all = new Float64Array(model.columns);
  columns.forEach((column, at) => (all[column] = values[at] ?? 0));
  return all;
}

function isWhole(model: LinearModel, values: Float64Array): boolean {
  return values.every((value, column) => model.isInteger[column] !== true || Math.abs(value - Math.round(value)) < TOLERANCE); // prettier-ignore
}

/** Whole numbers without the solver's dust. */
function tidy(model: LinearModel, values: Float64Array): Float64Array {
  return values.map((value, column) => (model.isInteger[column] === true ? Math.round(value) : value));
}

function isBetter(model: LinearModel, values: Float64Array, than: Float64Array | null): boolean {
  return !than || model.objective(values) < model.objective(than);
}
