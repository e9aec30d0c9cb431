import { contourPolygons } from './contour.ts';
import { offsetLine, ringArea, smoothLine } from './geometry.ts';
import type { Point, Polygon } from './geometry.ts';
import { CORES, HILLS, INDUSTRIAL, PARKS, RAILWAYS, RIVERSIDE } from './ground-data.ts';
import type { Name } from './names.ts';
import { blob, createNoise } from './noise.ts';
import type { Water } from './water.ts';

export interface Area {
  kind: string;
  name?: Name;
  rings: Polygon;
}

export interface Ground {
  green: Area[];
  built: (Area & { density: 1 | 2 | 3 })[];
  industrial: Area[];
  detention: Area[];
  rail: { name: Name; line: Point[] }[];
  /** How urban a place is: 0 open country, 1 city core. */
  urban: (x: number, y: number) => number;
}

/** Area of the detention basin given by the gazetteer, km². */
const DETENTION_KM2 = 9.6;

function createUrban(seed: number): (x: number, y: number) => number {
  const rough = createNoise(seed, 1.1);
  const fringe = createNoise(seed + 1, 0.42);
  return (x, y) => {
    let rest = 1;
    for (const [centre, spread, peak, turn] of CORES) {
      const dx = x - centre[0];
      const dy = y - centre[1];
      const u = (dx * Math.cos(turn) + dy * Math.sin(turn)) / spread[0];
      const v = (-dx * Math.sin(turn) + dy * Math.cos(turn)) / spread[1];
      // A flat top with a firm edge: cities end at fields, they do not fade over kilometres.
      rest *= 1 - Math.min(0.96, peak * Math.exp(-0.5 * (u * u + v * v)));
    }
    return Math.min(1, Math.max(0, 1 - rest + (rough(x, y) * 0.14 + fringe(x, y) * 0.1) * Math.min(1, (1 - rest) * 4)));
  };
}

function riversideGreen(water: Water): Area[] {
  return RIVERSIDE.map(([zh, en, bank, from, to, depth]) => {
    const edge = water[bank].filter(([x]) => x >= from && x <= to);
    const outward = bank === 'north' ? 1 : -1;
    const inner = offsetLine(
      edge,
      (i) => outward * depth * Math.min(1, Math.sin((Math.PI * (i + 0.2)) / edge.length) * 2.2),
    );
    return { kind: 'park', name: { zh, en }, rings: [[...edge, ...inner.reverse()]] };
  });
}

/** Open fields: where the land is flat, dry and not built, in patches that a slow noise leaves. */
function farmland(seed: number, urban: Ground['urban']): Area[] {
  const patch = createNoise(seed, 1.7);
  const hill = HILLS.map(([, , centre, radii]) => ({ centre, reach: Math.max(...radii) * 1.15 }));
  const level = (x: number, y: number): number => {
    const uphill = hill.some(({ centre, reach }) => Math.hypot(x - centre[0], y - centre[1]) < reach);
    return uphill ? -1 : patch(x, y) - urban(x, y) * 3.2;
  };
  return contourPolygons(level, 0.1, [-2.4, -0.4, 38.4, 25.4], 0.2)
    .filter((rings) => Math.abs(ringArea(rings[0]!)) > 0.25)
    .map((rings) => ({ kind: 'farmland', rings }));
}

function detention(seed: number): Area[] {
  const ring = blob(seed, [31.5, 17.5], [1.85, 1.65], 0.13, 0.3, 72);
  const grow = Math.sqrt(DETENTION_KM2 / Math.abs(ringArea(ring)));
  const sized = ring.map(([x, y]): Point => [31.5 + (x - 31.5) * grow, 17.5 + (y - 17.5) * grow]);
  return [{ kind: 'detention', name: { zh: '东湾蓄滞洪区', en: 'Dongwan Flood Detention Area' }, rings: [sized] }];
}

/** Wooded slopes: a dome per hill, bitten by noise, so that the edge runs in spurs and valleys. */
function hillAreas(seed: number, urban: Ground['urban']): Area[] {
  return HILLS.flatMap(([zh, en, centre, radii, roughness, turn], i) => {
    const spur = createNoise(seed + i, Math.max(0.7, radii[1] * 0.62));
    const height = (x: number, y: number): number => {
      const [dx, dy] = [x - centre[0], y - centre[1]];
      const u = (dx * Math.cos(turn) + dy * Math.sin(turn)) / radii[0];
      const v = (-dx * Math.sin(turn) + dy * Math.cos(turn)) / radii[1];
      return 1.15 - Math.hypot(u, v) + spur(x, y) * (0.3 + roughness * 0.9) - urban(x, y) * 2;
    };
    const reach = Math.max(...radii) * 2.4;
    return contourPolygons(
      height,
      0,
      [centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach],
      0.11,
    )
      .filter((rings) => Math.abs(ringArea(rings[0]!)) > 0.12)
      .map((rings): Area => ({ kind: 'hill', name: { zh, en }, rings }));
  });
}

/** Everything on the ground but water and streets. */
export function createGround(seed: number, water: Water): Ground {
  const urban = createUrban(seed + 5);
  const built = (
    [
      [1, 0.2],
      [2, 0.46],
      [3, 0.78],
    ] as const
  ).flatMap(([density, limit]) =>
    contourPolygons(urban, limit, [-2.4, -0.4, 38.4, 25.4], 0.14)
      .filter((rings) => Math.abs(ringArea(rings[0]!)) > 0.08)
      .map((rings) => ({ kind: 'built', density, rings })),
  );
  const parks = PARKS.map(([zh, en, centre, radii, turn], i): Area => ({
    kind: 'park',
    name: { zh, en },
    rings: [blob(seed + 200 + i, centre, radii, 0.2, turn, 44)],
  }));
  const hills = hillAreas(seed + 300, urban);
  const industrial = INDUSTRIAL.map(([zh, en, centre, radii, turn], i): Area => ({
    kind: 'industrial',
    name: { zh, en },
    rings: [blob(seed + 400 + i, centre, radii, 0.16, turn, 40)],
  }));
  const rail = RAILWAYS.map(([zh, en, line]) => ({ name: { zh, en }, line: smoothLine(line, 0.12) }));
  return {
    green: [...hills, ...farmland(seed + 7, urban), ...parks, ...riversideGreen(water)],
    built,
    industrial,
    detention: detention(seed + 9),
    rail,
    urban,
  };
}
