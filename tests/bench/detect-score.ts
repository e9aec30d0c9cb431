import { median } from './report.ts';

/** Something planted: any alarm in [from, until] has found it. Times in the case's own unit. */
export interface Planted {
  readonly from: number;
  readonly until: number;
}

/** One series (area, sensor, depot, subject): what was planted in it and the alarms of a method, in order. */
export interface Outcome {
  readonly planted: readonly Planted[];
  readonly alarms: readonly number[];
}

export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Median time from the planted begin to its first alarm, of those that were found. */
  readonly delay: number;
}

/**
 * An alarm that finds something for the first time is right; a second one on the same is as wrong as one on nothing, because it
 * calls the officer again.
 */
export function quality(outcomes: readonly Outcome[]): Quality {
  let [found, alarmCount, plantedCount] = [0, 0, 0];
  const delays: number[] = [];
  for (const { planted, alarms } of outcomes) {
    alarmCount += alarms.length;
    plantedCount += planted.length;
    for (const { from, until } of planted) {
      const first = alarms.find((at) => at >= from && at <= until);
      if (first === undefined) continue;
      found += 1;
      delays.push(first - from);
    }
  }
  const precision = alarmCount > 0 ? found / alarmCount : 0;
  const recall = plantedCount > 0 ? found / plantedCount : 0;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1, delay: median(delays) };
}

/** Begins of the runs of true; runs that lie less than `apart` after the last true one go on it. */
export function begins(flags: readonly boolean[], apart: number): number[] {
  const found: number[] = [];
  let last = -Infinity;
  for (const [at, flag] of flags.entries()) {
    if (!flag) continue;
    if (at - last > apart) found.push(at);
    last = at;
  }
  return found;
}

/** The one threshold that does best by F1 on the training part: every value that occurs is tried, thinned to 400. */
export function bestThreshold(
  values: readonly number[],
  outcomesAt: (threshold: number) => readonly Outcome[],
): number {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const step = Math.max(1, Math.floor(sorted.length / 400));
  let best = { threshold: sorted.at(-1) ?? 0, f1: -1 };
  for (let at = 0; at < sorted.length; at += step) {
    const threshold = sorted[at] ?? 0;
    const { f1 } = quality(outcomesAt(threshold));
    if (f1 > best.f1) best = { threshold, f1 };
  }
  return best.threshold;
}
