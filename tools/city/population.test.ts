import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shareOut } from './share-out.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/demo-city', name), 'utf8'));
const city = read('city.json') as { districts: { code: string; population: number }[] };
const { areas, cells, flows, grid } = read('population.json') as {
  grid: { columns: number; rows: number };
  areas: { id: string; district: string; name: { zh: string; en: string } }[];
  cells: number[][];
  flows: number[][];
};
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const at = (numbers: readonly number[] | undefined, index: number): number => numbers?.[index] ?? NaN;

describe('population', () => {
  it('C16: cells add up to each district’s population; ages add up to residents; no cell is there twice', () => {
    for (const { code, population } of city.districts) {
      const own = cells.filter((cell) => areas[at(cell, 2)]?.district === code);
      expect(sum(own.map((cell) => at(cell, 3))), code).toBe(population);
    }
    for (const cell of cells) expect(sum(cell.slice(4, 7))).toBe(at(cell, 3));
    expect(new Set(cells.map((cell) => at(cell, 1) * grid.columns + at(cell, 0))).size).toBe(cells.length);
    expect(cells.every((cell) => cell.length === 34 && cell.every((n) => Number.isInteger(n) && n >= 0))).toBe(true);
  });

  it('C17: an area fills and empties by exactly what flows between areas, and nobody is lost', () => {
    for (let hour = 0; hour < 24; hour += 1) {
      expect(sum(cells.map((cell) => at(cell, 10 + hour)))).toBe(1_200_000);
    }
    for (const [area] of areas.entries()) {
      const present = (hour: number): number =>
        sum(cells.filter((cell) => cell[2] === area).map((cell) => at(cell, 10 + hour)));
      for (let hour = 0; hour < 23; hour += 1) {
        const arrivals = sum(flows.filter((flow) => flow[1] === area).map((flow) => at(flow, 2 + hour)));
        const departures = sum(flows.filter((flow) => flow[0] === area).map((flow) => at(flow, 2 + hour)));
        expect(present(hour + 1), `area ${area}, ${hour}:00`).toBe(present(hour) + arrivals - departures);
      }
    }
  });

  it('C18: a vulnerable group is part of those who can be in it, and areas have names in both languages', () => {
    for (const cell of cells) {
      expect(at(cell, 7)).toBeLessThanOrEqual(at(cell, 6));
      expect(Math.max(at(cell, 8), at(cell, 9))).toBeLessThanOrEqual(at(cell, 3));
    }
    expect(areas.length).toBe(23);
    for (const { name } of areas) expect(name.zh.endsWith('片区') && name.en.endsWith(' Area'), name.en).toBe(true);
    expect(new Set(areas.map(({ name }) => name.zh)).size).toBe(areas.length);
  });

  it('shareOut: whole parts that add up', () => {
    expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(shareOut(0, [0, 0])).toEqual([0, 0]);
    expect(() => shareOut(1, [0])).toThrow(RangeError);
  });
});
