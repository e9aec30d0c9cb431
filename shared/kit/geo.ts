/** Geodetic datums that enter the console. Inside it there is only WGS-84; the others are converted at the border. */
export type Datum = 'wgs84' | 'gcj02' | 'bd09';

declare const datum: unique symbol;

/** `[longitude, latitude]` in degrees, the order of GeoJSON (RFC 7946), with its datum in the type. */
export type LonLat<D extends Datum = 'wgs84'> = readonly [lon: number, lat: number] & { readonly [datum]?: D };

/** IUGG mean earth radius, metres. */
export const EARTH_RADIUS = 6_371_008.8;

export function isOnEarth(lon: number, lat: number): boolean {
  return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
}

/** Great-circle distance in metres (haversine; Sinnott 1984). */
export function distance(a: LonLat, b: LonLat): number {
  const rad = Math.PI / 180;
  const sinLat = Math.sin(((b[1] - a[1]) * rad) / 2);
  const sinLon = Math.sin(((b[0] - a[0]) * rad) / 2);
  const h = sinLat * sinLat + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * sinLon * sinLon;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial bearing from `a` to `b`, degrees clockwise from north, 0 ≤ bearing < 360. */
export function bearing(a: LonLat, b: LonLat): number {
  const rad = Math.PI / 180;
  const deltaLon = (b[0] - a[0]) * rad;
  const y = Math.sin(deltaLon) * Math.cos(b[1] * rad);
  const x =
    Math.cos(a[1] * rad) * Math.sin(b[1] * rad) - Math.sin(a[1] * rad) * Math.cos(b[1] * rad) * Math.cos(deltaLon);
  return (Math.atan2(y, x) / rad + 360) % 360;
}
