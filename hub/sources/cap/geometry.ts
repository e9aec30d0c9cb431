import type { LonLat } from '../../../shared/kit/geo.ts';
import { isOnEarth } from '../../../shared/kit/geo.ts';
import type { Fault } from '../refuse.ts';

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** What the alert record takes. */
export const MAX_RING = 20_000;

/**
 * A CAP polygon: `lat,lon` pairs apart by blanks, the first repeated as the last, at least four. Answers [lon, lat].
 * A ring that is not closed is refused by name, not mended: its sender may have lost the end of it.
 */
export function readPolygon(text: string): readonly LonLat[] | Fault {
  const pairs = text
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/)
    .filter(Boolean);
  if (pairs.length > MAX_RING) return { code: 'ring-too-long', detail: `${pairs.length} positions` };
  const ring: LonLat[] = [];
  for (const pair of pairs) {
    const position = readPosition(pair);
    if ('code' in position) return position;
    ring.push(position);
  }
  if (ring.length < 4) return { code: 'ring-too-short', value: text, detail: `${ring.length} positions` };
  const [first, last] = [ring[0], ring.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    return { code: 'ring-not-closed', value: `${pairs[0]} … ${pairs.at(-1)}` };
  }
  return ring;
}

/** A CAP circle: `lat,lon radius` with the radius in kilometres. Answers metres. */
export function readCircle(text: string): { readonly center: LonLat; readonly radius: number } | Fault {
  const [pair = '', radius = '', ...rest] = text
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/)
    .filter(Boolean);
  const center = readPosition(pair);
  if ('code' in center) return center;
  if (!DECIMAL.test(radius) || Number(radius) < 0 || rest.length > 0) return { code: 'bad-number', value: text };
  return { center, radius: Number(radius) * 1_000 };
}

function readPosition(pair: string): LonLat | Fault {
  const parts = pair.split(',');
  const [lat = '', lon = ''] = parts;
  if (parts.length !== 2 || !DECIMAL.test(lat) || !DECIMAL.test(lon)) return { code: 'bad-number', value: pair };
  const position = [Number(lon), Number(lat)] as const;
  return isOnEarth(...position) ? position : { code: 'coordinate-out-of-range', value: pair };
}
