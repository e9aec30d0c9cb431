import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { fromUtm, isBand, middleOfBand, toUtm } from './utm.ts';

/** Letters of the 100 km squares (NGA.STND.0037, appendix B): columns go on through three zones, rows start at F in even ones. */
const COLUMNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const ROWS = 'ABCDEFGHJKLMNPQRSTUV';
const SQUARE = 100_000;
const ROW_CYCLE = 2_000_000;

/** `50R NU 55771 52170`: to the metre, cut off and not rounded, as the standard has it. Null where there is no UTM. */
export function toMgrs(at: LonLat): string | null {
  const utm = toUtm(at);
  if (!utm) return null;
  const { zone, band, easting, northing } = utm;
  const column = COLUMNS.charAt(((zone - 1) % 3) * 8 + Math.floor(easting / SQUARE) - 1);
  const row = ROWS.charAt((Math.floor(northing / SQUARE) + rowShift(zone)) % ROWS.length);
  const digits = (metres: number): string => String(Math.floor(metres % SQUARE)).padStart(5, '0');
  return `${zone}${band} ${column}${row} ${digits(easting)} ${digits(northing)}`;
}

const FORM = /^(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z])([A-HJ-NP-V])\s*(\d[\d\s]*)$/;

/** The middle of the square that is named, 1 m to 10 km wide; null for what is none. */
export function fromMgrs(text: string): LonLat | null {
  const [, zoneText, band = '', column = '', row = '', digitText = ''] = FORM.exec(text.trim().toUpperCase()) ?? [];
  const zone = Number(zoneText);
  const digits = digitText.replace(/\s/g, '');
  const col = COLUMNS.indexOf(column) - ((zone - 1) % 3) * 8;
  const half = digits.length / 2;
  if (!(zone >= 1 && zone <= 60) || !isBand(band) || col < 0 || col > 7 || !Number.isInteger(half) || half > 5) {
    return null;
  }
  const size = 10 ** (5 - half);
  const metres = (part: string): number => Number(part) * size + size / 2;
  const easting = (col + 1) * SQUARE + metres(digits.slice(0, half));
  const rowIndex = (ROWS.indexOf(row) - rowShift(zone) + ROWS.length) % ROWS.length;
  const northing = rowIndex * SQUARE + metres(digits.slice(half));
  // The letters come again every 2,000 km; the band, 900 km high, says which of them is meant.
  const middle = middleOfBand(band);
  let best: LonLat | null = null;
  for (let cycle = 0; cycle < 5; cycle += 1) {
    const at = fromUtm({ zone, band, easting, northing: northing + cycle * ROW_CYCLE });
    if (!best || Math.abs(at[1] - middle) < Math.abs(best[1] - middle)) best = at;
  }
  return best && Math.abs(best[1] - middle) < 8 ? best : null;
}

function rowShift(zone: number): number {
  return zone % 2 === 0 ? 5 : 0;
}
