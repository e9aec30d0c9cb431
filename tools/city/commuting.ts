import type { DistrictKey } from './gazetteer.ts';
import { distance } from './geometry.ts';
import type { Point } from './geometry.ts';
import type { Name } from './names.ts';
import { shareOut } from './share-out.ts';

/** Part of the residents who work or learn outside their home; of these, who leaves and who comes back in which hour. */
const COMMUTERS = 0.42;
const LEAVING: readonly Trip[] = [[5, 4], [6, 17], [7, 40], [8, 27], [9, 8], [10, 4]]; // prettier-ignore
const RETURNING: readonly Trip[] = [[15, 3], [16, 10], [17, 32], [18, 28], [19, 14], [20, 8], [21, 5]]; // prettier-ignore
/** Errands: a few leave in one hour and are back in the next. */
const ERRANDS = 0.03;
const ERRAND_HOURS = [10, 12, 14, 19] as const;
/** Trips thin out by e over so many km. */
const REACH = { work: 6.5, errand: 3 } as const;

export interface Cell {
  readonly column: number;
  readonly row: number;
  readonly district: DistrictKey;
  readonly middle: Point;
  /** What draws residents and jobs here; only their proportions count. */
  readonly homes: number;
  readonly jobs: number;
  readonly urban: number;
  area: number;
  residents: number;
}

export interface PeopleArea {
  readonly name: Name;
  readonly district: DistrictKey;
  readonly seat: Point;
}

type Trip = readonly [hour: number, weight: number];

interface Commuting {
  /** `[from, to, persons in hour 0 … 23]`, all of them, however few. */
  readonly flows: readonly (readonly number[])[];
  /** Per cell, who is there at each of the 24 hours. */
  readonly present: readonly (readonly number[])[];
}

/**
 * A working day: gravity model with exponential decay (Wilson 1971). Areas fill and empty by exactly what flows between
 * them: present(h + 1) = present(h) + arrivals in hour h − departures in hour h.
 */
export function createCommuting(areas: readonly PeopleArea[], cells: readonly Cell[]): Commuting {
  const own = areas.map((_, index) => cells.filter(({ area }) => area === index));
  const residents = own.map((list) => list.reduce((sum, cell) => sum + cell.residents, 0));
  const jobs = own.map((list) => list.reduce((sum, cell) => sum + cell.jobs, 0));
  const pull = (from: number, reach: number): number[] =>
    areas.map(({ seat }, to) => jobs[to]! * Math.exp(-distance(areas[from]!.seat, seat) / reach));
  const flow = areas.map(() => areas.map(() => new Array<number>(24).fill(0)));
  const add = (from: number, to: number, persons: number, trips: readonly Trip[]): void => {
    const parts = shareOut(
      persons,
      trips.map(([, weight]) => weight),
    );
    trips.forEach(([hour], i) => (flow[from]![to]![hour]! += parts[i]!));
  };
  areas.forEach((_, home) => {
    shareOut(Math.round(residents[home]! * COMMUTERS), pull(home, REACH.work)).forEach((persons, place) => {
      add(home, place, persons, LEAVING);
      add(place, home, persons, RETURNING);
    });
    for (const hour of ERRAND_HOURS) {
      shareOut(Math.round(residents[home]! * ERRANDS), pull(home, REACH.errand)).forEach((persons, place) => {
        add(home, place, persons, [[hour, 1]]);
        add(place, home, persons, [[hour + 1, 1]]);
      });
    }
  });

  const present = cells.map(() => new Array<number>(24).fill(0));
  const place = new Map(cells.map((cell, index) => [cell, index]));
  areas.forEach((_, area) => {
    let there = residents[area]!;
    for (let hour = 0; hour < 24; hour += 1) {
      const out = awayAt(hour);
      const home = own[area]!.map((cell) => cell.residents * (1 - out));
      const visitors = Math.max(0, there - residents[area]! * (1 - out));
      const weights = own[area]!.map((cell, i) => home[i]! + (visitors * cell.jobs) / jobs[area]!);
      shareOut(there, weights).forEach((count, i) => (present[place.get(own[area]![i]!)!]![hour] = count));
      for (let other = 0; other < areas.length; other += 1) {
        if (other !== area) there += flow[other]![area]![hour]! - flow[area]![other]![hour]!;
      }
    }
  });
  const flows = areas.flatMap((_, from) =>
    areas.flatMap((_, to) => (from === to ? [] : [[from, to, ...flow[from]![to]!]])),
  );
  return { flows, present };
}

/** Part of the residents who are out at an hour, wherever they went. */
function awayAt(hour: number): number {
  const until = (trips: readonly Trip[]): number =>
    trips.reduce((sum, [at, weight]) => sum + (at < hour ? weight : 0), 0) /
    trips.reduce((sum, [, weight]) => sum + weight, 0);
  return COMMUTERS * (until(LEAVING) - until(RETURNING));
}
