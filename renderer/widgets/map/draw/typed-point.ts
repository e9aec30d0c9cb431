import { isOnEarth, type LonLat } from '../../../../shared/kit/geo.ts';
import { destination } from '../../../../shared/kit/geodesy.ts';
import { parsePosition } from '../../incident/position.ts';
import { rounded } from './draft.ts';

const LEG = /^(\d{1,3}(?:\.\d+)?)\s*[°度]\s*(\d+(?:\.\d+)?)\s*(m|km|米|公里)?$/i;

/**
 * A point by keyboard: "117.6000, 30.3000" (longitude first), or from the last point by bearing and distance, "90° 500", "45°1.2km".
 * Null for what cannot be read, also a bearing with no point before it.
 */
export function readPoint(text: string, from: LonLat | undefined): LonLat | null {
  const leg = LEG.exec(text.trim());
  if (!leg) return parsePosition(text) ?? null;
  const degrees = Number(leg[1]);
  const metres = Number(leg[2]) * (/^(km|公里)$/i.test(leg[3] ?? '') ? 1_000 : 1);
  if (!from || degrees > 360 || metres > 1_000_000) return null;
  const to = rounded(destination(from, degrees, metres));
  return isOnEarth(to[0], to[1]) ? to : null;
}
