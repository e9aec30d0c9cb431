import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { GroupCounts, PeopleCounts, PopulationMap } from '../../../../shared/domain/population.ts';
import { boxesMeet } from '../world.ts';
import { cellArea, densityCells, STEP_LOOKS, stepOf, STEPS } from './density.ts';
import { arrowLine, flowArrows, flowClass } from './flow-arrows.ts';
import { groupDots, personsPerDot } from './group-dots.ts';
import { parsePeopleChoice } from './people-choice.ts';

function people(residents: number): PeopleCounts {
  return {
    residents,
    ages: [0, residents, 0],
    present: Array.from({ length: 24 }, (_, h) => (h === 12 ? 0 : residents)),
  };
}
function groups(alone60: number | null): GroupCounts {
  return { alone60, disabled: 0, homeCare: 0 };
}
const city = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../resources/demo-city/population.json'), 'utf8'),
) as { grid: PopulationMap['grid'] };

const map: PopulationMap = {
  source: { en: 'test' },
  countedAt: 0 as Instant,
  least: 10,
  leastFlow: 50,
  grid: { west: 117, south: 30, width: 0.01, height: 0.01, columns: 3, rows: 1 },
  districts: [{ code: 'D', people: people(500), groups: groups(1_000) }],
  areas: [
    {
      id: 'A',
      name: { zh: '甲', en: 'A' },
      district: 'D',
      middle: [117, 30],
      people: people(400),
      groups: groups(700),
    },
    {
      id: 'B',
      name: { zh: '乙', en: 'B' },
      district: 'D',
      middle: [117.1, 30],
      people: people(100),
      groups: groups(300),
    },
  ],
  cells: [
    { column: 0, row: 0, area: 0, people: people(400), groups: groups(640) },
    { column: 1, row: 0, area: 0, people: null, groups: groups(null) },
    { column: 2, row: 0, area: 1, people: people(100), groups: groups(300) },
  ],
  flows: [
    { from: 0, to: 1, persons: Array.from({ length: 24 }, (_, h) => (h === 7 ? 900 : 0)) },
    { from: 1, to: 0, persons: Array.from({ length: 24 }, (_, h) => (h === 7 ? 60 : 0)) },
  ],
};

describe('density', () => {
  it('P1: classes go up with persons per km², and each is drawn differently', () => {
    expect([0.5, 1, 499, 500, 20_000, 1e6].map(stepOf)).toEqual([-1, 0, 0, 1, 5, 5]);
    expect(STEP_LOOKS.length).toBe(STEPS.length);
    expect(new Set(STEP_LOOKS.map(({ mark, gap }) => `${mark}${gap}`)).size).toBe(STEPS.length);
    for (const [i, { tint }] of STEP_LOOKS.entries()) expect(tint).toBeGreaterThan(STEP_LOOKS[i - 1]?.tint ?? 0);
  });

  it('P2: a suppressed cell is drawn as such, an empty one not at all; neighbours do not overlap', () => {
    const cells = densityCells(map, 3);
    expect(cells.map(({ persons }) => persons)).toEqual([400, null, 100]);
    expect(densityCells(map, 12).map(({ step }) => step)).toEqual([null]);
    const [first, second] = cells.map(({ box }) => box);
    expect(first && second && first.maxX).toBeCloseTo(second?.minX ?? NaN, 12);
    expect(first && boxesMeet(first, { ...first, minX: first.maxX + 1e-9, maxX: 1 })).toBe(false);
  });

  it('the demo city’s cells are a quarter of a km²', () => {
    expect(cellArea(city.grid)).toBeCloseTo(0.25, 2);
  });
});

describe('flows', () => {
  it('P3: the largest of the hour, on top; classes by persons', () => {
    expect(flowArrows(map, 7).map(({ persons, rank }) => [persons, rank])).toEqual([[60, 0], [900, 2]]); // prettier-ignore
    expect(flowArrows(map, 7, 1).map(({ persons }) => persons)).toEqual([900]);
    expect(flowArrows(map, 8)).toEqual([]);
    expect([49, 50, 2_000].map(flowClass)).toEqual([-1, 0, 4]);
  });

  it('P3: there and back bend apart; ends too near each other have no arrow', () => {
    const there = arrowLine(0, 0, 100, 0);
    const back = arrowLine(100, 0, 0, 0);
    expect(there && back && Math.sign(there.bend[1]) === -Math.sign(back.bend[1])).toBe(true);
    expect(arrowLine(0, 0, 20, 0)).toBeNull();
  });
});

describe('dots', () => {
  it('P4: as many dots as the total says, in the cells that have the persons, always in the same places', () => {
    const dots = groupDots(map, 'alone60', 20);
    expect(dots.length / 2).toBe(1_000 / 20);
    expect(groupDots(map, 'alone60', 20)).toEqual(dots);
    const boxes = densityCells(map, 3).map(({ box }) => box);
    const inside = boxes.map((box) => {
      let count = 0;
      for (let i = 0; i < dots.length; i += 2) {
        const [x, y] = [dots[i] as number, dots[i + 1] as number];
        if (x > box.minX && x < box.maxX && y > box.minY && y < box.maxY) count += 1;
      }
      return count;
    });
    expect(inside).toEqual([32, 3, 15]);
  });

  it('P4: a dot stands for fewer from near, and never for fewer than a count that may be told', () => {
    const far = personsPerDot(map, 'alone60', 10);
    expect(personsPerDot(map, 'alone60', 16)).toBeLessThanOrEqual(far);
    expect(personsPerDot(map, 'disabled', 18)).toBe(map.least);
  });
});

describe('choice', () => {
  it('P5: nobody is drawn until somebody asks; an hour that is none follows the shown time', () => {
    expect(parsePeopleChoice(undefined)).toEqual({ density: false, flows: false, groups: [], hour: null });
    expect(parsePeopleChoice({ density: true, hour: 24, groups: ['alone60', 'x'] })).toEqual({ density: true, flows: false, groups: ['alone60'], hour: null }); // prettier-ignore
    expect(parsePeopleChoice({ hour: 7 }).hour).toBe(7);
  });
});
