import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../shared/kit/random.ts';
import { systemClock } from '../../kernel/system-ports.ts';
import { toPrices } from '../model/aims.ts';
import { dispatchModel, type DispatchModel } from '../model/dispatch-model.ts';
import { reallocationModel, type ReallocationModel } from '../model/reallocation-model.ts';
import { madeDispatch, madeReallocation } from '../testing/made-problems.ts';
import { dispatchConstraints, reallocationConstraints } from '../testing/random-constraints.ts';
import { startDispatch } from './dispatch-start.ts';
import { loadHighs } from './load-highs.ts';
import { solveMilp } from './milp.ts';
import { startReallocation } from './reallocation-start.ts';

const now = (): number => systemClock.monotonic();

/** Best objective over every way to send each unit somewhere or nowhere. */
function tryAllDispatch({ model, pairs, toValues }: DispatchModel): number {
  const byUnit = [...Map.groupBy(pairs.keys(), (index) => pairs[index]?.unit ?? -1).values()];
  let best = Infinity;
  const go = (at: number, sent: readonly number[]): void => {
    const group = byUnit[at];
    if (!group) {
      const values = toValues(sent);
      if (model.violation(values) < 1e-6) best = Math.min(best, model.objective(values));
      return;
    }
    go(at + 1, sent);
    for (const index of group) go(at + 1, [...sent, index]);
  };
  go(0, []);
  return best;
}

/** Best objective over every whole quantity on every lane: exact while one truck carries all and shares need not be equal. */
function tryAllReallocation({ model, lanes, columns, toValues }: ReallocationModel): number {
  let best = Infinity;
  const go = (at: number, sent: ReadonlyMap<number, number>): void => {
    if (at === lanes.length) {
      const values = toValues(sent);
      if (model.violation(values) < 1e-6) best = Math.min(best, model.objective(values));
      return;
    }
    for (let quantity = 0; quantity <= (model.upper[columns[at] ?? 0] ?? 0); quantity += 1)
      go(at + 1, new Map(sent).set(at, quantity));
  };
  go(0, new Map());
  return best;
}

const pricesOf = (seed: number) => {
  const random = createRandom(seed);
  const weight = (): number => random.int(0, 100);
  return toPrices({ time: weight(), coverage: weight(), cost: weight(), fairness: random.next() < 0.5 ? weight() : 0 });
};

describe('PL4: the optimum is that of trying everything', () => {
  it('of 200 small dispatches with constraints', async () => {
    const highs = await loadHighs();
    let infeasible = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = createRandom(seed);
      const made = madeDispatch(seed, random.int(2, 6), random.int(1, 3));
      const problem = { ...made, constraints: dispatchConstraints(random, made, 3) };
      const built = dispatchModel(problem, pricesOf(seed));
      const best = tryAllDispatch(built);
      const start = startDispatch(problem, built.pairs, now, now() + 50);
      const first = start && built.toValues(start);
      if (first) expect(built.model.violation(first), `start of ${seed}`).toBeLessThan(1e-6);
      const answer = solveMilp(highs, built.model, { start: seed % 2 === 0 ? first : null, seconds: 10, now });
      expect(answer.is, `seed ${seed}`).toBe(best === Infinity ? 'infeasible' : 'optimal');
      if (best === Infinity) infeasible += 1;
      else expect(Math.abs(answer.objective - best), `seed ${seed}`).toBeLessThan(1e-6 * Math.max(1, best));
    }
    expect(infeasible).toBeGreaterThan(10);
  }, 30_000);

  it('of 200 small reallocations with constraints', async () => {
    const highs = await loadHighs();
    let infeasible = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = createRandom(seed);
      const made = madeReallocation(seed, { depots: 2, points: 2, goods: random.int(1, 2) });
      const small = {
        ...made,
        wants: made.wants.map((want) => ({ ...want, quantity: random.int(1, 3) })),
        stocks: made.stocks.map((stock) => ({
          ...stock,
          quantity: random.int(0, 3),
          reserve: random.next() < 0.5 ? 1 : null,
        })),
        sizes: { g0: { kg: 1, m3: 0.01 }, g1: { kg: 2, m3: 0.02 } },
      };
      const problem = { ...small, constraints: reallocationConstraints(random, small, 2) };
      const built = reallocationModel(problem, { ...pricesOf(seed), fairness: 0 });
      const best = tryAllReallocation(built);
      const start = startReallocation(problem);
      const first = start && built.toValues(start);
      if (first) expect(built.model.violation(first), `start of ${seed}`).toBeLessThan(1e-6);
      const repair = (relaxed: Float64Array) => built.toValues(built.toQuantities(relaxed));
      const answer = solveMilp(highs, built.model, { start: seed % 2 === 0 ? first : null, repair, seconds: 10, now });
      expect(answer.is, `seed ${seed}`).toBe(best === Infinity ? 'infeasible' : 'optimal');
      if (best === Infinity) infeasible += 1;
      else expect(Math.abs(answer.objective - best), `seed ${seed}`).toBeLessThan(1e-5 * Math.max(1, best));
    }
    expect(infeasible).toBeGreaterThan(5);
  }, 30_000);
});
