import { bearing, distance, type LonLat } from '../../../../../shared/kit/geo.ts';
import { ringArea } from '../../../../../shared/kit/geodesy.ts';

export interface Leg {
  readonly metres: number;
  /** Degrees clockwise from north. */
  readonly bearing: number;
}

export interface Measured {
  readonly legs: readonly Leg[];
  readonly total: number;
  /** Square metres of the ring that the points make; null for fewer than three. */
  readonly area: number | null;
  /** From the last point back to the first. */
  readonly closing: number | null;
}

export function measured(points: readonly LonLat[]): Measured {
  const legs = points.slice(1).map((to, index): Leg => {
    const from = points[index] as LonLat;
    return { metres: distance(from, to), bearing: bearing(from, to) };
  });
  const [first, last] = [points[0], points.at(-1)];
  const isRing = points.length > 2 && first && last;
  return {
    legs,
    total: legs.reduce((sum, { metres }) => sum + metres, 0),
    area: isRing ? ringArea(points) : null,
    closing: isRing ? distance(last, first) : null,
  };
}
