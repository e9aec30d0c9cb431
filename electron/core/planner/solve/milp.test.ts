import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../shared/kit/random.ts';
import { systemClock } from '../../kernel/system-ports.ts';
import { pricesOf as pricesOfAim, toPrices } from '../model/aims.ts';
import { dispatchModel, type DispatchModel } from '../model/dispatch-model.ts';
import { reallocationModel, type ReallocationModel } from '../model/reallocation-model.ts';
import { madeDispatch, madeReallocation } from '../testing/made-problems.ts';
import { dispatchConstraints, reallocationConstraints } from '../testing/random-constraints.ts';
import { startDispatch } from './dispatch-start.ts';
import { loadHighs } from './load-highs.ts';
import { solveMilp } from './milp.ts';
import { searchReallocation } from './reallocation-search.ts';
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

  it.each(['mixed', 'cheapest'] as const)(
    'of 200 small reallocations with constraints, prices %s',
    async (priced) => {
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
        const prices = priced === 'cheapest' ? pricesOfAim('cheapest', problem.weights) : pricesOf(seed);
        const built = reallocationModel(problem, { ...prices, fairness: 0 });
        const best = tryAllReallocation(built);
        const start = startReallocation(problem);
        const first = start && built.toValues(start);
        if (first) expect(built.model.violation(first), `start of ${seed}`).toBeLessThan(1e-6);
        if (start && first && seed % 4 === 0) {
          const found = built.toValues(searchReallocation(problem, built, start, now, now() + 2));
          expect(built.model.violation(found), `search of ${seed}`).toBeLessThan(1e-6);
          expect(built.model.objective(found), `search of ${seed}`).toBeLessThanOrEqual(
            built.model.objective(first) + 1e-6,
          );
          expect(built.model.objective(found), `search of ${seed}`).toBeGreaterThan(best - 1e-6 * Math.max(1, best));
        }
        const repair = (relaxed: Float64Array) => built.toValues(built.toQuantities(relaxed));
        const answer = solveMilp(highs, built.model, {
          start: seed % 2 === 0 ? first : null,
          repair,
          seconds: 10,
          now,
        });
        expect(answer.is, `seed ${seed}`).toBe(best === Infinity ? 'infeasible' : 'optimal');
        if (best === Infinity) infeasible += 1;
        else expect(Math.abs(answer.objective - best), `seed ${seed}`).toBeLessThan(1e-5 * Math.max(1, best));
      }
      expect(infeasible).toBeGreaterThan(5);
    },
    30_000,
  );
});

describe('PL4: reallocation', () => {
  it('cuts off no plan: whatever is carried within stocks and wants keeps the rows for full trips', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = createRandom(seed);
      const problem = madeReallocation(seed, { depots: 4, points: 5, goods: 4 });
      const built = reallocationModel(problem, { ...pricesOf(seed), fairness: 0 });
      const open = built.demands.map(({ quantity }) => quantity);
      const left = new Map(problem.stocks.map(({ depot, good, quantity }) => [`${depot} ${good}`, quantity]));
      const plan = new Map<number, number>();
      built.lanes.forEach(({ depot, want }, lane) => {
        const stock = `${depot} ${built.demands[want]?.good ?? ''}`;
        const most = Math.min(open[want] ?? 0, left.get(stock) ?? 0);
        const quantity = random.next() < 0.4 ? most : random.int(0, Math.floor(most));
        open[want] = (open[want] ?? 0) - quantity;
        left.set(stock, (left.get(stock) ?? 0) - quantity);
        plan.set(lane, quantity);
      });
      expect(built.model.violation(built.toValues(plan)), `seed ${seed}`).toBeLessThan(1e-6);
    }
  });

  it('is searched: feasible under what the officer said, cheaper than the start, never below the bound', async () => {
    const highs = await loadHighs();
    let [searched, cheaper] = [0, 0];
    for (let seed = 1; seed <= 40; seed += 1) {
      const made = madeReallocation(seed, { depots: 5, points: 6, goods: 3 });
      const problem = { ...made, constraints: reallocationConstraints(createRandom(seed), made, 3).filter(({ is }) => is !== 'trucks' || seed % 2 === 0) }; // prettier-ignore
      const built = reallocationModel(problem, pricesOfAim('cheapest', problem.weights));
      const start = startReallocation(problem);
      const first = start && built.toValues(start);
      if (!first || built.model.violation(first) >= 1e-6) continue;
      const found = built.toValues(searchReallocation(problem, built, start, now, now() + 60_000));
      expect(built.model.violation(found), `seed ${seed}`).toBeLessThan(1e-6);
      const { bound } = solveMilp(highs, built.model, { start: first, seconds: 0.1, now });
      const [before, after] = [built.model.objective(first), built.model.objective(found)];
      expect(after, `seed ${seed}`).toBeLessThanOrEqual(before + 1e-6);
      expect(after, `seed ${seed}`).toBeGreaterThan(bound - 1e-6 * Math.max(1, Math.abs(bound)));
      searched += 1;
      if (after < before - 1e-3) cheaper += 1;
    }
    expect(searched).toBeGreaterThan(10);
    expect(cheaper).toBeGreaterThan(searched / 2);
  }, 30_000);
});
