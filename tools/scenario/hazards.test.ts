import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placesFile } from '../../hub/sources/scenario/inputs.ts';
import { hazardLevel } from '../../shared/domain/hazard.ts';
import { createHazards } from './hazards.ts';

const SEED = 20_260_718;
const DAY = 24 * 60;

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../resources/demo-city/${file}`, import.meta.url), 'utf8'));
}

const places = placesFile.parse(read('places.json')).facilities;
const hazards = createHazards(places, SEED);

describe('the register of dangers of the demo city', () => {
  it('F9: the shipped file is what the generator makes from its seed', () => {
    expect(read('hazards.json')).toEqual({ generator: 'tools/scenario', version: 1, seed: SEED, hazards });
  });

  it('F10: every level and every way of standing occurs; few are red; ids are told apart', () => {
    const levels = [1, 2, 3, 4].map((level) => hazards.filter((one) => hazardLevel(one) === level).length);
    expect(Math.min(...levels)).toBeGreaterThan(0);
    expect(levels[0]).toBeLessThan(hazards.length / 10);
    expect(new Set(hazards.map(({ moves }) => moves.at(-1)?.[1])).size).toBe(6);
    expect(new Set(hazards.map(({ id }) => id)).size).toBe(hazards.length);
  });

  it('F11: states follow each other in time, from the finding on; no date is nearer than two days', () => {
    for (const { found, due, moves } of hazards) {
      expect(moves[0]).toEqual([found, 'issued']);
      expect(moves.map(([minute]) => minute)).toEqual(moves.map(([minute]) => minute).sort((a, b) => a - b));
      expect(Math.abs(due)).toBeGreaterThanOrEqual(2 * DAY);
      expect(due).toBeGreaterThan(found);
    }
  });
});
