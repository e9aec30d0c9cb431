import type { PlanRunRow } from '../../../shared/protocol/console-api/plan-calls.ts';
import { betterEnd } from './compare.ts';

export interface Axis {
  readonly key: string;
  readonly unit: string | undefined;
}

export interface TradePoint {
  readonly x: number;
  readonly y: number;
  /** Which of the options it is (not `option`: Recharts spreads a point over its own props); null: found, and not among the options. */
  readonly place: number | null;
}

type Found = Pick<PlanRunRow, 'options' | 'points'>;

/** Figures with a better end in which the points differ, in the order in which the planner gives them: what can be traded. */
export function axesOf({ options, points }: Found): Axis[] {
  const all = [...options, ...points];
  const first = all[0]?.figures ?? [];
  return first
    .filter(({ key }) => betterEnd(key) !== null)
    .filter(({ key }) => {
      const values = all.map(({ figures }) => figures.find((figure) => figure.key === key)?.value ?? null);
      return values.some((value) => value !== null && value !== values[0]);
    })
    .map(({ key, unit }) => ({ key, unit }));
}

/** Options first; a point that is an option stands there once. What is not known in one of both is on no chart. */
export function tradePoints({ options, points }: Found, x: string, y: string): TradePoint[] {
  const at = (figures: Found['points'][number]['figures'], place: number | null): TradePoint[] => {
    const value = (key: string): number | null => figures.find((figure) => figure.key === key)?.value ?? null;
    const [across, up] = [value(x), value(y)];
    return across === null || up === null ? [] : [{ x: across, y: up, place }];
  };
  return [
    ...points.filter(({ aim }) => aim === null).flatMap(({ figures }) => at(figures, null)),
    ...options.flatMap(({ figures }, index) => at(figures, index)),
  ];
}
