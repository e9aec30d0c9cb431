import type { LonLat } from '../kit/geo.ts';
import { shareOfCells } from '../kit/grid-share.ts';
import { VULNERABLE_GROUPS } from './population.ts';
import type { PeopleCounts, PopulationArea, PopulationCell, PopulationMap, VulnerableGroup } from './population.ts';

/** Persons, not rounded. What is suppressed makes `least` and `most` differ; `likely` spreads it evenly. */
export interface PeopleRange {
  readonly least: number;
  readonly likely: number;
  readonly most: number;
}

/** An estimate of who is inside an area. */
export interface PeopleWithin {
  readonly residents: PeopleRange;
  /** Who is there at the hour that was asked for, wherever he lives. */
  readonly present: PeopleRange;
  /** By years of age: 0–14, 15–59, 60 and older. */
  readonly ages: readonly [PeopleRange, PeopleRange, PeopleRange];
  readonly vulnerable: Readonly<Record<VulnerableGroup, PeopleRange>>;
  /** Inhabited cells that the area touches, and those of them whose residents are suppressed. */
  readonly cells: number;
  readonly suppressed: number;
}

/**
 * Who is inside `polygons`: `[polygon][ring][corner]`, outer ring first, then holes, as in a drawing's geometry. `hour`:
 * 0–23, for `present`. A ring need not be closed; polygons should not overlap.
 *
 * A cell counts with the share of its area that lies inside (areal weighting, Goodchild and Lam 1980): good for several
 * cells, a guess within one. Suppressed cells are not told one by one, but what those of one area hold together is known
 * (its total less the cells that are told). That sum can lie anywhere in them: `least` puts it where least is covered,
 * `most` where most is, `likely` evenly.
 */
export function peopleWithin(
  map: PopulationMap,
  polygons: readonly (readonly (readonly LonLat[])[])[],
  hour: number,
): PeopleWithin {
  const shares = shareOfCells(map.grid, polygons);
  const shareOf = ({ column, row }: PopulationCell): number => shares.get(row * map.grid.columns + column) ?? 0;
  const people = (read: (counts: PeopleCounts) => number): PeopleRange =>
    estimate(map, shareOf, (place) => place.people && read(place.people));
  const group = (name: VulnerableGroup): PeopleRange => estimate(map, shareOf, ({ groups }) => groups[name]);
  const touched = map.cells.filter((cell) => shareOf(cell) > 0);
  return {
    residents: people(({ residents }) => residents),
    present: people(({ present }) => present[hour] ?? 0),
    ages: [people(({ ages }) => ages[0]), people(({ ages }) => ages[1]), people(({ ages }) => ages[2])],
    vulnerable: Object.fromEntries(VULNERABLE_GROUPS.map((name) => [name, group(name)])) as PeopleWithin['vulnerable'],
    cells: touched.length,
    suppressed: touched.filter((cell) => cell.people === null).length,
  };
}

type Place = Pick<PopulationCell, 'people' | 'groups'>;

/** What suppressed cells hold together, and how much of each lies inside. */
interface Pool {
  sum: number;
  readonly shares: number[];
}

function estimate(
  { districts, areas, cells }: PopulationMap,
  shareOf: (cell: PopulationCell) => number,
  read: (place: Place) => number | null,
): PeopleRange {
  let told = 0;
  const areaPools = areas.map((area): Pool | null => {
    const sum = read(area);
    return sum === null ? null : { sum, shares: [] };
  });
  const districtPools = new Map(districts.map((district) => [district.code, districtPool(district, areas, read)]));
  for (const cell of cells) {
    const share = shareOf(cell);
    const count = read(cell);
    const pool = areaPools[cell.area] ?? districtPools.get(areas[cell.area]?.district ?? '');
    if (count === null) pool?.shares.push(share);
    else {
      told += count * share;
      if (pool) pool.sum -= count;
    }
  }
  const range = { least: told, likely: told, most: told };
  for (const { sum, shares } of [...areaPools, ...districtPools.values()].filter((pool) => pool !== null)) {
    if (shares.length === 0 || sum <= 0) continue;
    range.least += sum * Math.min(...shares);
    range.most += sum * Math.max(...shares);
    range.likely += (sum * shares.reduce((a, b) => a + b, 0)) / shares.length;
  }
  return range;
}

/** What the areas of a district hold together whose totals are suppressed too. */
function districtPool(
  district: Place & { readonly code: string },
  areas: readonly PopulationArea[],
  read: (place: Place) => number | null,
): Pool {
  const own = areas.filter((area) => area.district === district.code);
  const total = read(district) ?? 0;
  return { sum: own.reduce((left, area) => left - (read(area) ?? 0), total), shares: [] };
}
