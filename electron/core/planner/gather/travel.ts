import type { TravelTimes } from '../../../../shared/domain/roads.ts';
import { distance, type LonLat } from '../../../../shared/kit/geo.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { MAX_MATRIX_CELLS } from '../../../../shared/protocol/console-api/road-calls.ts';
import type { Log } from '../../kernel/ports.ts';
import type { Closures } from '../../roads/closures.ts';
import type { RoadService } from '../../roads/road-service.ts';
import { DETOUR } from '../model/dispatch-model.ts';

/** Metres a second of driven way where no roads are known: 30 km/h, a city in the rain. */
const CROW_SPEED = 8.33;

export interface Travel {
  readonly seconds: readonly (readonly (number | null)[])[];
  /** Indexes of `from` and `to` that are on no road. */
  readonly farFrom: readonly number[];
  readonly farTo: readonly number[];
  /** No road graph answered; the times are guessed from the distance. */
  readonly isGuessed: boolean;
}

/** Driving times by the road graph with what is closed, in questions small enough for the graph's patience. */
export async function travelTimes(
  roads: RoadService,
  log: Log,
  from: readonly LonLat[],
  to: readonly LonLat[],
  closures: Closures,
): Promise<Travel> {
  const seconds = from.map((): (number | null)[] => []);
  const farTo: number[] = [];
  let farFrom: readonly number[] = [];
  if (from.length === 0 || to.length === 0) return { seconds, farFrom, farTo, isGuessed: false };
  if (!roads.hasRoads) return guess(from, to);
  const part = Math.max(1, Math.floor(MAX_MATRIX_CELLS / from.length));
  try {
    for (let start = 0; start < to.length; start += part) {
      const answer = await roads.ask('matrix', { from, to: to.slice(start, start + part), closures, speedFactor: 1 });
      const times = JSON.parse(answer.json) as TravelTimes;
      times.seconds.forEach((row, at) => seconds[at]?.push(...row));
      farTo.push(...times.farTo.map((at) => at + start));
      farFrom = times.farFrom;
    }
    return { seconds, farFrom, farTo, isGuessed: false };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    log.warn('plan without roads', { code: error.problem.code });
    return guess(from, to);
  }
}

function guess(from: readonly LonLat[], to: readonly LonLat[]): Travel {
  const seconds = from.map((a) => to.map((b) => Math.round((distance(a, b) * DETOUR) / CROW_SPEED)));
  return { seconds, farFrom: [], farTo: [], isGuessed: true };
}
