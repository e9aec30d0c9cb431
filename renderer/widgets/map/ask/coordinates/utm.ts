import type { LonLat } from '../../../../../shared/kit/geo.ts';

/** Metres in a zone of 6° (NGA.STND.0037, Universal Transverse Mercator on WGS-84). */
export interface Utm {
  /** 1…60. */
  readonly zone: number;
  /** Band of latitude, C…X without I and O; N and above are the northern half. */
  readonly band: string;
  readonly easting: number;
  readonly northing: number;
}

const BANDS = 'CDEFGHJKLMNPQRSTUVWX';
const SCALE = 0.9996;
const FALSE_EASTING = 500_000;
const FALSE_NORTHING = 10_000_000;
const RAD = Math.PI / 180;

const FLATTENING = 1 / 298.257223563;
const N = FLATTENING / (2 - FLATTENING);
const [N2, N3, N4] = [N * N, N * N * N, N * N * N * N];
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));
/** Radius of the circle with a meridian's length, metres. */
const RECTIFYING = (6_378_137 / (1 + N)) * (1 + N2 / 4 + N4 / 64);

/** Krüger's series to the fourth order, under a tenth of a millimetre in a zone (Karney 2011, eq. 35 and 36). */
const ALPHA = [
  N / 2 - (2 / 3) * N2 + (5 / 16) * N3 + (41 / 180) * N4,
  (13 / 48) * N2 - (3 / 5) * N3 + (557 / 1440) * N4,
  (61 / 240) * N3 - (103 / 140) * N4,
  (49_561 / 161_280) * N4,
];
const BETA = [
  N / 2 - (2 / 3) * N2 + (37 / 96) * N3 - (1 / 360) * N4,
  (1 / 48) * N2 + (1 / 15) * N3 - (437 / 1440) * N4,
  (17 / 480) * N3 - (37 / 840) * N4,
  (4397 / 161_280) * N4,
];

/** Null beyond 84° north and 80° south, where there is no UTM. */
export function toUtm([lon, lat]: LonLat): Utm | null {
  if (lat < -80 || lat > 84) return null;
  const zone = zoneOf(lon, lat);
  const sin = Math.sin(lat * RAD);
  const conformal = Math.sinh(Math.atanh(sin) - ECCENTRICITY * Math.atanh(ECCENTRICITY * sin));
  const away = (((lon - meridianOf(zone) + 540) % 360) - 180) * RAD;
  const xi = Math.atan2(conformal, Math.cos(away));
  const eta = Math.asinh(Math.sin(away) / Math.hypot(conformal, Math.cos(away)));
  let [north, east] = [xi, eta];
  for (const [index, factor] of ALPHA.entries()) {
    const turn = 2 * (index + 1);
    north += factor * Math.sin(turn * xi) * Math.cosh(turn * eta);
    east += factor * Math.cos(turn * xi) * Math.sinh(turn * eta);
  }
  return {
    zone,
    band: bandOf(lat),
    easting: FALSE_EASTING + SCALE * RECTIFYING * east,
    northing: (lat < 0 ? FALSE_NORTHING : 0) + SCALE * RECTIFYING * north,
  };
}

export function fromUtm({ zone, band, easting, northing }: Utm): LonLat {
  const xi = (northing - (band < 'N' ? FALSE_NORTHING : 0)) / (SCALE * RECTIFYING);
  const eta = (easting - FALSE_EASTING) / (SCALE * RECTIFYING);
  let [north, east] = [xi, eta];
  for (const [index, factor] of BETA.entries()) {
    const turn = 2 * (index + 1);
    north -= factor * Math.sin(turn * xi) * Math.cosh(turn * eta);
    east -= factor * Math.cos(turn * xi) * Math.sinh(turn * eta);
  }
  const conformal = Math.sin(north) / Math.hypot(Math.sinh(east), Math.cos(north));
  let tangent = conformal;
  // Newton's method; three rounds are enough everywhere (Karney 2011, eq. 19–21).
  for (let round = 0; round < 4; round += 1) {
    const sigma = Math.sinh(ECCENTRICITY * Math.atanh((ECCENTRICITY * tangent) / Math.hypot(1, tangent)));
    const reached = tangent * Math.hypot(1, sigma) - sigma * Math.hypot(1, tangent);
    const slope = (1 - ECCENTRICITY ** 2) * Math.hypot(1, tangent);
    tangent +=
      ((conformal - reached) / Math.hypot(1, reached)) * ((1 + (1 - ECCENTRICITY ** 2) * tangent ** 2) / slope);
  }
  const lon = meridianOf(zone) + Math.atan2(Math.sinh(east), Math.cos(north)) / RAD;
  return [((lon + 540) % 360) - 180, Math.atan(tangent) / RAD];
}

export function isBand(letter: string): boolean {
  return BANDS.includes(letter);
}

/** Latitude of the middle of a band. */
export function middleOfBand(band: string): number {
  return band === 'X' ? 78 : -76 + 8 * BANDS.indexOf(band);
}

function bandOf(lat: number): string {
  return BANDS.charAt(Math.min(19, Math.floor((lat + 80) / 8)));
}

function meridianOf(zone: number): number {
  return zone * 6 - 183;
}

/** Of 6°, but for the south-west of Norway and for Svalbard. */
function zoneOf(lon: number, lat: number): number {
  const east = ((((lon + 180) % 360) + 360) % 360) - 180;
  if (lat >= 56 && lat < 64 && east >= 3 && east < 12) return 32;
  if (lat >= 72 && east >= 0 && east < 42) return east < 9 ? 31 : east < 21 ? 33 : east < 33 ? 35 : 37;
  return Math.floor((east + 180) / 6) + 1;
}
