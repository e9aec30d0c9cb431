import { VULNERABLE_GROUPS } from '../../../shared/domain/population.ts';
import type { GroupCounts, PeopleCounts, PopulationFlow, PopulationMap } from '../../../shared/domain/population.ts';
import type { PopulationFile } from './population-file.ts';
import { suppress } from './suppress.ts';
import { tellFlows } from './suppress-flows.ts';

/** Least count of persons that is told, and least flow between areas (the field classes of a population record). */
export const LEAST = 10;
export const LEAST_FLOW = 50;

const HOURS = 24;

interface Place {
  /** Residents, three ages, 24 hours. */
  readonly people: readonly number[];
  readonly groups: readonly number[];
}

/** The register as windows may see it (K1–K4). Throws RangeError when a cell or a flow names an area that is none. */
export function publish({ source, countedAt, grid, areas, cells, flows }: PopulationFile): PopulationMap {
  const places = cells.map((numbers) => ({
    column: numbers[0] as number,
    row: numbers[1] as number,
    area: indexOf(numbers[2] as number, areas.length),
    people: [...numbers.slice(3, 7), ...numbers.slice(10)],
    groups: numbers.slice(7, 10),
  }));
  const codes = [...new Set(areas.map(({ district }) => district))];
  const districtOf = areas.map(({ district }) => codes.indexOf(district));
  const people = suppress(
    places.map(({ area, people: counts }) => ({ area, counts })),
    districtOf,
    LEAST,
  );
  // A group that is told would say that at least so many live in a cell whose residents are not told.
  const groups = VULNERABLE_GROUPS.map((_, g) =>
    suppress(
      places.map(({ area, groups: counts }) => ({ area, counts: [counts[g] as number] })),
      districtOf,
      LEAST,
      (cell) => people.leaves[cell] === true,
    ),
  );
  type Level = 'leaves' | 'areas' | 'districts';
  const told = (place: Place, level: Level, index: number) => ({
    people: people[level][index] ? null : peopleOf(place.people),
    groups: Object.fromEntries(
      VULNERABLE_GROUPS.map((name, g) => [name, groups[g]?.[level][index] ? null : (place.groups[g] as number)]),
    ) as unknown as GroupCounts,
  });
  return {
    source,
    countedAt,
    least: LEAST,
    leastFlow: LEAST_FLOW,
    grid,
    districts: codes.map((code, index) => ({
      code,
      ...told(sum(places.filter(({ area }) => districtOf[area] === index)), 'districts', index),
    })),
    areas: areas.map((area, index) => ({
      ...area,
      ...told(sum(places.filter((place) => place.area === index)), 'areas', index),
    })),
    cells: places.map((place, index) => ({
      column: place.column,
      row: place.row,
      area: place.area,
      ...told(place, 'leaves', index),
    })),
    flows: publishFlows(flows, areas.length),
  };
}

function indexOf(area: number, count: number): number {
  if (area >= count) throw new RangeError(`population: no area ${area}`);
  return area;
}

function peopleOf([residents, under15, to59, from60, ...present]: readonly number[]): PeopleCounts {
  return { residents: residents as number, ages: [under15 as number, to59 as number, from60 as number], present };
}

function sum(places: readonly Place[]): Place {
  const add = (read: (place: Place) => readonly number[], width: number): number[] =>
    Array.from({ length: width }, (_, i) => places.reduce((total, place) => total + (read(place)[i] as number), 0));
  return {
    people: add(({ people }) => people, 4 + HOURS),
    groups: add(({ groups }) => groups, VULNERABLE_GROUPS.length),
  };
}

function publishFlows(flows: PopulationFile['flows'], areas: number): PopulationFlow[] {
  const persons = new Map<number, number[]>();
  for (let hour = 0; hour < HOURS; hour += 1) {
    const all = flows.map((numbers) => ({
      from: indexOf(numbers[0] as number, areas),
      to: indexOf(numbers[1] as number, areas),
      persons: numbers[2 + hour] as number,
    }));
    for (const flow of tellFlows(all, areas, LEAST_FLOW)) {
      const key = flow.from * areas + flow.to;
      const hours = persons.get(key) ?? new Array<number>(HOURS).fill(0);
      hours[hour] = flow.persons;
      persons.set(key, hours);
    }
  }
  return [...persons].map(([key, hours]) => ({ from: Math.floor(key / areas), to: key % areas, persons: hours }));
}
