import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/kit/random.ts';
import type { CityDistrict, CityLand, CityMap, CityName, CityRoads } from '../../../shared/domain/city.ts';
import { outerEdges, sharedBorders } from './borders.ts';
import { chainPieces, compileGround } from './ground-model.ts';
import type { GroundRoad } from './ground-model.ts';
import { roadWidth } from './ground-style.ts';
import { waterAxis } from './water-axis.ts';
import { boxesMeet, boxOf } from './world.ts';

function load<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../resources/demo-city', name), 'utf8')) as T;
}

const city: CityMap = {
  ...load<{ id: string; name: CityName; bbox: CityMap['bbox']; districts: CityDistrict[] }>('city.json'),
  land: load<CityLand>('land.json'),
  roads: load<CityRoads>('roads.json'),
};

describe('the demo city as ground', () => {
  const model = compileGround(city);

  const all: GroundRoad[] = [];
  model.roads.query({ minX: 0, minY: 0, maxX: 1, maxY: 1 }, (road) => all.push(road));

  it('M3: has every road segment of the file', () => {
    expect(all).toHaveLength(city.roads.segments.length);
    expect(new Set(all).size).toBe(all.length);
  });

  it('M2: the index finds in a box what a walk over all roads finds in it', () => {
    const { minX, minY, maxX, maxY } = model.box;
    const random = createRandom(11);
    for (let round = 0; round < 60; round += 1) {
      const x = minX + random.next() * (maxX - minX);
      const y = minY + random.next() * (maxY - minY);
      const side = random.next() ** 3 * (maxX - minX);
      const window = { minX: x, minY: y, maxX: x + side, maxY: y + side };
      const found: GroundRoad[] = [];
      model.roads.query(window, (road) => found.push(road));
      expect(found).toHaveLength(all.filter(({ box }) => boxesMeet(box, window)).length);
    }
  });

  it('M3: the river is the main water and its axis runs through it from end to end', () => {
    const river = model.waters[0];
    expect(river).toMatchObject({ main: true, along: true });
    const axis = boxOf(river?.axis ?? []);
    expect(axis.maxX - axis.minX).toBeGreaterThan((river?.width ?? 0) * 0.95);
  });

  it('M3: streets are joined across junctions', () => {
    const named = new Set(city.roads.segments.map(([, , roadClass, name]) => `${roadClass} ${name}`)).size;
    let streets = 0;
    model.streets.query({ minX: 0, minY: 0, maxX: 1, maxY: 1 }, () => (streets += 1));
    expect(streets).toBeLessThan(city.roads.segments.length / 1.5);
    expect(streets).toBeGreaterThanOrEqual(named * 0.9);
  });
});

describe('chainPieces', () => {
  const piece = (from: number, to: number) => ({ from, to, points: Float64Array.from([from, 0, to, 0]) });

  it('joins pieces end to end, also those given backwards', () => {
    expect(chainPieces([piece(1, 2), piece(3, 2), piece(3, 4)]).map((line) => [...line])).toEqual([
      [1, 0, 2, 0, 3, 0, 4, 0],
    ]);
  });

  it('uses each piece once where a street forks', () => {
    const chains = chainPieces([piece(1, 2), piece(2, 3), piece(2, 4)]);
    expect(chains).toHaveLength(2);
    expect(chains.reduce((sum, line) => sum + line.length / 2 - 1, 0)).toBe(3);
  });

  it('comes to an end on a ring', () => {
    expect(chainPieces([piece(1, 2), piece(2, 3), piece(3, 1)])).toHaveLength(1);
  });
});

describe('sharedBorders', () => {
  it('draws the border of two neighbours once', () => {
    const left = Float64Array.from([0, 0, 0.1, 0, 0.1, 0.1, 0, 0.1, 0, 0]);
    const right = Float64Array.from([0.1, 0, 0.2, 0, 0.2, 0.1, 0.1, 0.1, 0.1, 0]);
    const edges = sharedBorders([left, right]).reduce((sum, line) => sum + line.length / 2 - 1, 0);
    expect(edges).toBe(7);
  });
});

describe('outerEdges', () => {
  it('M6: leaves out what two areas of one alert share', () => {
    const left = [0, 0, 0.1, 0, 0.1, 0.1, 0, 0.1, 0, 0];
    const right = [0.1, 0, 0.2, 0, 0.2, 0.1, 0.1, 0.1, 0.1, 0];
    const lines = outerEdges([left, right]);
    expect(lines.reduce((sum, line) => sum + line.length / 2 - 1, 0)).toBe(6);
    expect(outerEdges([left]).map((line) => [...line])).toEqual([left]);
  });
});

describe('waterAxis', () => {
  it('follows the middle of a band and keeps off its island', () => {
    const band = [0, 0, 1, 0, 1, 0.2, 0, 0.2, 0, 0];
    const axis = waterAxis(band, boxOf(band), 10);
    for (let i = 1; i < axis.length; i += 2) expect(axis[i]).toBeCloseTo(0.1, 9);
  });
});

describe('roadWidth', () => {
  it('grows with the zoom, and more important roads are never thinner', () => {
    for (const zoom of [9, 10.8, 12, 13.4, 15, 16.2, 18]) {
      for (const rank of [0, 1, 2, 3, 4] as const)
        expect(roadWidth(rank, zoom)).toBeGreaterThanOrEqual(roadWidth((rank + 1) as 1, zoom));
      expect(roadWidth(0, zoom + 0.5)).toBeGreaterThanOrEqual(roadWidth(0, zoom));
    }
  });
});
