import type { Highs } from 'highs';
import type { Figure } from '../../../../shared/domain/decision.ts';
import type { PlanBinding, PlanOption } from '../../../../shared/protocol/console-api/plan-calls.ts';
import type { Prices } from '../model/aims.ts';
import { solveMilp } from '../solve/milp.ts';
import { valueOf, type PlanCase, type Sent } from './case.ts';

/** Share of a plan's cost from which lifting a constraint is worth a word. */
const NOTED = 0.001;
const MOST_KINDS = 6;

interface Explained {
  readonly prices: Prices;
  readonly sent: Sent;
}

/**
 * What holds a plan where it is, what is short, what one more would change (PL8): each by solving again without the one or with the
 * other, until `untilMs`; what there was no time for is not told.
 */
export function explain(
  highs: Highs,
  plan: PlanCase,
  found: Explained,
  now: () => number,
  untilMs: number,
): PlanOption['explains'] {
  const short = plan.short(found.sent);
  const figures = plan.figures(found.sent);
  const binding: PlanBinding[] = [];
  const again = (other: PlanCase): readonly Figure[] | null => {
    const seconds = (untilMs - now()) / 1_000;
    return seconds > 0.02 ? solveAgain(highs, other, found.prices, seconds, now) : null;
  };

  const why = short.map((one) => ({ ...one, why: plan.whyShort(found.sent, one) }));
  const lacking = why.filter((one) => one.why === 'supply').map(({ kind }) => kind);
  const kinds = [...new Set([...lacking, ...plan.usedUp(found.sent)])].slice(0, MOST_KINDS);
  const oneMore: { readonly kind: string; readonly figures: readonly Figure[] }[] = [];
  for (const kind of kinds) {
    const other = plan.withOneMore(kind);
    const after = other && again(other);
    if (after) oneMore.push({ kind, figures: after });
    binding.push({ by: 'supply', kind, gain: after ? gainOf(plan, figures, after) : null });
  }
  for (const { target, kind, why: reason } of why) if (reason === 'reach') binding.push({ by: 'reach', target, kind });

  const { model, toValues, shortage } = plan.model(found.prices);
  const mine = toValues(found.sent);
  const cost = model.objective(mine);
  plan.constraints.forEach((_, index) => {
    const other = plan.without(index);
    const built = other.model(found.prices);
    const seconds = (untilMs - now()) / 1_000;
    if (seconds <= 0.02) return;
    const { values } = solveMilp(highs, built.model, {
      seconds,
      now,
      repair: (relaxed) => built.toValues(built.toSent(relaxed)),
    });
    if (!values || cost - built.model.objective(values) <= NOTED * Math.max(1, cost - shortage(mine))) return;
    binding.push({ by: 'constraint', index, gain: gainOf(plan, figures, other.figures(built.toSent(values))) });
  });
  oneMore.sort((a, b) => usefulness(plan, figures, b.figures) - usefulness(plan, figures, a.figures));
  return { binding, short, oneMore };
}

function solveAgain(highs: Highs, plan: PlanCase, prices: Prices, seconds: number, now: () => number): Figure[] | null {
  const { model, toValues, toSent, shortage } = plan.model(prices);
  const { values } = solveMilp(highs, model, {
    seconds,
    now,
    repair: (relaxed) => toValues(toSent(relaxed)),
    enough: (objective, at) => 0.005 * Math.max(0, objective - shortage(at)),
  });
  return values && plan.figures(toSent(values));
}

/** Seconds of the mean gained where nothing else changed hands: with more needs met the means do not compare, null. */
function gainOf(plan: PlanCase, before: readonly Figure[], after: readonly Figure[]): number | null {
  const [short, then] = [valueOf(before, 'unmet'), valueOf(after, 'unmet')];
  const [slow, quick] = [valueOf(before, plan.time), valueOf(after, plan.time)];
  if (short === null || then === null || Math.abs(short - then) > 1e-6 || slow === null || quick === null) return null;
  return slow - quick;
}

function usefulness(plan: PlanCase, before: readonly Figure[], after: readonly Figure[]): number {
  const met = (valueOf(before, 'unmet') ?? 0) - (valueOf(after, 'unmet') ?? 0);
  return met * 1e6 + (valueOf(before, plan.time) ?? 0) - (valueOf(after, plan.time) ?? 0);
}
