import { EXTENT } from './gazetteer.ts';
import type { DistrictKey } from './gazetteer.ts';
import { distance, insideRing, resample, simplify, smoothLine } from './geometry.ts';
import type { Point, Ring } from './geometry.ts';
import type { Name } from './names.ts';
import { createNoise } from './noise.ts';
import type { Water } from './water.ts';

export interface District {
  code: string;
  key: DistrictKey;
  name: Name;
  population: number;
  /** Where the map writes the district's name, local km. */
  label: Point;
  ring: Ring;
}

export const DISTRICTS: readonly Omit<District, 'ring'>[] = [
  { code: '990102', key: 'LP', name: { zh: '柳浦区', en: 'Liupu District' }, population: 380000, label: [18, 18.55] },
  { code: '990103', key: 'WJ', name: { zh: '望江区', en: 'Wangjiang District' }, population: 420000, label: [16.8, 9] },
  { code: '990104', key: 'SL', name: { zh: '石岭区', en: 'Shiling District' }, population: 150000, label: [7.2, 16.4] },
  {
    code: '990105',
    key: 'GD',
    name: { zh: '港东区', en: 'Gangdong District' },
    population: 250000,
    label: [29.6, 10.1],
  },
];

/**
 * Four rings that tile the city. They are put together from six shared border lines, so that neighbours have the very same
 * points: west and east border of the two central districts, each in a northern and southern part, and the river axis between.
 */
export function createDistricts(seed: number, water: Water): District[] {
  const rough = createNoise(seed + 31, 1.3);
  const crooked = (controls: Point[], amount: number): Point[] => {
    const line = resample(smoothLine(controls, 0.15), 0.18);
    return simplify(
      line.map((point, i): Point =>
        i === 0 || i === line.length - 1
          ? point
          : [point[0] + rough(point[0], point[1]) * amount, point[1] + rough(point[1] + 50, point[0]) * amount],
      ),
      0.012,
    );
  };
  const axisAt = (x: number): Point =>
    water.axis.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best));
  const west = axisAt(13.15);
  const east = axisAt(21.9);
  const [left, bottom, right, top] = EXTENT;
  const northWest: Point = [12.1, top - 0.35];
  const northEast: Point = [21.2, top - 0.25];
  const southWest: Point = [12.2, bottom + 0.4];
  const southEast: Point = [22.9, bottom + 0.3];

  const westNorth = crooked([west, [13.05, 16], [12.5, 17.6], [12.7, 19.3], [12.2, 21], northWest], 0.14);
  const westSouth = crooked([west, [12.9, 13.2], [12.8, 11.4], [12.3, 9.6], [12.7, 7.2], [12, 4.6], southWest], 0.14);
  const eastNorth = crooked(
    [east, [21.95, 15.4], [22.15, 17], [23.3, 18.2], [22.5, 20], [21.5, 21.4], northEast],
    0.14,
  );
  const eastSouth = crooked(
    [east, [21.8, 12.8], [22, 11.2], [22.9, 9.4], [22.7, 7.4], [23.3, 5], [22.6, 3.4], southEast],
    0.14,
  );
  const river = water.axis.slice(water.axis.indexOf(west), water.axis.indexOf(east) + 1);
  // The outer border runs just inside the map's extent.
  const outerNorth = crooked([northWest, [14.5, 22.4], [17, 22.8], [19.4, 22.5], northEast], 0.2);
  const outerSouth = crooked([southWest, [14.4, 2.2], [17, 2.6], [19.8, 2.15], southEast], 0.2);
  const outerWest = crooked(
    [
      northWest,
      [9.6, 22.9],
      [6.6, 22.5],
      [3.2, 22.8],
      [1, 22],
      [0.35, 19.4],
      [0.6, 16.5],
      [0.25, 13.4],
      [0.55, 10],
      [0.3, 6.6],
      [0.9, 3.4],
      [3.6, 2.3],
      [7, 2.55],
      [9.8, 2.2],
      southWest,
    ],
    0.2,
  );
  const outerEast = crooked(
    [
      northEast,
      [24, 22.85],
      [27.4, 22.4],
      [30.6, 22.8],
      [33.8, 22.3],
      [35.4, 21],
      [35.7, 18],
      [35.35, 15.4],
      [35.75, 12.4],
      [35.45, 9.2],
      [35.7, 6],
      [35.1, 3.6],
      [32.4, 2.3],
      [29, 2.6],
      [25.8, 2.2],
      southEast,
    ],
    0.2,
  );
  for (const line of [outerNorth, outerSouth, outerWest, outerEast]) {
    for (const point of line) {
      point[0] = Math.min(right, Math.max(left, point[0]));
      point[1] = Math.min(top, Math.max(bottom, point[1]));
    }
  }
  const rings: Record<DistrictKey, Ring> = {
    LP: chain([river, eastNorth, back(outerNorth), back(westNorth)]),
    WJ: chain([river, eastSouth, back(outerSouth), back(westSouth)]),
    SL: chain([westNorth, outerWest, back(westSouth)]),
    GD: chain([eastNorth, outerEast, back(eastSouth)]),
  };
  return DISTRICTS.map((district) => ({ ...district, ring: rings[district.key] }));
}

function back(line: Point[]): Point[] {
  return line.slice().reverse();
}

/** Joins lines end to start into a ring and drops the doubled points. */
function chain(lines: Point[][]): Ring {
  const ring: Ring = [];
  for (const point of lines.flat()) {
    const last = ring[ring.length - 1];
    if (!last || distance(last, point) > 1e-9) ring.push(point);
  }
  if (distance(ring[0]!, ring[ring.length - 1]!) < 1e-9) ring.pop();
  return ring;
}

/** District that contains a point; undefined outside the city border. */
export function districtInside(districts: readonly District[], point: Point): DistrictKey | undefined {
  return districts.find(({ ring }) => insideRing(point, ring))?.key;
}

/** District of a point; outside the city border, the one whose side it lies on. */
export function districtAt(districts: readonly District[], point: Point): DistrictKey {
  const inside = districtInside(districts, point);
  if (inside) return inside;
  if (point[0] < 12.5) return 'SL';
  if (point[0] > 22) return 'GD';
  return point[1] > 14 ? 'LP' : 'WJ';
}
