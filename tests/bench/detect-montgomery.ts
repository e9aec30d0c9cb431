import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { Baselines, scoreCount } from '../../electron/core/warning/detect/baseline.ts';
import { EventHistory } from '../../electron/core/warning/detect/history.ts';
import { DAY, HOUR, instant, type Instant } from '../../shared/kit/time.ts';
import { ROOT } from '../fixtures/processes.ts';

export const MONTGOMERY = path.join(ROOT, '../shared/data/dispatch/montco-911-dec2015-head-9cols.csv');

export interface Call {
  /** Line of the file, the head is line 1. */
  readonly line: number;
  readonly area: string;
  /** EMS, Fire or Traffic. */
  readonly type: string;
  readonly what: string;
  /** The county's wall clock, taken as UTC: hours of the week are those of the place. */
  readonly at: Instant;
}

/** Whole lines only: the last one is cut off in the original. */
export function readCalls(): Call[] {
  const rows = parse(readFileSync(MONTGOMERY), { from_line: 2, relax_column_count: true }) as string[][];
  return rows.flatMap(([, , , , title = '', time = '', township = '', , end], index) => {
    if (end === undefined) return [];
    const at = instant(Date.parse(`${time.replace(' ', 'T')}Z`));
    return [{ line: index + 2, area: township || '(none)', type: title.split(':')[0] ?? '', what: title, at }];
  });
}

/** One odd hour, with all that a person needs to check it in the file. */
export interface Anomaly {
  readonly area: string;
  readonly type: string;
  readonly from: string;
  readonly hourOfWeek: number;
  readonly count: number;
  /** Same hour of the week in the learnt part. */
  readonly before: readonly number[];
  readonly weeks: number;
  readonly median: number | null;
  readonly mad: number | null;
  /** Expected after shrinkage, its spread, and how odd the count is. */
  readonly mean: number;
  readonly spread: number;
  readonly score: number;
  readonly tail: number | null;
  readonly lines: readonly number[];
  readonly titles: readonly string[];
}

export interface MontgomeryResult {
  readonly calls: number;
  readonly learntUntil: string;
  readonly learntWeeks: number;
  readonly testedHours: number;
  /** Hours × areas × types that were judged, and how many reached z 3 (0.135 % if the model were exact, or fewer: counts are whole). */
  readonly judged: number;
  readonly reachThree: number;
  readonly anomalies: readonly Anomaly[];
}

/** All areas together are judged as one more area. */
const COUNTY = '(county)';

/** Learns on the first 70 % of the time and lists what is odd (z ≥ 3, at least 3 calls) in the rest. */
export function montgomery(calls: readonly Call[]): MontgomeryResult {
  const times = calls.map(({ at }) => at);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const cut = instant(Math.floor((first + 0.7 * (last - first)) / HOUR) * HOUR);
  const history = new EventHistory({ aheadOfUtc: 0 });
  // The first and the last hour are not whole: they are not judged, and not learnt as if they were.
  const start = instant(Math.ceil(first / HOUR) * HOUR);
  history.observedFrom(start);
  const hours = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.at < start) continue;
    for (const area of [call.area, COUNTY]) {
      if (call.at < cut) history.add(area, area === COUNTY ? `all ${call.type}` : call.type, call.at);
      const key = `${area}\n${call.type}\n${Math.floor(call.at / HOUR)}`;
      const same = hours.get(key);
      if (same) same.push(call);
      else hours.set(key, [call]);
    }
  }
  const model = new Baselines(history, cut);
  const areas = [...new Set(calls.map(({ area }) => area)), COUNTY];
  const types = [...new Set(calls.map(({ type }) => type))];
  const anomalies: Anomaly[] = [];
  let [judged, reachThree, testedHours] = [0, 0, 0];
  for (let from: number = cut; from + HOUR <= last; from += HOUR) {
    testedHours += 1;
    for (const area of areas) {
      for (const type of types) {
        const found = hours.get(`${area}\n${type}\n${Math.floor(from / HOUR)}`) ?? [];
        const expected = model.expect(area, area === COUNTY ? `all ${type}` : type, instant(from));
        if (!expected) continue;
        judged += 1;
        const { score, tail } = scoreCount(expected, found.length);
        if (score >= 3) reachThree += 1;
        if (score < 3 || found.length < 3) continue;
        const { counts, weeks, median, mad, mean, spread, hourOfWeek } = expected;
        anomalies.push({
          area,
          type,
          from: new Date(from).toISOString().slice(0, 16),
          hourOfWeek,
          count: found.length,
          before: counts,
          weeks,
          median,
          mad,
          mean,
          spread,
          score,
          tail,
          lines: found.map(({ line }) => line),
          titles: [...new Set(found.map(({ what }) => what))],
        });
      }
    }
  }
  anomalies.sort((a, b) => b.score - a.score);
  return {
    calls: calls.length,
    learntUntil: new Date(cut).toISOString().slice(0, 16),
    learntWeeks: Math.round(((cut - start) / (7 * DAY)) * 100) / 100,
    testedHours,
    judged,
    reachThree,
    anomalies,
  };
}
