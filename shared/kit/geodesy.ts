import { distance, EARTH_RADIUS, type LonLat } from './geo.ts';

const RAD = Math.PI / 180;

/**
 * Where a way of so many metres on a bearing (degrees clockwise from north) ends: on the sphere of `EARTH_RADIUS`, 0.3 % off the
 * ellipsoid at worst, which over the width of a city is less than a lane per kilometre.
 */
export function destination([lon, lat]: LonLat, bearing: number, metres: number): LonLat {
  const arc = metres / EARTH_RADIUS;
  const sinLat = Math.sin(lat * RAD) * Math.cos(arc) + Math.cos(lat * RAD) * Math.sin(arc) * Math.cos(bearing * RAD);
  const east = Math.sin(bearing * RAD) * Math.sin(arc) * Math.cos(lat * RAD);
  const turned = lon + Math.atan2(east, Math.cos(arc) - Math.sin(lat * RAD) * sinLat) / RAD;
  return [((turned + 540) % 360) - 180, Math.asin(Math.max(-1, Math.min(1, sinLat))) / RAD];
}

/** Metres along a line. */
export function lineLength(points: readonly LonLat[]): number {
  return points.reduce((sum, point, index) => sum + (index > 0 ? distance(points[index - 1] as LonLat, point) : 0), 0);
}

/** Square metres inside a ring, closed or not, of either direction (Chamberlain and Duquette 2007, eq. 7). */
export function ringArea(ring: readonly LonLat[]): number {
  let sum = 0;
  for (const [index, [lon, lat]] of ring.entries()) {
    const [nextLon, nextLat] = ring[(index + 1) % ring.length] as LonLat;
    sum += (nextLon - lon) * RAD * (2 + Math.sin(lat * RAD) + Math.sin(nextLat * RAD));
  }
  return Math.abs((sum * EARTH_RADIUS * EARTH_RADIUS) / 2);
}

/** Outer ring less its holes, square metres. */
export function polygonArea([outer, ...holes]: readonly (readonly LonLat[])[]): number {
  return outer ? ringArea(outer) - holes.reduce((sum, hole) => sum + ringArea(hole), 0) : 0;
}

/** Positions on an arc, clockwise from one bearing to another, both ends among them; `step` degrees apart at most. */
export function arc(center: LonLat, metres: number, from: number, to: number, step = 5): LonLat[] {
  const sweep = (to - from + 360) % 360 || 360;
  const count = Math.max(1, Math.ceil(sweep / step));
  return Array.from({ length: count + 1 }, (_, index) => destination(center, from + (sweep * index) / count, metres));
}

/** Clockwise as GeoJSON does not ask for; closed. */
export function circle(center: LonLat, metres: number, step = 5): LonLat[] {
  return closed(arc(center, metres, 0, 360, step).slice(0, -1));
}

/** Centre, arc, centre. */
export function sector(center: LonLat, metres: number, from: number, to: number): LonLat[] {
  return from === to ? circle(center, metres) : closed([center, ...arc(center, metres, from, to)]);
}

/** With its first position at the end too. */
export function closed(ring: readonly LonLat[]): LonLat[] {
  const [first] = ring;
  return first ? [...ring, first] : [];
}
