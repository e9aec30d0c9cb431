import { describe, expect, it } from 'vitest';
import type { Instant } from '../kit/time.ts';
import type { LonLat } from '../kit/geo.ts';
import { peopleWithin } from './people-within.ts';
import type { GroupCounts, PeopleCounts, PopulationMap } from './population.ts';

const NONE: GroupCounts = { alone60: 0, disabled: 0, homeCare: 0 };

function people(residents: number, at14 = residents): PeopleCounts {
  const present = Array.from({ length: 24 }, (_, hour) => (hour === 14 ? at14 : residents));
  return { residents, ages: [residents / 10, (residents * 7) / 10, residents / 5], present };
}

/** Four cells in a row of one area, 0.01° each from 117° E, 30° N: 100, 300 and two suppressed that have 40 together. */
const map: PopulationMap = {
  source: { en: 'test' },
  countedAt: 0 as Instant,
  least: 10,
  leastFlow: 50,
  grid: { west: 117, south: 30, width: 0.01, height: 0.01, columns: 4, rows: 1 },
  districts: [{ code: 'D', people: people(440), groups: NONE }],
  areas: [
    { id: 'A', name: { zh: '甲', en: 'A' }, district: 'D', middle: [117, 30], people: people(440), groups: NONE },
  ],
  cells: [
    { column: 0, row: 0, area: 0, people: people(100, 500), groups: NONE },
    { column: 1, row: 0, area: 0, people: people(300), groups: NONE },
    { column: 2, row: 0, area: 0, people: null, groups: NONE },
    { column: 3, row: 0, area: 0, people: null, groups: NONE },
  ],
  flows: [],
};

function box(west: number, south: number, east: number, north: number): LonLat[] {
  return [[west, south], [east, south], [east, north], [west, north], [west, south]]; // prettier-ignore
}

describe('peopleWithin', () => {
  it('takes a cell whole, or with the share of it that lies inside; present people by the hour', () => {
    const whole = peopleWithin(map, [[box(117, 30, 117.01, 30.01)]], 14);
    expect(whole.residents.likely).toBeCloseTo(100);
    expect(whole.present.likely).toBeCloseTo(500);
    expect(whole.ages[1].likely).toBeCloseTo(70);
    const part = peopleWithin(map, [[box(117.005, 30, 117.02, 30.005)]], 3);
    expect(part.residents.likely).toBeCloseTo(100 / 4 + 300 / 2);
    expect(part).toMatchObject({ cells: 2, suppressed: 0 });
  });

  it('gives suppressed cells as a range that their sum allows', () => {
    const one = peopleWithin(map, [[box(117.02, 30, 117.03, 30.01)]], 3);
    expect(one.residents.least).toBeCloseTo(0);
    expect(one.residents.likely).toBeCloseTo(20);
    expect(one.residents.most).toBeCloseTo(40);
    expect(one).toMatchObject({ cells: 1, suppressed: 1 });
    // With all of them inside there is nothing left to guess.
    const both = peopleWithin(map, [[box(117.02, 30, 117.04, 30.01)]], 3);
    expect([both.residents.least, both.residents.most].map(Math.round)).toEqual([40, 40]);
  });

  it('leaves out holes, takes either direction and open rings, and counts nobody outside the grid', () => {
    const outer = box(117, 30, 117.01, 30.01);
    const hole = box(117.0025, 30.0025, 117.0075, 30.0075);
    expect(peopleWithin(map, [[outer, hole]], 3).residents.likely).toBeCloseTo(75);
    expect(peopleWithin(map, [[outer.slice(0, -1).reverse()]], 3).residents.likely).toBeCloseTo(100);
    expect(peopleWithin(map, [[box(10, 10, 11, 11)]], 3)).toMatchObject({ cells: 0, residents: { most: 0 } });
    expect(peopleWithin(map, [], 3).residents.likely).toBe(0);
  });

  it('cuts a crooked, hollow outline as exactly as its area says', () => {
    // A U over two cells: its arms are in both, the notch between them is outside.
    const u: LonLat[] = [[117, 30], [117.02, 30], [117.02, 30.01], [117.015, 30.01], [117.015, 30.005], [117.005, 30.005], [117.005, 30.01], [117, 30.01], [117, 30]]; // prettier-ignore
    expect(peopleWithin(map, [[u]], 3).residents.likely).toBeCloseTo(75 + 225);
  });
});
