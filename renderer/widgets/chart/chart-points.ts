import type { Instant } from '../../../shared/kit/time.ts';

/** One moment of a chart. `value: null`: not known then, a gap in the line. `low`…`high`: what was to be expected. */
export interface ChartPoint {
  readonly at: Instant;
  readonly value: number | null;
  readonly low?: number | undefined;
  readonly mid?: number | undefined;
  readonly high?: number | undefined;
  readonly odd?: true | undefined;
}

export interface PlotPoint {
  readonly at: number;
  readonly value: number | null;
  readonly mid: number | null;
  /** Lower and upper edge of the band, or null where nothing was expected. */
  readonly band: readonly [number, number] | null;
  readonly odd: boolean;
  /** Nothing is known right before and after: without a dot it could not be seen. */
  readonly alone: boolean;
}

/** As the plot wants it, oldest first; missing parts are null, never zero, so that nothing is drawn there. */
export function plotPoints(points: readonly ChartPoint[]): PlotPoint[] {
  const sorted = points.toSorted((a, b) => a.at - b.at);
  const isKnown = (index: number): boolean => sorted[index]?.value !== undefined && sorted[index].value !== null;
  return sorted.map(({ at, value, low, mid, high, odd }, index) => ({
    at,
    value,
    mid: mid ?? null,
    band: low !== undefined && high !== undefined ? ([low, high] as const) : null,
    odd: odd === true,
    alone: !isKnown(index - 1) && !isKnown(index + 1),
  }));
}

/** Round values from `from` to `to`, about `wanted` of them: 1, 2 or 5 times a power of ten apart. */
export function niceTicks(from: number, to: number, wanted: number): number[] {
  const span = to - from;
  if (!(span > 0)) return [from];
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let index = Math.ceil(from / step); index * step <= to + step * 1e-9; index += 1) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}

/** The values that an axis must show: everything drawn, with a little room; from zero where all of it is near zero or a count. */
export function valueRange(points: readonly PlotPoint[], limits: readonly number[]): readonly [number, number] {
  const values = [...points.flatMap(({ value, band, mid }) => [value, mid, ...(band ?? [])]), ...limits].filter(
    (value): value is number => value !== null && Number.isFinite(value),
  );
  if (values.length === 0) return [0, 1];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || Math.abs(most) || 1) * 0.08;
  return [least >= 0 && least <= most * 0.5 ? 0 : least - room, most + room];
}
