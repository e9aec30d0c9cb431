import { createRandom } from '../../shared/kit/random.ts';
import type { City } from './city-model.ts';
import { createCommuting } from './commuting.ts';
import type { Cell, PeopleArea } from './commuting.ts';
import { districtInside } from './districts.ts';
import type { DistrictKey } from './gazetteer.ts';
import { EXTENT, toLonLat } from './gazetteer.ts';
import { distance } from './geometry.ts';
import type { Point } from './geometry.ts';
import { COVER, createMask } from './mask.ts';
import type { Mask } from './mask.ts';
import { shareOut } from './share-out.ts';

/** Side of a cell, km. */
const CELL = 0.5;
/** A cell is looked at in so many places each way. */
const LOOKS = 5;
const COLUMNS = Math.ceil((EXTENT[2] - EXTENT[0]) / CELL);
const ROWS = Math.ceil((EXTENT[3] - EXTENT[1]) / CELL);
/** Areas (片区) per district: 2–4 km wide where people live. */
const AREAS: Readonly<Record<DistrictKey, number>> = { LP: 6, WJ: 7, SL: 4, GD: 6 };

/** The file of the people: what a register would hold, with nothing suppressed. Only the core reads it. */
export function populationBody(city: City): object {
  const random = createRandom(city.seed + 60);
  const cells = createCells(city);
  for (const { key, population } of city.districts) {
    const own = cells.filter(({ district }) => district === key);
    const shares = shareOut(
      population,
      own.map(({ homes }) => homes),
    );
    own.forEach((cell, i) => (cell.residents = shares[i]!));
  }
  const areas = createAreas(city, cells);
  const { flows, present } = createCommuting(areas, cells);
  const [west, south] = toLonLat([EXTENT[0], EXTENT[1]]);
  const [east, north] = toLonLat([EXTENT[0] + CELL, EXTENT[1] + CELL]);
  const inhabited = cells.flatMap((cell, i) => {
    const hours = present[i]!;
    return cell.residents > 0 || hours.some((count) => count > 0) ? [{ cell, hours }] : [];
  });
  const codeOf = new Map(city.districts.map(({ key, code }) => [key, code]));
  return {
    source: { zh: '演示人口登记（虚构）', en: 'Demonstration register (invented)' },
    countedAt: Date.UTC(2026, 5, 30, 16),
    grid: { west, south, width: east - west, height: north - south, columns: COLUMNS, rows: ROWS },
    areas: areas.map(({ name, district }, index) => ({
      id: `PA-${String(index + 1).padStart(2, '0')}`,
      name,
      district: codeOf.get(district),
      middle: rounded(toLonLat(middleOf(cells.filter(({ area }) => area === index)))),
    })),
    cells: inhabited.map(({ cell, hours }) => {
      const [young, old] = [0.1 + random.next() * 0.06, 0.15 + random.next() * 0.1 + (1 - cell.urban) * 0.08];
      const under15 = Math.round(cell.residents * young);
      const from60 = Math.round(cell.residents * old);
      const part = (of: number, share: number): number => Math.round(of * share * (0.7 + random.next() * 0.6));
      const groups = [part(from60, 0.17), part(cell.residents, 0.021), part(cell.residents, 0.0016)];
      const ages = [under15, cell.residents - under15 - from60, from60];
      return [cell.column, cell.row, cell.area, cell.residents, ...ages, ...groups, ...hours];
    }),
    flows,
  };
}

function rounded([lon, lat]: Point): Point {
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}

/** Every cell that reaches into the city, with what its ground offers. */
function createCells(city: City): Cell[] {
  const mask = createMask(city.water, city.ground);
  const cells: Cell[] = [];
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const cell = lookAt(city, mask, column, row);
      if (cell) cells.push(cell);
    }
  }
  return cells;
}

function lookAt(city: City, mask: Mask, column: number, row: number): Cell | undefined {
  const [left, bottom] = [EXTENT[0] + column * CELL, EXTENT[1] + row * CELL];
  const looks = Array.from({ length: LOOKS * LOOKS }, (_, i): Point => [
    left + (((i % LOOKS) + 0.5) / LOOKS) * CELL,
    bottom + ((Math.floor(i / LOOKS) + 0.5) / LOOKS) * CELL,
  ]);
  const own = new Map<DistrictKey, Point[]>();
  for (const look of looks) {
    const district = districtInside(city.districts, look);
    if (district) own.set(district, [...(own.get(district) ?? []), look]);
  }
  // A cell on a border counts for the district that has most of it, so that cells add up to districts.
  const [district, inside] = [...own].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (!district || !inside) return undefined;
  let [homes, jobs, urban] = [0, 0, 0];
  for (const [x, y] of inside) {
    const cover = mask.at(x, y);
    const level = city.ground.urban(x, y);
    urban += level / inside.length;
    if (cover & (COVER.river | COVER.lake | COVER.stream | COVER.rail)) continue;
    if (cover & COVER.industrial) jobs += 0.5;
    else if (!(cover & (COVER.park | COVER.hill))) {
      homes += level ** 2.4 + 0.004;
      jobs += level ** 6 * 0.9 + level * 0.03;
    }
  }
  const middle: Point = [left + CELL / 2, bottom + CELL / 2];
  const villages = city.facilities.filter(
    ({ kind, at: [x, y] }) => kind === 'village' && x >= left && x < left + CELL && y >= bottom && y < bottom + CELL,
  );
  homes += villages.length * 2.2;
  // Fields and hills without a village are empty: people are not spread over them like butter.
  if (homes < 0.25) homes = 0;
  if (jobs < 0.6) jobs = 0;
  return { column, row, district, middle, homes, jobs, urban, area: -1, residents: 0 };
}

/** Communities among many people and far from each other give their names; each cell goes to the nearest of its district. */
function createAreas(city: City, cells: readonly Cell[]): PeopleArea[] {
  const areas: PeopleArea[] = [];
  for (const { key } of city.districts) {
    const communities = city.facilities.filter(({ kind, district }) => kind === 'community' && district === key);
    const own = cells.filter(({ district }) => district === key);
    const around = new Map(communities.map((one) => [one, peopleAround(one.at, own)]));
    const chosen: typeof communities = [];
    const merit = (one: (typeof communities)[number]): number =>
      Math.min(3, ...chosen.map(({ at }) => distance(at, one.at))) * Math.sqrt(around.get(one)!);
    while (chosen.length < AREAS[key]) {
      const next = communities.filter((one) => !chosen.includes(one)).sort((a, b) => merit(b) - merit(a))[0];
      if (!next) throw new Error(`population: ${key} has fewer than ${AREAS[key]} communities`);
      chosen.push(next);
    }
    const first = areas.length;
    for (const { name, at } of chosen) {
      const named = { zh: name.zh.replace(/社区$/, '片区'), en: name.en.replace(/ Community$/, ' Area') };
      areas.push({ name: named, district: key, seat: at });
    }
    for (const cell of own) {
      const nearest = chosen.map(({ at }) => distance(at, cell.middle));
      cell.area = first + nearest.indexOf(Math.min(...nearest));
    }
  }
  return areas;
}

function peopleAround(at: Point, cells: readonly Cell[]): number {
  return cells.reduce((sum, { middle, residents }) => sum + (distance(middle, at) < 1.5 ? residents : 0), 1);
}

function middleOf(cells: readonly Cell[]): Point {
  const sum = cells.reduce((total, { residents, homes }) => total + (residents || homes), 0);
  const mean = (axis: 0 | 1): number =>
    cells.reduce((total, { middle, residents, homes }) => total + middle[axis] * (residents || homes), 0) / sum;
  return [mean(0), mean(1)];
}
