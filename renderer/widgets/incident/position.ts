import { isOnEarth, type LonLat } from '../../../shared/kit/geo.ts';

/**
 * "120.1530, 30.2870" as a position: longitude first, WGS-84, comma or blank between. Null for an empty text (not
 * known), undefined for one that cannot be read.
 */
export function parsePosition(text: string): LonLat | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const match = /^([-−]?\d+(?:\.\d+)?)[\s,，]+([-−]?\d+(?:\.\d+)?)$/.exec(trimmed);
  if (!match) return undefined;
  const [lon, lat] = [match[1], match[2]].map((part) => Number(part?.replace('−', '-')));
  if (lon === undefined || lat === undefined || !isOnEarth(lon, lat)) return undefined;
  return [lon, lat];
}

export function writePosition([lon, lat]: LonLat): string {
  return `${lon.toFixed(5)}, ${lat.toFixed(5)}`;
}
