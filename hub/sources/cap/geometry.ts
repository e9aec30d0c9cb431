import type { VerdictReason } from '../../../shared/domain/alert.ts';
import { MAX_DRAWN } from '../../../shared/kit/check-geometry.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { isOnEarth } from '../../../shared/kit/geo.ts';
import { simplified } from '../../../shared/kit/simplify.ts';
import type { Fault } from '../refuse.ts';

/** What was read, `put` right or not, or why it cannot be. */
export type Outline<Shape> =
  | { readonly shape: Shape; readonly put?: { readonly reason: VerdictReason; readonly fault: Fault } }
  | { readonly fault: Fault };

export interface Circle {
  center: LonLat;
  /** Metres. */
  radius: number;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** What the alert record takes. */
const MAX_RING = 20_000;

/**
 * A CAP polygon: `lat,lon` pairs apart by blanks, the first repeated as the last, at least four. Answers [lon, lat].
 * Put right, and said: an outline that is on earth only when read as `lon,lat`, and one of more corners than can be drawn.
 * A ring that is not closed is refused by name, not mended: its sender may have lost the end of it.
 */
export function readPolygon(text: string): Outline<LonLat[]> {
  const pairs = pairsOf(text);
  const numbers: LonLat[] = [];
  for (const pair of pairs) {
    const read = readPair(pair);
    if (read === null) return { fault: { code: 'bad-number', value: pair } };
    numbers.push(read);
  }
  if (numbers.length < 4) {
    return { fault: { code: 'ring-too-short', value: text, detail: `${numbers.length} positions` } };
  }
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    return { fault: { code: 'ring-not-closed', value: `${pairs[0]} … ${pairs.at(-1)}` } };
  }
  const placed = onEarth(numbers, pairs);
  if ('fault' in placed || numbers.length <= MAX_RING) return placed;
  const fault: Fault = { code: 'ring-too-long', detail: `${numbers.length} positions` };
  return { shape: simplified(placed.shape, MAX_DRAWN), put: { reason: 'outline-simplified', fault } };
}

/** A CAP circle: `lat,lon radius` with the radius in kilometres. Answers metres. */
export function readCircle(text: string): Outline<Circle> {
  const [pair = '', radius = '', ...rest] = pairsOf(text);
  const numbers = readPair(pair);
  if (numbers === null) return { fault: { code: 'bad-number', value: pair } };
  const placed = onEarth([numbers], [pair]);
  if ('fault' in placed) return placed;
  const [center] = placed.shape;
  if (!center || !DECIMAL.test(radius) || Number(radius) < 0 || rest.length > 0) {
    return { fault: { code: 'bad-number', value: text } };
  }
  return { ...placed, shape: { center, radius: metres(Number(radius)) } };
}

/** Kilometres to metres without what binary fractions add: 0.1 km is 100 m. */
function metres(kilometres: number): number {
  return Math.round(kilometres * 1_000 * 1e6) / 1e6;
}

function pairsOf(text: string): string[] {
  return text
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/)
    .filter(Boolean);
}

function readPair(pair: string): LonLat | null {
  const parts = pair.split(',');
  const [lat = '', lon = ''] = parts;
  if (parts.length !== 2 || !DECIMAL.test(lat) || !DECIMAL.test(lon)) return null;
  return [Number(lon), Number(lat)];
}

/** East of 90° the order tells itself: a latitude of 120 is a longitude. Elsewhere nobody can tell, and it is left. */
function onEarth(numbers: readonly LonLat[], pairs: readonly string[]): Outline<LonLat[]> {
  const wrong = numbers.findIndex((position) => !isOnEarth(position[0], position[1]));
  if (wrong < 0) return { shape: [...numbers] };
  const fault: Fault = { code: 'coordinate-out-of-range', value: pairs[wrong] ?? '' };
  const swapped = numbers.map(([lon, lat]): LonLat => [lat, lon]);
  if (!swapped.every((position) => isOnEarth(position[0], position[1]))) return { fault };
  return { shape: swapped, put: { reason: 'outline-swapped', fault: { ...fault, code: 'lat-lon-swapped' } } };
}
