import type { Figure } from '../../../shared/domain/decision.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { Format } from '../../text/use-text.ts';

/** Figures that have words of their own (`decision:figure.…`); another one stands under its own key. */
export const FIGURES = [
  'meanResponse', 'worstResponse', 'firstArrival', 'meanArrival', 'lastArrival', 'unmet', 'unitsUsed', 'covered', 'cost',
  'distance', 'trips', 'belowReserve', 'fairness', 'tasks', 'departments', 'tasksKept', 'graveTasks', 'lastDue',
] as const; // prettier-ignore

export type KnownFigure = (typeof FIGURES)[number];

export function knownFigure(key: string): KnownFigure | null {
  return FIGURES.find((known) => known === key) ?? null;
}

/** A number with its unit, in the window's way. `s`: a running time; no unit: a share of one. */
export function figureText({ value, unit }: Pick<Figure, 'unit'> & { readonly value: number }, format: Format): string {
  switch (unit) {
    case 's':
      return format.duration(value * SECOND);
    case undefined:
      return format.percent(value);
    case 'km':
      return format.distance(value * 1_000);
    case 'count':
      return format.number(value, 1);
    default:
      return `${format.figure(value)} ${format.unit(unit)}`;
  }
}
