import { isOnEarth, type LonLat } from '../../../../../shared/kit/geo.ts';
import { fromGcj02 } from './coordinate-forms.ts';
import { fromMgrs } from './mgrs.ts';
import { fromUtm, isBand } from './utm.ts';

const NUMBER = String.raw`([-−]?\d{1,3}(?:\.\d+)?)`;
const DECIMAL = new RegExp(String.raw`^${NUMBER}\s*°?[\s,，;；]+${NUMBER}\s*°?$`);
const GCJ = /^(?:gcj-?0?2?|高德|腾讯)[\s:：]*/i;
const UTM = /^(\d{1,2})\s*([C-HJ-NP-X])[\s,]+(\d{6}(?:\.\d+)?)\s*(?:m?E)?[\s,，]+(\d{1,8}(?:\.\d+)?)\s*(?:m?N)?$/i;
const ANGLE = String.raw`(\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′])?\s*(?:(\d{1,2}(?:\.\d+)?)\s*["″])?`;
const LETTERS_BEFORE = new RegExp(String.raw`^([NSEW])\s*${ANGLE}[\s,，;；]*([NSEW])\s*${ANGLE}$`);
const LETTERS_BEHIND = new RegExp(String.raw`^${ANGLE}\s*([NSEW])[\s,，;；]*${ANGLE}\s*([NSEW])$`);

/**
 * A typed place in any form that `coordinateForms` writes, and in those that reports use: decimal (longitude first; latitude
 * first where it can only be that, or with letters), degrees and minutes in Latin or Chinese, UTM, MGRS, `GCJ 117.58, 30.30`.
 * Null for what is none.
 */
export function readCoordinate(text: string): LonLat | null {
  const trimmed = text.trim();
  if (GCJ.test(trimmed)) {
    const gcj = readDecimal(trimmed.replace(GCJ, ''));
    return gcj && onEarth(fromGcj02([gcj[0], gcj[1]]));
  }
  return readDecimal(trimmed) ?? readUtm(trimmed) ?? fromMgrs(trimmed) ?? readAngles(trimmed);
}

function readDecimal(text: string): LonLat | null {
  const [, first, second] = DECIMAL.exec(text) ?? [];
  if (first === undefined || second === undefined) return null;
  const [a, b] = [Number(first.replace('−', '-')), Number(second.replace('−', '-'))];
  return Math.abs(a) <= 90 && Math.abs(b) > 90 ? onEarth([b, a]) : onEarth([a, b]);
}

function readUtm(text: string): LonLat | null {
  const [, zone = '', band = '', easting = '', northing = ''] = UTM.exec(text) ?? [];
  if (!isBand(band.toUpperCase()) || band === '' || Number(zone) < 1 || Number(zone) > 60) return null;
  return onEarth(
    fromUtm({ zone: Number(zone), band: band.toUpperCase(), easting: Number(easting), northing: Number(northing) }),
  );
}

function readAngles(text: string): LonLat | null {
  const signs = inSigns(text);
  const before = LETTERS_BEFORE.exec(signs);
  const [, a, b, c, d, e, f, g, h] = before ?? LETTERS_BEHIND.exec(signs) ?? [];
  const [first, second] = before
    ? [angleOf(a, b, c, d), angleOf(e, f, g, h)]
    : [angleOf(d, a, b, c), angleOf(h, e, f, g)];
  if (!first || !second || first.isLat === second.isLat) return null;
  return first.isLat ? onEarth([second.degrees, first.degrees]) : onEarth([first.degrees, second.degrees]);
}

/** As reports in Chinese have it: 北纬30度18分. */
function inSigns(text: string): string {
  return text
    .toUpperCase()
    .replace(/北纬/g, ' N')
    .replace(/南纬/g, ' S')
    .replace(/东经/g, ' E')
    .replace(/西经/g, ' W')
    .replace(/度/g, '°')
    .replace(/分|’/g, '′')
    .replace(/秒|”|′′/g, '″')
    .trim();
}

function angleOf(
  letter: string | undefined,
  degrees: string | undefined,
  minutes = '0',
  seconds = '0',
): { readonly degrees: number; readonly isLat: boolean } | null {
  const [minute, second] = [Number(minutes), Number(seconds)];
  if (letter === undefined || minute >= 60 || second >= 60) return null;
  const size = Number(degrees) + minute / 60 + second / 3_600;
  return { degrees: letter === 'S' || letter === 'W' ? -size : size, isLat: letter === 'N' || letter === 'S' };
}

function onEarth(at: LonLat): LonLat | null {
  return isOnEarth(at[0], at[1]) ? at : null;
}
