import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../shared/domain/decision.ts';
import { createRandom } from '../../../../shared/kit/random.ts';
import type { PlanConstraint, PlanOption } from '../../../../shared/protocol/console-api/plan-calls.ts';
import { pricesOf } from '../model/aims.ts';
import type { DispatchProblem, ReallocationProblem } from '../problem.ts';
import { isFeasible } from '../solve/milp.ts';
import { loadHighs } from '../solve/load-highs.ts';
import { madeDispatch, madeReallocation } from '../testing/made-problems.ts';
import { planOf } from '../testing/plan-of.ts';
import { dispatchConstraints, reallocationConstraints } from '../testing/random-constraints.ts';
import { valueOf } from './case.ts';
import { caseOf } from './run-plan.ts';

const QUICK = { aim: 0.5, mix: 0.05, explaining: 0.1 };

/** What the officer said, judged by the moves alone: nothing of the model is asked. */
function keeps({ moves }: PlanOption, one: PlanConstraint, problem: DispatchProblem | ReallocationProblem): boolean {
  const sent = moves.flatMap((move) => (move.is === 'assign' ? [move] : []));
  const shipped = moves.flatMap((move) => (move.is === 'ship' ? [move] : []));
  const units = problem.is === 'dispatch' ? problem.units : [];
  switch (one.is) {
    case 'lock': return sent.some(({ unit, incident }) => unit === one.unit && incident === one.incident);
    case 'forbid': return !sent.some(({ unit, incident }) => unit === one.unit && (one.incident === null || incident === one.incident));
    case 'keepFree': {
      const own = units.filter(({ kind, district }) => kind === one.kind && (one.district === null || (problem.is === 'dispatch' && problem.districts[district] === one.district)));
      return own.filter(({ id }) => !sent.some(({ unit }) => unit === id)).length >= one.count;
    }
    case 'arriveWithin': return sent.some(({ incident, seconds }) => incident === one.incident && seconds <= one.minutes * 60);
    case 'atMost': return sent.filter(({ incident }) => incident === one.incident).length <= one.count;
    case 'closeDepot': return !shipped.some(({ from }) => from === one.depot);
    case 'sendFrom': return shipped.filter(({ from, to, good }) => from === one.depot && to === one.point && good === one.good).reduce((sum, { quantity }) => sum + quantity, 0) >= one.quantity - 1e-6;
    case 'keepStock': {
      if (problem.is !== 'reallocation') return false;
      const depot = problem.depots.findIndex(({ id }) => id === one.depot);
      const held = problem.stocks.find((stock) => stock.depot === depot && stock.good === one.good)?.quantity ?? 0;
      const out = shipped.filter(({ from, good }) => from === one.depot && good === one.good).reduce((sum, { quantity }) => sum + quantity, 0);
      return out <= Math.max(0, held - one.quantity) + 1e-6;
    }
    case 'trucks': return [...Map.groupBy(shipped, ({ from, to }) => `${from} ${to}`).values()].reduce((sum, [move]) => sum + (move?.trips ?? 0), 0) <= one.count;
  } // prettier-ignore
}

function problemOf(seed: number, many: number): DispatchProblem | ReallocationProblem {
  const random = createRandom(seed);
  if (seed % 2 === 0) {
    const made = madeDispatch(seed, random.int(5, 20), random.int(2, 6));
    return { ...made, constraints: dispatchConstraints(random, made, many) };
  }
  const made = madeReallocation(seed, { depots: 3, points: 4, goods: 2 });
  return { ...made, constraints: reallocationConstraints(random, made, many) };
}

describe('a plan', () => {
  it('PL6, PL7: keeps every constraint in every option, or names an irreducible set that cannot be met', async () => {
    const highs = await loadHighs();
    let [met, refused] = [0, 0];
    for (let seed = 1; seed <= 60; seed += 1) {
      const problem = problemOf(seed, 6);
      const { options, state } = await planOf(problem, QUICK);
      if (state?.is === 'infeasible') {
        refused += 1;
        const set = state.conflict.flatMap((one) => (one.of === 'constraint' ? [one.index] : []));
        expect(set.length, `seed ${seed}`).toBeGreaterThan(0);
        const plan = caseOf(problem);
        const canMeet = (indexes: readonly number[]): boolean =>
          isFeasible(highs, plan.model(pricesOf('fastest', problem.weights), indexes.flatMap((index) => problem.constraints[index] ?? [])).model); // prettier-ignore
        expect(canMeet(set), `seed ${seed}`).toBe(false);
        for (const one of set)
          expect(canMeet(set.filter((other) => other !== one)), `seed ${seed} without ${one}`).toBe(true);
        continue;
      }
      met += 1;
      expect(state?.is, `seed ${seed}`).toBe('done');
      expect(options.map(({ aim }) => aim)).toEqual(['fastest', 'coverage', 'cheapest', 'own']);
      for (const option of options) {
        for (const one of problem.constraints) expect(keeps(option, one, problem), `seed ${seed} ${option.aim} ${JSON.stringify(one)}`).toBe(true); // prettier-ignore
      }
    }
    expect(met).toBeGreaterThan(15);
    expect(refused).toBeGreaterThan(15);
  }, 60_000);

  it('PL6: no option is beaten by another in every term, and each aim is best at its own', async () => {
    for (let seed = 2; seed <= 16; seed += 2) {
      const { options, points } = await planOf(madeDispatch(seed, 40, 10), QUICK);
      const of = (aim: string, key: string): number =>
        valueOf(options.find((one) => one.aim === aim)?.figures ?? [], key) ?? NaN;
      for (const { aim, figures } of options) {
        expect(of('fastest', 'meanResponse'), `${seed} ${aim}`).toBeLessThanOrEqual(
          (valueOf(figures, 'meanResponse') ?? NaN) * 1.01,
        );
        expect(of('coverage', 'covered'), `${seed} ${aim}`).toBeGreaterThanOrEqual(
          (valueOf(figures, 'covered') ?? NaN) - 0.02,
        );
        expect(of('cheapest', 'cost'), `${seed} ${aim}`).toBeLessThanOrEqual((valueOf(figures, 'cost') ?? NaN) * 1.01);
      }
      const measures = (figures: readonly Figure[]): number[] => ['unmet', 'meanResponse', 'cost'].map((key) => valueOf(figures, key) ?? NaN).concat(-(valueOf(figures, 'covered') ?? NaN)); // prettier-ignore
      for (const point of points) {
        const beaten = points.some((other) => {
          const [mine, its] = [measures(point.figures), measures(other.figures)];
          return its.every((value, at) => value <= (mine[at] ?? NaN)) && its.some((value, at) => value < (mine[at] ?? NaN) - 1e-3) && (valueOf(other.figures, 'fairness') ?? 0) <= (valueOf(point.figures, 'fairness') ?? 0); // prettier-ignore
        });
        expect(beaten, `seed ${seed}`).toBe(false);
      }
    }
  }, 60_000);

  it('PL5: is told at once, then with its gap; what is not known is null and never 0', async () => {
    const problem = madeDispatch(3, 30, 8);
    const { told } = await planOf({ ...problem, districts: [], units: problem.units.map((unit) => ({ ...unit, covers: [], district: -1 })) }, QUICK); // prettier-ignore
    const [first] = told;
    expect(first?.is === 'found' && first.options.map(({ aim, gap }) => [aim, gap])).toEqual([['fastest', null]]);
    const last = told.findLast((one) => one.is === 'found');
    for (const option of last?.options ?? []) {
      expect(option.gap).not.toBeNull();
      expect(valueOf(option.figures, 'covered')).toBeNull();
    }
    const unknownSize = await planOf({ ...madeReallocation(3, { depots: 3, points: 3, goods: 1 }), sizes: {} }, QUICK);
    expect(
      unknownSize.options.map(({ figures }) => [valueOf(figures, 'trips'), valueOf(figures, 'distance')]),
    ).toContainEqual([null, null]);
  });

  it('PL8: tells what is short, why, and what one more would change', async () => {
    const made = madeDispatch(5, 6, 8);
    const held: PlanConstraint = { is: 'keepFree', kind: made.units[0]?.kind ?? '', district: null, count: 1 };
    const { options } = await planOf({ ...made, constraints: [held] }, { ...QUICK, explaining: 4 });
    const fastest = options.find(({ aim }) => aim === 'fastest');
    const unmet = valueOf(fastest?.figures ?? [], 'unmet') ?? 0;
    expect(unmet).toBeGreaterThan(0);
    expect(fastest?.explains.short.reduce((sum, { wanted, given }) => sum + wanted - given, 0)).toBe(unmet);
    expect(fastest?.faults.length).toBeGreaterThan(0);
    expect(fastest?.explains.binding).toContainEqual({ by: 'constraint', index: 0, gain: null });
    const [best] = fastest?.explains.oneMore ?? [];
    expect(valueOf(best?.figures ?? [], 'unmet')).toBe(unmet - 1);
    expect(fastest?.explains.binding).toContainEqual({ by: 'supply', kind: best?.kind, gain: null });
  });
});
