import { describe, expect, it } from 'vitest';
import type { CityRoads } from '../../../../shared/domain/city.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { closedRoads, roadLines } from './closed-roads.ts';

/** A cross of four roads around 117, 30, and one beyond it. */
const roads: CityRoads = {
  classes: ['residential'],
  names: [{ zh: '路', en: 'Road' }],
  nodes: [[117, 30], [117.01, 30], [116.99, 30], [117, 30.01], [117, 29.99], [117.03, 30]],
  segments: [[0, 1, 0, 0, 40, 0, 0], [0, 2, 0, 0, 40, 0, 0], [0, 3, 0, 0, 40, 0, 0], [0, 4, 0, 0, 40, 0, 0], [1, 5, 0, 0, 40, 0, 0, 117.02, 30.005]],
}; // prettier-ignore
const lines = roadLines(roads);

function box(west: number, south: number, east: number, north: number): LonLat[][] {
  return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]; // prettier-ignore
}

function closed(...areas: LonLat[][][]): number[] {
  return closedRoads(lines, areas).map((road) => lines.indexOf(road));
}

describe('closedRoads', () => {
  it('L7: a road that an area touches is closed: with a corner in it, or only crossing it', () => {
    expect(closed(box(117.004, 29.999, 117.006, 30.001))).toEqual([0]);
    expect(closed(box(116.999, 29.999, 117.001, 30.001))).toEqual([0, 1, 2, 3]);
    expect(closed(box(117.019, 30.004, 117.021, 30.006))).toEqual([4]);
  });

  it('L7: beside a road, or in a hole, nothing is closed; none without areas', () => {
    expect(closed(box(117.004, 30.002, 117.006, 30.004))).toEqual([]);
    const [outer] = box(117.002, 29.995, 117.008, 30.005);
    const [hole] = box(116.9, 29.99, 117.02, 30.01);
    expect(closed([outer as LonLat[], hole as LonLat[]])).toEqual([0]);
    expect(closed()).toEqual([]);
  });
});
