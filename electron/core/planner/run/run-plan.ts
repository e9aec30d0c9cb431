import type { Highs } from 'highs';
import { PLAN_AIMS, type PlanAim, type PlanConflict, type PlanOption, type PlanRunRow } from '../../../../shared/protocol/console-api/plan-calls.ts'; // prettier-ignore
import { pricesOf, toPrices, type Prices } from '../model/aims.ts';
import type { PlanNames, Problem } from '../problem.ts';
import { deletionFilter } from '../solve/conflict.ts';
import { isFeasible, solveMilp } from '../solve/milp.ts';
import { AIM_NAMES, faultsOf, tooLong } from '../words.ts';
import type { PlanCase, Sent } from './case.ts';
import { dispatchCase } from './dispatch-case.ts';
import { explain } from './explain.ts';
import { dominates, isSame } from './pareto.ts';
import { reallocationCase } from './reallocation-case.ts';

/** What a run tells while it runs; each replaces what was told before. */
export type Told =
  | {
      readonly is: 'state';
      readonly state: Extract<PlanRunRow['state'], { is: 'solving' | 'done' | 'infeasible' | 'failed' }>;
    }
  | { readonly is: 'found'; readonly options: readonly PlanOption[]; readonly points: PlanRunRow['points'] };

export interface RunParts {
  readonly highs: () => Promise<Highs>;
  readonly now: () => number;
  readonly tell: (told: Told) => void;
  readonly limits?: Partial<Limits>;
}

/** Seconds. */
export interface Limits {
  readonly start: number;
  /** Each aim at most. */
  readonly aim: number;
  /** Each further mix for the scatter at most. */
  readonly mix: number;
  readonly explaining: number;
}

const LIMITS: Limits = { start: 0.1, aim: 4, mix: 1.5, explaining: 4 };
/** A gap that nobody can tell from none: the times themselves are not known better (PL4). */
const ENOUGH = 0.005;
/** Points between the aims, for the scatter. */
const MIXES = [
  { time: 50, coverage: 50, cost: 0, fairness: 0 },
  { time: 50, coverage: 0, cost: 50, fairness: 0 },
  { time: 20, coverage: 40, cost: 40, fairness: 0 },
];

interface Found {
  readonly aim: PlanAim;
  readonly prices: Prices;
  readonly sent: Sent;
  readonly gap: number | null;
  readonly milliseconds: number;
  readonly explains: PlanOption['explains'] | null;
}

export function caseOf(problem: Problem): PlanCase {
  return problem.is === 'dispatch' ? dispatchCase(problem) : reallocationCase(problem);
}

/** One asking from the first answer to the last explanation (PL5…PL8). Never throws; what fails is told. */
export async function runPlan(problem: Problem, names: PlanNames, parts: RunParts): Promise<void> {
  const run = new Run(problem, names, parts);
  try {
    await run.solve();
  } catch (error) {
    parts.tell({ is: 'state', state: { is: 'failed', code: 'plan-failed' } });
    throw error;
  }
}

class Run {
  readonly #case: PlanCase;
  readonly #weights: Problem['weights'];
  readonly #names: PlanNames;
  readonly #parts: RunParts;
  readonly #limits: Limits;
  readonly #began: number;
  readonly #pool: Sent[] = [];
  readonly #found = new Map<PlanAim, Found>();

  constructor(problem: Problem, names: PlanNames, parts: RunParts) {
    this.#began = parts.now();
    this.#case = caseOf(problem);
    this.#weights = problem.weights;
    this.#names = names;
    this.#parts = parts;
    this.#limits = { ...LIMITS, ...parts.limits };
  }

  async solve(): Promise<void> {
    const { now, tell } = this.#parts;
    const first = this.#case.start(now, this.#began + this.#limits.start * 1_000);
    if (first) this.#keepFirst(first);
    const highs = await this.#parts.highs();
    if (!first) {
      const conflict = this.#conflict(highs);
      if (conflict.length > 0) return tell({ is: 'state', state: { is: 'infeasible', conflict } });
    }
    for (const aim of PLAN_AIMS) this.#solveAim(highs, aim);
    if (this.#found.size < PLAN_AIMS.length) {
      const conflict = this.#conflict(highs);
      return tell({
        is: 'state',
        state: conflict.length > 0 ? { is: 'infeasible', conflict } : { is: 'failed', code: 'plan-no-answer' },
      });
    }
    for (const mix of MIXES) this.#solveFor(highs, toPrices(mix), this.#limits.mix);
    this.#takeDominating();
    this.#tellFound();
    this.#explain(highs);
    tell({ is: 'state', state: { is: 'done', milliseconds: this.#since() } });
  }

  #keepFirst(sent: Sent): void {
    this.#pool.push(sent);
    const prices = pricesOf('fastest', this.#weights);
    this.#found.set('fastest', {
      aim: 'fastest',
      prices,
      sent,
      gap: null,
      milliseconds: this.#since(),
      explains: null,
    });
    this.#tellFound();
    this.#tellSolving('fastest', null);
  }

  #solveAim(highs: Highs, aim: PlanAim): void {
    this.#tellSolving(aim, null);
    const began = this.#parts.now();
    const prices = pricesOf(aim, this.#weights);
    const solved = this.#solveFor(highs, prices, this.#limits.aim, (gap) => this.#tellSolving(aim, gap));
    if (!solved) return;
    const milliseconds = Math.round(this.#parts.now() - began);
    this.#found.set(aim, { aim, prices, ...solved, milliseconds, explains: null });
    this.#tellFound();
  }

  #solveFor(highs: Highs, prices: Prices, seconds: number, heard?: (gap: number | null) => void) {
    const { now } = this.#parts;
    const built = this.#case.model(prices);
    const { model, toValues, toSent, shortage } = built;
    const starts = this.#pool.map(toValues).sort((a, b) => model.objective(a) - model.objective(b));
    const { values, bound } = solveMilp(highs, model, {
      start: starts[0] ?? null,
      repair: (relaxed) => toValues(toSent(relaxed)),
      improve: (known, untilMs) => {
        const better = built.improve?.(toSent(known), now, untilMs);
        return better ? toValues(better) : null;
      },
      seconds,
      enough: (objective, at) => ENOUGH * Math.max(0, objective - shortage(at)),
      now,
      heard: (objective, low) => heard?.(gapOf(objective, low, 0)),
    });
    if (!values) return null;
    const sent = toSent(values);
    const own = toValues(sent);
    // Whole pieces instead of parts of one may cost a little; the gap is that of what is shown.
    const gap = gapOf(model.objective(own), bound, shortage(own));
    if (!this.#pool.some((known) => isEqual(known, sent))) this.#pool.push(sent);
    return { sent, gap };
  }

  /** The officer's constraints that cannot be met together (PL7). Needs can always go short, so that they are no part of it. */
  #conflict(highs: Highs): PlanConflict[] {
    const members = this.#case.constraints.map((constraint, index) => ({ constraint, index }));
    const prices = pricesOf('fastest', this.#weights);
    const canMeet = (some: readonly (typeof members)[number][]): boolean =>
      isFeasible(highs, this.#case.model(prices, some.map(({ constraint }) => constraint)).model); // prettier-ignore
    if (canMeet(members)) return [];
    return deletionFilter(members, canMeet).map(({ index }) => ({ of: 'constraint', index }));
  }

  /** An option that another found plan beats in every term gives way to that plan (PL6). */
  #takeDominating(): void {
    const all = this.#pool.map((sent) => ({ sent, terms: this.#case.terms(sent) }));
    for (const [aim, found] of this.#found) {
      const mine = this.#case.terms(found.sent);
      const better = all
        .filter(({ terms }) => dominates(terms, mine))
        .find(({ terms }) => !all.some((other) => dominates(other.terms, terms)));
      if (!better) continue;
      const { model, toValues, shortage } = this.#case.model(found.prices);
      const [before, after] = [toValues(found.sent), toValues(better.sent)];
      const bound = found.gap === null ? -Infinity : model.objective(before) - found.gap * Math.max(1e-9, model.objective(before) - shortage(before)); // prettier-ignore
      this.#found.set(aim, { ...found, sent: better.sent, gap: gapOf(model.objective(after), bound, shortage(after)) });
    }
  }

  #explain(highs: Highs): void {
    const { now } = this.#parts;
    const ends = now() + this.#limits.explaining * 1_000;
    for (const [aim, found] of this.#found) {
      const until = now() + (ends - now()) / (this.#found.size - [...this.#found.keys()].indexOf(aim));
      const explains = explain(highs, this.#case, found, now, until);
      this.#found.set(aim, { ...found, explains });
      this.#tellFound();
    }
  }

  #tellFound(): void {
    const options = PLAN_AIMS.flatMap((aim) => {
      const found = this.#found.get(aim);
      return found ? [this.#optionOf(found)] : [];
    });
    this.#parts.tell({ is: 'found', options, points: this.#points() });
  }

  #optionOf({ aim, sent, gap, milliseconds, explains }: Found): PlanOption {
    const short = this.#case.short(sent);
    const moves = this.#case.moves(sent);
    return {
      aim,
      name: AIM_NAMES[aim],
      isComputed: true,
      figures: this.#case.figures(sent),
      moves,
      faults: [...tooLong(moves.length), ...faultsOf(short, this.#names)],
      explains: explains ?? { binding: [], short, oneMore: [] },
      gap,
      milliseconds,
    };
  }

  #points(): PlanRunRow['points'] {
    const known = this.#pool.map((sent) => ({ sent, terms: this.#case.terms(sent) }));
    // What meets less is no choice but an earlier answer, however good it looks beside.
    const least = Math.min(...known.map(({ terms }) => terms[0] ?? 0));
    const all = known.filter(({ terms }) => isSame([terms[0] ?? 0], [least]));
    const best = all.filter(({ terms }) => !all.some((other) => dominates(other.terms, terms)));
    return best
      .filter(({ terms }, at) => best.findIndex((other) => isSame(other.terms, terms)) === at)
      .map(({ sent, terms }) => ({
        aim: PLAN_AIMS.find((aim) => isSame(this.#case.terms(this.#found.get(aim)?.sent ?? new Map()), terms)) ?? null,
        figures: this.#case.figures(sent),
      }));
  }

  #tellSolving(aim: PlanAim, gap: number | null): void {
    const { aim: each, explaining } = this.#limits;
    const of = Math.round(each * PLAN_AIMS.length + explaining);
    this.#parts.tell({
      is: 'state',
      state: { is: 'solving', aim, done: Math.round(this.#since() / 100) / 10, of, gap },
    });
  }

  #since(): number {
    return Math.round(this.#parts.now() - this.#began);
  }
}

/** Relative to what the plan costs beside its shortages: a price put on what is short would make any gap look small. */
export function gapOf(objective: number, bound: number, shortage: number): number | null {
  if (!Number.isFinite(bound)) return null;
  const distance = objective - bound;
  if (distance <= 1e-6 * Math.max(1, Math.abs(objective))) return 0;
  return Math.min(1, distance / Math.max(1e-9, objective - shortage));
}

function isEqual(a: Sent, b: Sent): boolean {
  return a.size === b.size && [...a].every(([index, quantity]) => Math.abs((b.get(index) ?? 0) - quantity) < 1e-9);
}
