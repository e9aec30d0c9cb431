import { dispatchModel, pairsOf } from '../model/dispatch-model.ts';
import { cell, type DispatchProblem } from '../problem.ts';
import { startDispatch } from '../solve/dispatch-start.ts';
import type { PlanCase, Sent } from './case.ts';
import { dispatchFigures, dispatchTerms } from './dispatch-figures.ts';

const one = (indexes: Iterable<number>): Sent => new Map([...indexes].map((index) => [index, 1]));

export function dispatchCase(problem: DispatchProblem): PlanCase {
  const { units, incidents, constraints } = problem;
  const pairs = pairsOf(problem);
  const total = (kind: string): number => units.filter((unit) => unit.kind === kind).length;
  const sentPairs = (sent: Sent) => [...sent.keys()].flatMap((index) => pairs[index] ?? []);
  const givenTo = (sent: Sent, incident: number, kind: string): number =>
    sentPairs(sent).filter((pair) => pair.incident === incident && units[pair.unit]?.kind === kind).length;
  const usedOf = (sent: Sent, kind: string): number => sentPairs(sent).filter(({ unit }) => units[unit]?.kind === kind).length; // prettier-ignore

  return {
    constraints,
    time: 'meanResponse',
    start(now, untilMs) {
      const sent = startDispatch(problem, pairs, now, untilMs);
      return sent && one(sent);
    },
    model(prices, some) {
      const { model, toValues, toPairs, shortage } = dispatchModel(problem, prices, some);
      return {
        model,
        shortage,
        toValues: (sent) => toValues(sent.keys()),
        toSent: (values) => one(toPairs(values)),
      };
    },
    terms: (sent) => dispatchTerms(problem, sentPairs(sent)),
    figures: (sent) => dispatchFigures(problem, sentPairs(sent)),
    moves: (sent) =>
      sentPairs(sent).map(({ unit, incident, seconds }) => ({
        is: 'assign',
        unit: units[unit]?.id ?? '',
        incident: incidents[incident]?.id ?? '',
        seconds,
      })),
    short: (sent) =>
      incidents.flatMap(({ id, needs }, incident) =>
        needs.flatMap(({ kind, count }) => {
          const given = Math.min(count, givenTo(sent, incident, kind));
          return given < count ? [{ target: id, kind, wanted: count, given }] : [];
        }),
      ),
    whyShort(sent, { target, kind }) {
      if (usedOf(sent, kind) >= total(kind)) return 'supply';
      const incident = incidents.findIndex(({ id }) => id === target);
      const busy = new Set(sentPairs(sent).map(({ unit }) => unit));
      const reaches = units.some((unit, index) => unit.kind === kind && !busy.has(index) && cell(problem.seconds, index, incident) !== null); // prettier-ignore
      return reaches ? 'rule' : 'reach';
    },
    usedUp: (sent) =>
      [...new Set(incidents.flatMap(({ needs }) => needs.map(({ kind }) => kind)))].filter((kind) => total(kind) > 0 && usedOf(sent, kind) >= total(kind)), // prettier-ignore
    withOneMore(kind) {
      // A further unit stands where the one stands that is nearest to those who need the kind.
      const wanting = incidents.flatMap(({ needs }, incident) => (needs.some((need) => need.kind === kind) ? [incident] : [])); // prettier-ignore
      let best = { index: -1, sum: Infinity };
      units.forEach((unit, index) => {
        if (unit.kind !== kind) return;
        const sum = wanting.reduce((all, incident) => all + (cell(problem.seconds, index, incident) ?? 7_200), 0);
        if (sum < best.sum) best = { index, sum };
      });
      const like = units[best.index];
      if (!like) return null;
      const seconds = [...problem.seconds, problem.seconds[best.index] ?? []];
      return dispatchCase({ ...problem, units: [...units, { ...like, id: `+${kind}` }], seconds });
    },
    without: (gone) => dispatchCase({ ...problem, constraints: constraints.filter((_, index) => index !== gone) }),
  };
}
