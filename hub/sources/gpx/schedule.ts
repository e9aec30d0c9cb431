import { bearing, distance, type LonLat } from '../../../shared/kit/geo.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { Track } from './read-gpx.ts';

/** m/s of a track that does not say how fast it was. */
const ASSUMED_SPEED = 10;
/** km/h; faster is a jump of the receiver, and the record takes no more. */
const FASTEST = 400;

/** Where a unit is, so many milliseconds after its track began. */
export interface Moment {
  readonly after: number;
  readonly at: LonLat;
  /** Degrees; absent until the unit has moved. */
  readonly heading?: number;
  /** km/h; absent when it cannot be told. */
  readonly speed?: number;
}

/**
 * A track as moments from 0 on. Its own times pace it when every point has one and none goes back; otherwise the whole
 * track is paced at 10 m/s, because half a timetable would make a unit leap.
 */
export function schedule({ points }: Track): readonly Moment[] {
  const timed = points.every(
    (point, index) => point.time !== null && (index === 0 || point.time >= (points[index - 1]?.time ?? Infinity)),
  );
  const moments: Moment[] = [];
  let after = 0;
  let heading: number | undefined;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    let speed: number | undefined;
    if (before) {
      const metres = distance(before.at, point.at);
      const elapsed = timed ? (point.time ?? 0) - (before.time ?? 0) : (metres / ASSUMED_SPEED) * SECOND;
      after += elapsed;
      if (metres > 0) heading = bearing(before.at, point.at);
      if (elapsed > 0) speed = Math.min(FASTEST, (metres / elapsed) * SECOND * 3.6);
    }
    moments.push({
      after,
      at: point.at,
      ...(heading !== undefined && { heading: rounded(heading) }),
      ...(speed !== undefined && { speed: rounded(speed) }),
    });
  }
  return moments;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
