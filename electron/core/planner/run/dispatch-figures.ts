import type { Figure } from '../../../../shared/domain/decision.ts';
import { COVER_WORTH, kilometres, relativeWeights, type Pair } from '../model/dispatch-model.ts';
import type { DispatchProblem } from '../problem.ts';

/** What a plan costs: needs short, seconds, cover lost, kilometres, the spread between districts. */
export function dispatchTerms(problem: DispatchProblem, sent: readonly Pair[]): number[] {
  const weights = relativeWeights(problem);
  const { had, kept } = cover(problem, sent);
  return [
    shortages(problem, sent).reduce((sum, { incident, short }) => sum + short * (weights[incident] ?? 1), 0),
    sent.reduce((sum, { incident, seconds }) => sum + seconds * (weights[incident] ?? 1), 0),
    had - kept,
    sent.reduce((sum, pair) => sum + kilometres(problem, pair), 0),
    spreadOf(problem, sent) ?? 0,
  ];
}

/** Seconds (by the weights of the incidents where a mean), counts, kilometres; null where nothing is known (PL6). */
export function dispatchFigures(problem: DispatchProblem, sent: readonly Pair[]): Figure[] {
  const weights = relativeWeights(problem);
  const firsts = new Map<number, number>();
  for (const { incident, seconds } of sent) firsts.set(incident, Math.min(firsts.get(incident) ?? Infinity, seconds));
  const times = sent.map(({ incident, seconds }) => [seconds, weights[incident] ?? 1] as const);
  const { had, kept } = cover(problem, sent);
  return [
    { key: 'meanResponse', value: mean(times), unit: 's' },
    {
      key: 'worstResponse',
      value: sent.length > 0 ? Math.max(...sent.map(({ seconds }) => seconds)) : null,
      unit: 's',
    },
    { key: 'firstArrival', value: mean([...firsts].map(([incident, seconds]) => [seconds, weights[incident] ?? 1])), unit: 's' }, // prettier-ignore
    { key: 'unmet', value: shortages(problem, sent).reduce((sum, { short }) => sum + short, 0), unit: 'count' },
    { key: 'unitsUsed', value: new Set(sent.map(({ unit }) => unit)).size, unit: 'count' },
    { key: 'covered', value: had > 0 ? kept / had : null },
    { key: 'cost', value: sent.reduce((sum, pair) => sum + kilometres(problem, pair), 0), unit: 'km' },
    { key: 'fairness', value: spreadOf(problem, sent), unit: 's' },
  ];
}

/** Needs that are short, by incident and kind. */
export function shortages({ units, incidents }: DispatchProblem, sent: readonly Pair[]) {
  const given = new Map<string, number>();
  for (const { unit, incident } of sent) {
    const key = `${incident} ${units[unit]?.kind ?? ''}`;
    given.set(key, (given.get(key) ?? 0) + 1);
  }
  return incidents.flatMap(({ needs }, incident) =>
    needs.flatMap(({ kind, count }) => {
      const short = count - (given.get(`${incident} ${kind}`) ?? 0);
      return short > 0 ? [{ incident, kind, wanted: count, short }] : [];
    }),
  );
}

/** Cover of the asked kinds in the districts, before and after: the first unit within reach counts 1, the next ones less. */
function cover({ units, incidents, districts }: DispatchProblem, sent: readonly Pair[]) {
  const busy = new Set(sent.map(({ unit }) => unit));
  const kinds = new Set(incidents.flatMap(({ needs }) => needs.map(({ kind }) => kind)));
  const before = new Map<string, number>();
  const after = new Map<string, number>();
  units.forEach(({ kind, covers }, unit) => {
    if (!kinds.has(kind)) return;
    for (const district of covers) {
      const key = `${districts[district] ?? ''} ${kind}`;
      before.set(key, (before.get(key) ?? 0) + 1);
      if (!busy.has(unit)) after.set(key, (after.get(key) ?? 0) + 1);
    }
  });
  const worth = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + COVER_WORTH.slice(0, count).reduce((a, b) => a + b, 0), 0);
  return { had: worth(before), kept: worth(after) };
}

/** Seconds between the means of the district that waits longest and the one that waits least; null: there are no two. */
function spreadOf({ incidents }: DispatchProblem, sent: readonly Pair[]): number | null {
  const groups = Map.groupBy(sent, ({ incident }) => incidents[incident]?.district ?? -1);
  groups.delete(-1);
  const means = [...groups.values()].map(
    (group) => group.reduce((sum, { seconds }) => sum + seconds, 0) / group.length,
  );
  return means.length > 1 ? Math.max(...means) - Math.min(...means) : null;
}

function mean(values: readonly (readonly [value: number, weight: number])[]): number | null {
  const weight = values.reduce((sum, one) => sum + one[1], 0);
  return weight > 0 ? values.reduce((sum, one) => sum + one[0] * one[1], 0) / weight : null;
}
