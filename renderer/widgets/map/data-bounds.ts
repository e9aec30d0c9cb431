import { latLngBounds } from 'leaflet';
import type { LatLngBounds } from 'leaflet';
import { toLonLat } from './world.ts';
import type { WorldPoint } from './world.ts';

/** So many points that a few wrong ones must not decide what is seen. */
const MANY = 100;
const TRIM = 0.01;

/**
 * The box around points, in degrees; null for none. With `trim`, and from 100 points on, the outermost hundredth on each
 * side is left out: one call with a wrong coordinate would else turn a county into a dot.
 */
export function boundsOfPoints(
  points: readonly { readonly x: number; readonly y: number }[],
  trim = false,
): LatLngBounds | null {
  if (points.length === 0) return null;
  const cut = trim && points.length >= MANY ? Math.floor(points.length * TRIM) : 0;
  const xs = points.map(({ x }) => x).sort((a, b) => a - b);
  const ys = points.map(({ y }) => y).sort((a, b) => a - b);
  const corner = (x: number, y: number): [number, number] => {
    const at: WorldPoint = [x, y];
    const [lon, lat] = toLonLat(at);
    return [lat, lon];
  };
  return latLngBounds(
    corner(xs[cut] as number, ys[cut] as number),
    corner(xs[xs.length - 1 - cut] as number, ys[ys.length - 1 - cut] as number),
  );
}
