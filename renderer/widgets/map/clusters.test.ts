import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level } from '../../../shared/domain/common.ts';
import { cluster } from './clusters.ts';

interface Point {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly level: Level;
}

const points = fc
  .array(
    fc.record({
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
      level: fc.constantFrom<Level>(0, 1, 2, 3, 4),
    }),
    { maxLength: 120 },
  )
  .map((list): Point[] => list.map((point, id) => ({ ...point, id })));

describe('cluster', () => {
  it('M5: never takes in level 1 or 2, however crowded', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0.001, max: 1, noNaN: true }), (list, radius) => {
        const { singles, clusters } = cluster(list, radius);
        const grave = list.filter(({ level }) => level === 1 || level === 2);
        for (const point of grave) expect(singles).toContain(point);
        for (const { members } of clusters) for (const { level } of members) expect([0, 3, 4]).toContain(level);
      }),
    );
  });

  it('M5: loses nothing and doubles nothing', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0.001, max: 1, noNaN: true }), (list, radius) => {
        const { singles, clusters } = cluster(list, radius);
        const all = [...singles, ...clusters.flatMap(({ members }) => members)];
        expect(all.map(({ id }) => id).sort((a, b) => a - b)).toEqual(list.map(({ id }) => id));
        for (const { members } of clusters) expect(members.length).toBeGreaterThan(1);
      }),
    );
  });

  it('M5: joins only what lies within the radius, and shows the worst first', () => {
    const list: Point[] = [
      { id: 0, x: 0.1, y: 0.1, level: 0 },
      { id: 1, x: 0.105, y: 0.1, level: 4 },
      { id: 2, x: 0.11, y: 0.1, level: 3 },
      { id: 3, x: 0.3, y: 0.1, level: 4 },
    ];
    const { singles, clusters } = cluster(list, 0.02);
    expect(singles.map(({ id }) => id)).toEqual([3]);
    expect(clusters).toHaveLength(1);
    expect(clusters[0]?.members.map(({ level }) => level)).toEqual([3, 4, 0]);
  });

  it('M5: leaves alone what it is told to', () => {
    const list: Point[] = [0, 1, 2].map((id) => ({ id, x: 0.5, y: 0.5, level: 4 as const }));
    const { singles, clusters } = cluster(list, 0.1, ({ id }) => id === 1);
    expect(singles.map(({ id }) => id)).toEqual([1]);
    expect(clusters[0]?.members.map(({ id }) => id)).toEqual([0, 2]);
  });
});
