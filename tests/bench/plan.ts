import { loadavg } from 'node:os';
import path from 'node:path';
import { valueOf } from '../../electron/core/planner/run/case.ts';
import { caseOf, type Limits, type Told } from '../../electron/core/planner/run/run-plan.ts';
import { nearestFirst } from '../../electron/core/planner/solve/dispatch-start.ts';
import { pairsOf } from '../../electron/core/planner/model/dispatch-model.ts';
import { asProblem, KNOWN } from '../../electron/core/planner/testing/known-instances.ts';
import { madeDispatch, madeReallocation } from '../../electron/core/planner/testing/made-problems.ts';
import { knownCost, planOf } from '../../electron/core/planner/testing/plan-of.ts';
import type { Problem } from '../../electron/core/planner/problem.ts';
import { threadPlans } from '../../electron/core/planner/thread.ts';
import type { PlanOption } from '../../shared/protocol/console-api/plan-calls.ts';
import { ROOT } from '../fixtures/processes.ts';
import { median, report, type Goal } from './report.ts';

/**
 * From the asking, with thread and solver begun anew each time, to the first answer and to the fastest plan with its proof; all four
 * options and their gaps; what nearest-first makes of the same problem. Then the published instances, and the largest dispatch.
 */
const SEEDS = [1, 2, 3];
const FIRST_MS = 300;
const PROVEN_MS = 2_000;
const GAP = 0.01;
const PROGRAM = path.join(ROOT, 'out/main/plan-worker.js');
/** Explanations are not measured here; they come after the options. */
const LIMITS: Partial<Limits> = { explaining: 0, mix: 0 };

const rows: Record<string, string | number>[] = [];
const goals: Goal[] = [];
const round = (value: number, digits = 0): number => Number(value.toFixed(digits));
const open = threadPlans(PROGRAM);

interface Timed {
  readonly first: number;
  /** Processor time of all threads, until the first answer and until the fastest plan: what a busy machine does not stretch. */
  readonly firstCpu: number;
  readonly provenCpu: number;
  /** When each aim was answered. */
  readonly at: ReadonlyMap<string, number>;
  readonly options: readonly PlanOption[];
}

function run(problem: Problem, limits: Partial<Limits> = LIMITS): Promise<Timed> {
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  const cpu = (): number => {
    const { user, system } = process.cpuUsage(cpuBegan);
    return (user + system) / 1_000;
  };
  let [first, firstCpu, provenCpu] = [0, 0, 0];
  const at = new Map<string, number>();
  let options: readonly PlanOption[] = [];
  return new Promise((resolve, reject) => {
    const hear = (told: Told): void => {
      const now = performance.now() - began;
      if (told.is === 'found') {
        first ||= now;
        firstCpu ||= cpu();
        options = told.options;
        for (const { aim, gap } of options) if (gap !== null && !at.has(aim)) at.set(aim, now);
        if (at.has('fastest')) provenCpu ||= cpu();
      } else if (told.state.is !== 'solving') {
        line.end();
        resolve({ first, firstCpu, provenCpu, at, options });
      }
    };
    const line = open({ problem, names: {}, limits }, { onTold: hear, onEnded: (how) => reject(new Error(how)) });
  });
}

const figure = (option: PlanOption | undefined, key: string): number =>
  valueOf(option?.figures ?? [], key) ?? Number.NaN;

async function measure(
  name: string,
  make: (seed: number) => Problem,
  timeKey: string,
  byHand: (problem: Problem) => PlanOption['figures'],
): Promise<void> {
  const runs: { readonly timed: Timed; readonly hand: PlanOption['figures'] }[] = [];
  for (const seed of SEEDS) {
    const problem = make(seed);
    runs.push({ timed: await run(problem), hand: byHand(problem) });
  }
  const middle = (value: (one: (typeof runs)[number]) => number): number => median(runs.map(value));
  for (const aim of ['fastest', 'coverage', 'cheapest', 'own'] as const) {
    const option = ({ timed }: (typeof runs)[number]): PlanOption | undefined =>
      timed.options.find((one) => one.aim === aim);
    rows.push({
      problem: name,
      aim,
      'first answer ms': round(middle(({ timed }) => timed.first)),
      'answered by ms': round(middle(({ timed }) => timed.at.get(aim) ?? Infinity)),
      'solving ms': round(middle((one) => option(one)?.milliseconds ?? Infinity)),
      'worst gap %': round(100 * Math.max(...runs.map((one) => option(one)?.gap ?? 1)), 2),
      'mean s': round(middle((one) => figure(option(one), timeKey))),
      unmet: round(
        middle((one) => figure(option(one), 'unmet')),
        4,
      ),
      'nearest-first mean s': round(middle(({ hand }) => valueOf(hand, timeKey) ?? Number.NaN)),
      'nearest-first unmet': round(
        middle(({ hand }) => valueOf(hand, 'unmet') ?? Number.NaN),
        4,
      ),
    });
  }
  console.log(`${name}: processor time to the first answer ${round(middle(({ timed }) => timed.firstCpu))} ms, to the fastest plan ${round(middle(({ timed }) => timed.provenCpu))} ms`); // prettier-ignore
  const gain = middle(({ timed, hand }) => 1 - figure(timed.options.find(({ aim }) => aim === 'fastest'), timeKey) / (valueOf(hand, timeKey) ?? Number.NaN)); // prettier-ignore
  const more = Math.max(...runs.map(({ timed, hand }) => figure(timed.options.find(({ aim }) => aim === 'fastest'), 'unmet') - (valueOf(hand, 'unmet') ?? Number.NaN))); // prettier-ignore
  goals.push(
    { name: `${name}: first answer, median, ms`, value: round(middle(({ timed }) => timed.first)), limit: FIRST_MS, least: false },
    { name: `${name}: fastest plan with its proof, median, ms`, value: round(middle(({ timed }) => timed.at.get('fastest') ?? Infinity)), limit: PROVEN_MS, least: false },
    { name: `${name}: worst gap of the fastest plan`, value: round(Math.max(...runs.map(({ timed }) => timed.options.find(({ aim }) => aim === 'fastest')?.gap ?? 1)), 5), limit: GAP, least: false },
    { name: `${name}: mean time below nearest-first's, median, %`, value: round(100 * gain, 2), limit: 0, least: true },
    { name: `${name}: unmet above nearest-first's, worst`, value: round(more, 6), limit: 0, least: false },
  ); // prettier-ignore
}

async function known(): Promise<void> {
  const found: Record<string, string | number>[] = [];
  for (const one of KNOWN) {
    const { options } = await planOf(asProblem(one), LIMITS);
    const fastest = options.find(({ aim }) => aim === 'fastest');
    found.push({ instance: one.name, source: one.source, published: one.optimum, found: fastest ? round(knownCost(one, fastest), 6) : '—', 'gap': fastest?.gap ?? '—' }); // prettier-ignore
  }
  console.table(found);
  const exact = found.filter((row) => row['published'] === row['found']).length;
  goals.push({ name: 'published instances met exactly', value: exact, limit: KNOWN.length, least: true });
}

async function largest(): Promise<unknown> {
  const { first, at, options } = await run(madeDispatch(1, 2_000, 400, 4));
  const told = options.map(({ aim, gap }) => `${aim} ${round(at.get(aim) ?? Infinity)} ms, gap ${gap ?? 'unknown'}`);
  console.log(`2,000 units × 400 incidents: first answer ${round(first)} ms; ${told.join('; ')}`);
  return { first: round(first), options: told };
}

const hands = (problem: Problem): PlanOption['figures'] => {
  const plan = caseOf(problem);
  const sent =
    problem.is === 'dispatch'
      ? new Map(nearestFirst(problem, pairsOf(problem)).map((index) => [index, 1]))
      : plan.start(() => 0, 0);
  return plan.figures(sent ?? new Map());
};
await measure('200 units × 60 incidents', (seed) => madeDispatch(seed, 200, 60), 'meanResponse', hands);
await measure('30 depots × 40 points × 12 goods', (seed) => madeReallocation(seed, { depots: 30, points: 40, goods: 12 }), 'meanArrival', hands); // prettier-ignore
await known();
const large = await largest();
const [load = 0] = loadavg();
console.log(`load of the machine ${round(load, 1)}`);
report('plan', rows, goals, { largest: large, load: round(load, 1) });
