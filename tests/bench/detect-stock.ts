import { forecastStock } from '../../electron/core/warning/detect/shortage.ts';
import { createRandom, type Random } from '../../shared/kit/random.ts';
import { HOUR, instant } from '../../shared/kit/time.ts';
import type { Outcome } from './detect-score.ts';

/** Hours left that are short: the orange limit of the demo city's rule W-17 is 12, red is 6. */
const SHORT = 6;
/** Hours of a made depot; steps of a quarter of an hour. */
const STEP = 0.25;

export interface MadeDepot {
  /** What really was there at each step. */
  readonly stock: readonly number[];
  /** Counted with small errors, every half hour to hour: [step, quantity]. */
  readonly counts: readonly (readonly [step: number, quantity: number])[];
  readonly full: number;
  /** The step at which nothing is left; null: never within the story. */
  readonly emptyAt: number | null;
  /** Truly so many hours from each step; Infinity if it does not run out. */
  readonly hoursLeft: readonly number[];
}

/** Use that wanders slowly, sometimes a refill; depots differ by forty times in what they use of what they hold. */
export function makeDepot(random: Random): MadeDepot {
  const full = 1_000;
  const rate = 4 * 40 ** random.next();
  let wander = 0;
  let left = full;
  const stock: number[] = [];
  for (let step = 0; step < 48 / STEP && left > 0; step += 1) {
    stock.push(left);
    wander = 0.97 * wander + 0.06 * random.gaussian();
    left = Math.max(0, left - rate * Math.exp(wander) * STEP);
    if (random.next() < 0.004 && left < 0.6 * full) left += 0.3 * full;
  }
  const emptyAt = left <= 0 ? stock.length : null;
  const counts: [number, number][] = [];
  for (let step = random.int(0, 2); step < stock.length; step += random.int(2, 4)) {
    counts.push([step, Math.round((stock[step] ?? 0) * (1 + 0.004 * random.gaussian()))]);
  }
  const hoursLeft = stock.map((_, step) => (emptyAt === null ? Infinity : (emptyAt - step) * STEP));
  return { stock, counts, full, emptyAt, hoursLeft };
}

export function makeDepots(count: number, seed: number): MadeDepot[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => makeDepot(random));
}

/** Planted: the time in which it truly lasts `SHORT` hours or less; an alarm up to an hour early is right too, one with less than half of it left is none. */
function outcomeOf({ stock, hoursLeft }: MadeDepot, isShort: (step: number) => boolean): Outcome {
  const from = hoursLeft.findIndex((hours) => hours <= SHORT + 1);
  const alarms: number[] = [];
  let was = false;
  for (const step of stock.keys()) {
    const is = isShort(step);
    if (is && !was) alarms.push(step);
    was = is;
  }
  const until = hoursLeft.findLastIndex((hours) => hours >= SHORT / 2);
  return { planted: from < 0 ? [] : [{ from, until }], alarms };
}

export function forecastOutcome(depot: MadeDepot): Outcome {
  let raised = false;
  return outcomeOf(depot, (step) => {
    const known = depot.counts.filter(([at]) => at <= step).slice(-40);
    const forecast = forecastStock(
      known.map(([at, quantity]) => ({ at: instant(at * STEP * HOUR), quantity })),
      instant(step * STEP * HOUR),
    );
    // Cleared at 1.25 × the limit, as the rules do.
    const hours = forecast.is === 'burning' ? forecast.hours.p50 : forecast.is === 'empty' ? 0 : Infinity;
    raised = hours <= SHORT || (raised && hours <= SHORT / 0.8);
    return raised;
  });
}

/** The plain threshold looks at the newest count as a share of the full stock. */
export function shareOutcomes(depots: readonly MadeDepot[], limit: number): Outcome[] {
  return depots.map((depot) => {
    let raised = false;
    return outcomeOf(depot, (step) => {
      const share = 1 - newestCount(depot, step) / depot.full;
      raised = share >= limit || (raised && share >= limit * 0.8);
      return raised;
    });
  });
}

function newestCount({ counts, full }: MadeDepot, step: number): number {
  return counts.findLast(([at]) => at <= step)?.[1] ?? full;
}

/** How often the hours really left lay within P10…P90, of the forecasts in depots that ran out without a refill meanwhile. */
export function coverage(depots: readonly MadeDepot[]): number {
  let [inside, all] = [0, 0];
  for (const depot of depots) {
    if (depot.emptyAt === null) continue;
    const lastRefill = depot.stock.findLastIndex((left, step) => left > (depot.stock[step - 1] ?? Infinity));
    for (let step = Math.max(16, lastRefill); step < depot.stock.length; step += 8) {
      const known = depot.counts.filter(([at]) => at <= step).slice(-40);
      const forecast = forecastStock(
        known.map(([at, quantity]) => ({ at: instant(at * STEP * HOUR), quantity })),
        instant(step * STEP * HOUR),
      );
      if (forecast.is !== 'burning') continue;
      const truth = depot.hoursLeft[step] ?? Infinity;
      all += 1;
      if (truth >= (forecast.hours.p10 ?? 0) && truth <= (forecast.hours.p90 ?? Infinity)) inside += 1;
    }
  }
  return inside / all;
}
