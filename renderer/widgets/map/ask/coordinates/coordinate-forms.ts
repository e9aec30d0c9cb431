import gcoord from 'gcoord';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { toMgrs } from './mgrs.ts';
import { toUtm } from './utm.ts';

export const COORDINATE_FORMS = ['decimal', 'dms', 'utm', 'mgrs', 'gcj02'] as const;
export type CoordinateForm = (typeof COORDINATE_FORMS)[number];

/** One place in every form; null where the form has no word for it. All but `gcj02` are WGS-84. */
export function coordinateForms(at: LonLat): Readonly<Record<CoordinateForm, string | null>> {
  const utm = toUtm(at);
  const gcj = toGcj02(at);
  return {
    decimal: pair(at),
    dms: `${dms(at[1], 'N', 'S')} ${dms(at[0], 'E', 'W')}`,
    utm: utm && `${utm.zone}${utm.band} ${utm.easting.toFixed(0)} ${utm.northing.toFixed(0)}`,
    mgrs: toMgrs(at),
    gcj02: gcj && pair(gcj),
  };
}

/** What navigation on Chinese telephones takes (高德, 腾讯); null outside of the area where it differs from WGS-84. */
export function toGcj02(at: LonLat): LonLat<'gcj02'> | null {
  const [lon, lat] = gcoord.transform([at[0], at[1]], gcoord.WGS84, gcoord.GCJ02);
  return lon === at[0] && lat === at[1] ? null : [lon, lat];
}

/** To about a metre. */
export function fromGcj02([lon, lat]: LonLat<'gcj02'>): LonLat {
  const [x, y] = gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84);
  return [x, y];
}

function pair([lon, lat]: readonly [number, number]): string {
  return `${lon.toFixed(6)}, ${lat.toFixed(6)}`;
}

/** To a tenth of a second, about 3 m; 59.96″ is a minute more. */
function dms(degrees: number, positive: string, negative: string): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const [whole, minutes, seconds] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, (tenths % 600) / 10];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${whole}°${two(minutes)}′${seconds.toFixed(1).padStart(4, '0')}″${degrees < 0 ? negative : positive}`;
}
