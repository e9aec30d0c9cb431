import { scanSpaceTime } from '../../electron/core/warning/detect/scan.ts';
import type { ScanEvent } from '../../electron/core/warning/detect/scan-problem.ts';
import { distance, type LonLat } from '../../shared/kit/geo.ts';
import { createRandom, type Random } from '../../shared/kit/random.ts';
import { DAY, instant } from '../../shared/kit/time.ts';
import { begins, type Outcome } from './detect-score.ts';

/** Days of a made city; scanned at the end of each of the last `LOOKED`. */
const DAYS = 34;
const LOOKED = 6;
const HALF: LonLat = [117.1, 30.1];

export interface MadeCity {
  readonly events: readonly ScanEvent[];
  readonly place: LonLat | null;
  /** Of the looked-at days: the one on which it begins. */
  readonly begin: number;
}

/** A city with centres ten times as busy as its edges and days that differ; in half of the cities a street begins to burn. */
export function makeCity(random: Random): MadeCity {
  const centres = Array.from({ length: 12 }, (): LonLat => [
    HALF[0] + 0.1 * random.gaussian(),
    HALF[1] + 0.08 * random.gaussian(),
  ]);
  const anywhere = (): LonLat => {
    if (random.next() < 0.3) return [HALF[0] + 0.3 * (random.next() - 0.5), HALF[1] + 0.25 * (random.next() - 0.5)];
    const [lon, lat] = random.pick(centres);
    return [lon + 0.008 * random.gaussian(), lat + 0.007 * random.gaussian()];
  };
  const events: ScanEvent[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const many = Math.round(50 * (1 + 0.3 * random.gaussian()));
    for (let index = 0; index < many; index += 1) {
      events.push({ id: `${day}-${index}`, place: anywhere(), at: instant((day + random.next()) * DAY) });
    }
  }
  if (random.next() < 0.5) return { events, place: null, begin: 0 };
  const place = anywhere();
  const begin = random.int(0, LOOKED - 2);
  for (let day = DAYS - LOOKED + begin; day < DAYS; day += 1) {
    for (let index = 0; index < 5; index += 1) {
      const near: LonLat = [place[0] + 0.003 * random.gaussian(), place[1] + 0.003 * random.gaussian()];
      events.push({ id: `planted-${day}-${index}`, place: near, at: instant((day + random.next()) * DAY) });
    }
  }
  return { events, place, begin };
}

export function makeCities(count: number, seed: number): MadeCity[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => makeCity(random));
}

/** One alarm a day at most: where. */
type Alarm = LonLat | null;

function outcome({ place, begin }: MadeCity, alarms: readonly Alarm[]): Outcome {
  const isRight = (at: Alarm): boolean => at !== null && place !== null && distance(at, place) < 3_000;
  // Alarms elsewhere are put where nothing is planted, so that they count as false.
  const right = begins(alarms.map((at, day) => isRight(at) && day >= begin), LOOKED);
  const wrong = begins(alarms.map((at, day) => at !== null && !(isRight(at) && day >= begin)), 1).map((day) => -1 - day);
  return { planted: place ? [{ from: begin, until: LOOKED }] : [], alarms: [...wrong, ...right] };
} // prettier-ignore

export function scanOutcome(city: MadeCity, seed: number): Outcome {
  const alarms = Array.from({ length: LOOKED }, (_, day): Alarm => {
    const until = instant((DAYS - LOOKED + day + 1) * DAY);
    const { clusters } = scanSpaceTime(city.events, until, { replicas: 199, alpha: 0.01, seed });
    return clusters[0]?.center ?? null;
  });
  return outcome(city, alarms);
}

/** Events of a day in a square of about 1 km, and the fullest square: what a plain threshold sees. */
function fullest(city: MadeCity, day: number): { count: number; at: LonLat } {
  const counts = new Map<string, { count: number; at: LonLat }>();
  for (const { place, at } of city.events) {
    if (Math.floor(at / DAY) !== DAYS - LOOKED + day) continue;
    const [column, row] = [Math.floor(place[0] * 96), Math.floor(place[1] * 111)];
    const square = counts.get(`${column},${row}`) ?? { count: 0, at: [(column + 0.5) / 96, (row + 0.5) / 111] };
    square.count += 1;
    counts.set(`${column},${row}`, square);
  }
  return [...counts.values()].reduce((most, one) => (one.count > most.count ? one : most), { count: 0, at: HALF });
}

export function squareCounts(cities: readonly MadeCity[]): number[] {
  return cities.flatMap((city) => Array.from({ length: LOOKED }, (_, day) => fullest(city, day).count));
}

export function squareOutcomes(cities: readonly MadeCity[], limit: number): Outcome[] {
  return cities.map((city) => {
    const alarms = Array.from({ length: LOOKED }, (_, day): Alarm => {
      const { count, at } = fullest(city, day);
      return count >= limit ? at : null;
    });
    return outcome(city, alarms);
  });
}
