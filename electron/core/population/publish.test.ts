import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { populationFile } from './population-file.ts';
import { LEAST, LEAST_FLOW, publish } from './publish.ts';

const file = populationFile.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/demo-city/population.json'), 'utf8')),
);
const map = publish(file);

describe('the demo city’s people as windows get them', () => {
  it('K1: nothing from 1 to 9 is in it, at any level, at any hour', () => {
    const counts = [...map.cells, ...map.areas, ...map.districts].flatMap(({ people, groups }) => [
      ...(people ? [people.residents, ...people.ages, ...people.present] : []),
      ...Object.values(groups).filter((count) => count !== null),
    ]);
    expect(counts.length).toBeGreaterThan(10_000);
    expect(counts.filter((count) => count > 0 && count < LEAST)).toEqual([]);
  });

  it('K1: a group is not told where residents are not: it would say that at least so many live there', () => {
    const hidden = map.cells.filter(({ people }) => people === null);
    expect(hidden.length).toBeGreaterThan(0);
    for (const { groups } of hidden) expect(Object.values(groups).filter((count) => (count ?? 0) > 0)).toEqual([]);
  });

  it('K3: flows have at least 50 persons', () => {
    expect(map.flows.length).toBeGreaterThan(0);
    expect(map.flows.flatMap(({ persons }) => persons).filter((n) => n > 0 && n < LEAST_FLOW)).toEqual([]);
  });

  it('K5: suppression takes little of the picture: 97 % of the residents are told by cell', () => {
    const told = map.cells.reduce((sum, { people }) => sum + (people?.residents ?? 0), 0);
    expect(told / 1_200_000).toBeGreaterThan(0.97);
  });

  it('a cell of an area that is none is refused', () => {
    const [cell] = file.cells;
    const broken = [...(cell ?? [])];
    broken[2] = 999;
    expect(() => publish({ ...file, cells: [broken] })).toThrow(RangeError);
  });
});
