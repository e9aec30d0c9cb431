import type { PopulationMap, VulnerableGroup } from '../../../../shared/domain/population.ts';
import { cellBox } from './density.ts';

/** A dot may stand for so many persons. */
const PER_DOT = [10, 20, 50, 100, 200, 500, 1_000] as const;
/** Dots of one group in the whole city, at most, as it is seen whole. */
const MOST_DOTS = 500;
/** Zooms from which a dot stands for fewer: the window then shows a quarter, and a sixteenth of the city. */
const NEARER = [12.6, 14] as const;

/** Persons for whom one dot stands at a zoom: told in the legend, never fewer than a count that may be told. */
export function personsPerDot(map: PopulationMap, group: VulnerableGroup, zoom: number): number {
  const total = map.districts.reduce((sum, { groups }) => sum + (groups[group] ?? 0), 0);
  const far = PER_DOT.findIndex((per) => total / per <= MOST_DOTS);
  const index = Math.max(0, (far < 0 ? PER_DOT.length - 1 : far) - NEARER.filter((from) => zoom >= from).length);
  return Math.max(map.least, PER_DOT[index] ?? 1_000);
}

/** World positions, interleaved x, y. */
export type Dots = Float64Array;

/**
 * One dot per `per` persons, in the cells that have them; what suppressed cells of an area hold together is spread evenly
 * over them. Rests go on to the next cell, so that the dots of an area are as many as its persons say. Where in a cell a
 * dot stands says nothing: it is a fixed scatter, not a home.
 */
export function groupDots(map: PopulationMap, group: VulnerableGroup, per: number): Dots {
  const spread = hiddenSpread(map, group);
  const dots: number[] = [];
  const rest = map.areas.map(() => per / 2);
  for (const cell of map.cells) {
    let waiting = (rest[cell.area] ?? 0) + (cell.groups[group] ?? spread[cell.area] ?? 0);
    const box = cellBox(map.grid, cell.column, cell.row);
    for (let k = 0; waiting >= per; k += 1, waiting -= per) {
      const [u, v] = scatter(cell.row * map.grid.columns + cell.column, k, group.length);
      dots.push(box.minX + (box.maxX - box.minX) * u, box.minY + (box.maxY - box.minY) * v);
    }
    rest[cell.area] = waiting;
  }
  return Float64Array.from(dots);
}

/** Persons per suppressed cell of each area: from its own total, or where that is suppressed too, from the district's. */
function hiddenSpread({ areas, cells, districts }: PopulationMap, group: VulnerableGroup): number[] {
  const told = areas.map(() => 0);
  const hidden = areas.map(() => 0);
  for (const { area, groups } of cells) {
    const count = groups[group];
    if (count === null) hidden[area] = (hidden[area] ?? 0) + 1;
    else told[area] = (told[area] ?? 0) + count;
  }
  return areas.map(({ district, groups }, index) => {
    const total = groups[group];
    if (total !== null) return (total - (told[index] ?? 0)) / Math.max(1, hidden[index] ?? 0);
    const own = areas.flatMap((area, i) => (area.district === district ? [{ area, i }] : []));
    const untold = own.filter(({ area }) => area.groups[group] === null);
    const sum =
      (districts.find(({ code }) => code === district)?.groups[group] ?? 0) -
      own.reduce((known, { area, i }) => known + (area.groups[group] ?? told[i] ?? 0), 0);
    const places = untold.reduce((count, { i }) => count + (hidden[i] ?? 0), 0);
    return sum / Math.max(1, places);
  });
}

/** Two numbers in 0.06 … 0.94, always the same for the same dot (integer mix of Wellons' lowbias32). */
function scatter(cell: number, k: number, salt: number): [number, number] {
  const mix = (seed: number): number => {
    let x = seed | 0;
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
  };
  const seed = cell * 7919 + k * 131 + salt * 104_729;
  return [0.06 + mix(seed) * 0.88, 0.06 + mix(seed ^ 0x5bd1e995) * 0.88];
}
