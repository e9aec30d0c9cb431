import type { Alert } from '../../../../shared/domain/alert.ts';
import { ringArea } from '../../../../shared/kit/geodesy.ts';
import { distance, EARTH_RADIUS, type LonLat } from '../../../../shared/kit/geo.ts';

const RAD = Math.PI / 180;

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Where a warning holds: outlines and circles, with the box around them all. Null: it says no place. */
export interface Shape {
  readonly rings: readonly (readonly LonLat[])[];
  readonly circles: readonly { readonly center: LonLat; readonly radius: number }[];
  readonly box: Box;
  /** Square kilometres, overlaps counted twice. */
  readonly size: number;
  /** The middle of the box. */
  readonly middle: LonLat;
}

export function shapeOf({ areas, own }: Pick<Alert, 'areas' | 'own'>): Shape | null {
  const rings = areas.flatMap(({ polygons }) => polygons);
  const circles = areas.flatMap((area) => area.circles);
  const subject = own?.subject.at;
  if (subject && rings.length === 0 && circles.length === 0) circles.push({ center: subject, radius: 0 });
  const boxes = [...rings.map(boxOfRing), ...circles.map(boxOfCircle)];
  if (boxes.length === 0) return null;
  const box = boxes.reduce(joined);
  const squares = rings.reduce((sum, ring) => sum + ringArea(ring), 0);
  const rounds = circles.reduce((sum, { radius }) => sum + Math.PI * radius * radius, 0);
  const middle: LonLat = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  return { rings, circles, box, size: (squares + rounds) / 1e6, middle };
}

/** Metres from a point to a shape; 0 inside. */
export function distanceTo({ rings, circles }: Shape, point: LonLat): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { center, radius } of circles) least = Math.min(least, Math.max(0, distance(center, point) - radius));
  for (const ring of rings) {
    if (least === 0) return 0;
    least = Math.min(least, isInside(ring, point) ? 0 : distanceToLine(ring, point));
  }
  return least;
}

/** Whether a point lies in the box, or so many metres beside it. */
export function isNearBox({ west, south, east, north }: Box, [lon, lat]: LonLat, metres: number): boolean {
  const high = metres / EARTH_RADIUS / RAD;
  const wide = high / Math.max(0.01, Math.cos(lat * RAD));
  return lon >= west - wide && lon <= east + wide && lat >= south - high && lat <= north + high;
}

/** Ray casting (Shimrat 1962). */
function isInside(ring: readonly LonLat[], [x, y]: LonLat): boolean {
  let inside = false;
  for (let index = 0, last = ring.length - 1; index < ring.length; last = index, index += 1) {
    const [x1, y1] = ring[index] as LonLat;
    const [x2, y2] = ring[last] as LonLat;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** On the plane that touches the earth at the point: exact enough for the few kilometres that count. */
function distanceToLine(ring: readonly LonLat[], [lon, lat]: LonLat): number {
  const scale = Math.cos(lat * RAD);
  const flat = ([x, y]: LonLat): [number, number] => [(x - lon) * scale, y - lat];
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < ring.length; index += 1) {
    const [x1, y1] = flat(ring[index - 1] as LonLat);
    const [x2, y2] = flat(ring[index] as LonLat);
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy)));
    least = Math.min(least, Math.hypot(x1 + along * dx, y1 + along * dy));
  }
  return least * RAD * EARTH_RADIUS;
}

function boxOfRing(ring: readonly LonLat[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of ring) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { west, south, east, north };
}

function boxOfCircle({ center: [lon, lat], radius }: Shape['circles'][number]): Box {
  const high = radius / EARTH_RADIUS / RAD;
  const wide = high / Math.max(0.01, Math.cos(lat * RAD));
  return { west: lon - wide, east: lon + wide, south: lat - high, north: lat + high };
}

function joined(a: Box, b: Box): Box {
  return {
    west: Math.min(a.west, b.west),
    south: Math.min(a.south, b.south),
    east: Math.max(a.east, b.east),
    north: Math.max(a.north, b.north),
  };
}
