import { Baselines, scoreCount } from '../../electron/core/warning/detect/baseline.ts';
import { NO_BURST, stepBurst, type BurstState } from '../../electron/core/warning/detect/burst.ts';
import { EventHistory } from '../../electron/core/warning/detect/history.ts';
import { QUIET, stepThreshold, type ThresholdState } from '../../electron/core/warning/detect/hysteresis.ts';
import { assessOpinion } from '../../electron/core/warning/detect/opinion.ts';
import { poisson } from '../../electron/core/warning/detect/testing/chance.ts';
import { createRandom, type Random } from '../../shared/kit/random.ts';
import { HOUR, instant, MINUTE } from '../../shared/kit/time.ts';
import { begins, type Outcome, type Planted } from './detect-score.ts';

/** A made series: values at equal steps, and what is planted in it, as indexes. */
export interface MadeSeries {
  readonly values: readonly number[];
  readonly planted: readonly Planted[];
  /** Facts of the making that the method under test may know (not the planted ones). */
  readonly usual: number;
}

/** One method in its own case, on series. */
export interface SeriesCase {
  readonly method: string;
  readonly case: string;
  readonly unit: string;
  readonly make: (random: Random) => MadeSeries;
  readonly series: number;
  /** Alarms nearer than so many steps are one, for the method and for the threshold. */
  readonly apart: number;
  /** From this index on it counts; before it a method may learn. */
  readonly from: number;
  readonly alarms: (made: MadeSeries, index: number, all: readonly MadeSeries[]) => readonly number[];
  /** Of 100,000 what the cost is told. */
  readonly each: string;
}

function place(random: Random, count: number, from: number, length: number, least: number, most: number): Planted[] {
  const slot = Math.floor((length - from) / count);
  return Array.from({ length: count }, (_, index) => {
    const long = random.int(least, most);
    const begin = from + index * slot + random.int(0, Math.max(0, slot - 2 * long));
    return { from: begin, until: begin + long - 1 };
  });
}

const inside = (planted: readonly Planted[], at: number): boolean =>
  planted.some(({ from, until }) => at >= from && at <= until);

/** Water over a road, a reading a minute: waves, single wrong readings, and half-hours in which it really is over the limit. */
const threshold: SeriesCase = {
  method: 'threshold with hysteresis',
  case: 'ponding sensor, waves and single wrong readings',
  unit: 'min',
  series: 30,
  apart: 0,
  from: 0,
  each: 'readings',
  make: (random) => {
    const planted = place(random, 3, 60, 1_440, 30, 90);
    let level = 0.08;
    const values = Array.from({ length: 1_440 }, (_, at) => {
      const goal = inside(planted, at) ? 0.33 : 0.08 + 0.05 * Math.sin(at / 90);
      level += (goal - level) * 0.3;
      const wave = 0.025 * random.gaussian();
      return Math.max(0, random.next() < 0.003 ? 0.2 + random.next() : level + wave);
    });
    return { values, planted: planted.map(({ from, until }) => ({ from, until: until + 5 })), usual: 0.08 };
  },
  alarms: ({ values }) => {
    let state: ThresholdState = QUIET;
    return values.flatMap((value, at) => {
      const step = stepThreshold({ direction: 'above', set: 0.27 }, state, { at: instant(at * MINUTE), value });
      state = step.state;
      return step.news === 'confirmed' ? [at] : [];
    });
  },
};

const dayShape = (hour: number): number => 0.35 + 1.3 * Math.sin((Math.PI * (((hour % 24) + 20) % 24)) / 24) ** 2;
const WEEK = 168;

/** Calls an hour in areas from sleepy to busy, day and night; planted are hours with three times the usual and 4 more. */
function hourly(weeks: number): SeriesCase {
  const from = weeks * WEEK;
  return {
    method: `baseline (${weeks} weeks learnt)`,
    case: 'calls an hour, areas from 0.2 to 12 an hour',
    unit: 'h',
    series: 24,
    apart: 2,
    from,
    each: 'events',
    make: (random) => {
      const usual = 0.2 * 60 ** random.next();
      const length = from + 4 * WEEK;
      const planted = place(random, 4, from, length, 2, 4);
      const values = Array.from({ length }, (_, at) => {
        const mean = usual * dayShape(at) * (Math.floor(at / 24) % 7 < 5 ? 1.1 : 0.75);
        const clump = Math.max(0.3, 1 + 0.15 * random.gaussian());
        return poisson(random, mean * clump + (inside(planted, at) ? 2 * mean + 4 : 0));
      });
      return { values, planted, usual };
    },
    alarms: (_made, index, all) => baselineAlarms(all, weeks)[index] ?? [],
  };
}

const learnt = new WeakMap<readonly MadeSeries[], number[][]>();

/** Learnt on the first weeks, then once a day on all that went before, as the console does. */
function baselineAlarms(all: readonly MadeSeries[], weeks: number): number[][] {
  const known = learnt.get(all);
  if (known) return known;
  const history = new EventHistory({ aheadOfUtc: 0 });
  history.observedFrom(instant(0));
  const length = all[0]?.values.length ?? 0;
  const alarms: number[][] = all.map(() => []);
  let model = new Baselines(history, instant(0));
  for (let hour = 0; hour < length; hour += 1) {
    const at = instant(hour * HOUR);
    if (hour >= weeks * WEEK && hour % 24 === 0) model = new Baselines(history, at);
    for (const [area, { values }] of all.entries()) {
      const count = values[hour] ?? 0;
      const expected = hour >= weeks * WEEK ? model.expect(`a${area}`, 'call', at) : null;
      if (expected && count >= 4 && scoreCount(expected, count).score >= 3.5) alarms[area]?.push(hour);
      if (count > 0) history.add(`a${area}`, 'call', at, count);
    }
  }
  const merged = alarms.map((list) => list.filter((at, index) => at - (list[index - 1] ?? -Infinity) > 2));
  learnt.set(all, merged);
  return merged;
}

/** Reports per ten minutes; planted are two to four hours of a little over twice the usual: no single interval stands out. */
const burst: SeriesCase = {
  method: 'burst (Poisson CUSUM)',
  case: 'twice the usual for hours, levels from 1 to 8',
  unit: '10 min',
  series: 24,
  apart: 12,
  from: 0,
  each: 'intervals',
  make: (random) => {
    const usual = 1 * 8 ** random.next();
    const length = 7 * 144;
    const planted = place(random, 4, 144, length, 12, 24);
    const values = Array.from({ length }, (_, at) => {
      return poisson(random, usual * dayShape(at / 6) * (inside(planted, at) ? 2.2 : 1));
    });
    return { values, planted, usual };
  },
  alarms: ({ values, usual }) => {
    let state: BurstState = NO_BURST;
    return values.flatMap((count, at) => {
      const step = stepBurst({ falseAlarmEvery: 3_000 }, state, {
        at: instant(at),
        count,
        expected: usual * dayShape(at / 6),
      });
      state = step.state;
      return step.news === 'raised' ? [at] : [];
    });
  },
};

/** Posts per ten minutes on subjects from nearly silent to loud; planted are rises to six times and 20 more that ebb away. */
const opinion: SeriesCase = {
  method: 'public opinion',
  case: 'posts on subjects from 1 to 60 an interval',
  unit: '10 min',
  series: 40,
  apart: 6,
  from: 0,
  each: 'intervals',
  make: (random) => {
    const usual = 60 ** random.next();
    const planted = place(random, 1, 24, 130, 10, 16);
    const [{ from, until } = { from: 0, until: 0 }] = planted;
    const values = Array.from({ length: 144 }, (_, at) => {
      const shape = at < from ? 0 : at <= until ? Math.min(1, (at - from + 1) / 4) : Math.exp((until - at) / 4);
      const clump = Math.max(0.2, 1 + 0.2 * random.gaussian());
      return poisson(random, usual * clump + shape * (5 * usual + 20));
    });
    return { values, planted, usual };
  },
  alarms: ({ values }) => {
    const series = values.map((count, at) => ({ at: instant(at * 10 * MINUTE), count, negative: 0 }));
    return assessOpinion(series).bursts.map(({ knownAt }) => knownAt / (10 * MINUTE) - 1);
  },
};

export const SERIES_CASES: readonly SeriesCase[] = [threshold, hourly(2), hourly(6), burst, opinion];

export function makeAll({ make, series }: SeriesCase, seed: number): MadeSeries[] {
  const random = createRandom(seed);
  return Array.from({ length: series }, () => make(random));
}

/** What one threshold for all series would have raised. */
export function plainOutcomes({ apart, from }: SeriesCase, made: readonly MadeSeries[], limit: number): Outcome[] {
  return made.map(({ values, planted }) => ({
    planted,
    alarms: begins(values.map((value, at) => at >= from && value >= limit), apart),
  })); // prettier-ignore
}
