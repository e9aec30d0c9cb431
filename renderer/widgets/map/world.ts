import type { LonLat } from '../../../shared/kit/geo.ts';

/**
 * The world as one square: x east and y south, both 0…1, spherical Mercator (EPSG:3857, as Leaflet's default). One world
 * unit is 256 · 2^zoom px wide. Positions are projected once, when they arrive; a frame only scales and shifts them.
 */
export type WorldPoint = readonly [x: number, y: number];

const RAD = Math.PI / 180;
/** The latitude at which the square ends. */
export const MAX_LATITUDE = 85.0511287798;
const EQUATOR_METRES = 2 * Math.PI * 6_378_137;

export function worldX(lon: number): number {
  return lon / 360 + 0.5;
}

export function worldY(lat: number): number {
  const sin = Math.sin(Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * RAD);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

export function toWorld([lon, lat]: LonLat): WorldPoint {
  return [worldX(lon), worldY(lat)];
}

export function toLonLat([x, y]: WorldPoint): LonLat {
  return [(x - 0.5) * 360, Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / RAD];
}

/** Width of the world in px. */
export function scaleOf(zoom: number): number {
  return 256 * 2 ** zoom;
}

/** Ground metres in one world unit at a world y: what a length must be divided by. */
export function metresPerWorld(y: number): number {
  return EQUATOR_METRES / Math.cosh(Math.PI * (1 - 2 * y));
}

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The box around interleaved x, y values. */
export function boxOf(points: ArrayLike<number>): Box {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i] as number;
    const y = points[i + 1] as number;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { minX, minY, maxX, maxY };
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a.minX <= b.maxX && a.maxX >= b.minX && a.minY <= b.maxY && a.maxY >= b.minY;
}
