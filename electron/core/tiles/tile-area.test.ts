import { describe, expect, it } from 'vitest';
import type { TileAddress } from './tile-facts.ts';
import { tilesOf } from './tile-area.ts';

type Ring = [number, number][];

/** Every tile of a zoom whose square has a point of a fine grid in the polygon: slow, and right up to the grid. */
function bruteForce(ring: Ring, z: number): Set<string> {
  const found = new Set<string>();
  const scale = 2 ** z;
  const grid = ring.map(([lon, lat]) => {
    const sin = Math.sin((lat * Math.PI) / 180);
    return [(lon / 360 + 0.5) * scale, (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * scale] as const;
  });
  const xs = grid.map(([x]) => x);
  const ys = grid.map(([, y]) => y);
  const step = 1 / 128;
  for (let x = Math.min(...xs); x <= Math.max(...xs); x += step)
    for (let y = Math.min(...ys); y <= Math.max(...ys); y += step)
      if (isInside(grid, x, y)) found.add(`${Math.floor(x)}/${Math.floor(y)}`);
  return found;
}

function isInside(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] as readonly [number, number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function all(list: ReturnType<typeof tilesOf>): TileAddress[] {
  return Array.from({ length: list.total }, (_, number) => list.at(number) as TileAddress);
}

const SHAPES: Record<string, Ring> = {
  'a box': [[117.5, 30.1], [117.8, 30.1], [117.8, 30.4], [117.5, 30.4]],
  'a triangle': [[117.5, 30.1], [117.9, 30.15], [117.6, 30.5]],
  'a U, which is not filled between its arms': [[117, 30], [118, 30], [118, 31], [117.9, 31], [117.9, 30.1], [117.1, 30.1], [117.1, 31], [117, 31]],
}; // prettier-ignore

describe('T10: the tiles of an area', () => {
  it.each(Object.entries(SHAPES))('%s: every tile that it touches and hardly another', (_name, ring) => {
    const tiles = all(tilesOf({ ring, minZoom: 11, maxZoom: 11 }, 'wgs84'));
    const mine = new Set(tiles.map(({ x, y }) => `${x}/${y}`));
    const theirs = bruteForce(ring, 11);
    expect(mine.size).toBe(tiles.length);
    expect([...theirs].filter((tile) => !mine.has(tile))).toEqual([]);
    // The grid of the slow way misses slivers at the edge.
    expect(mine.size - theirs.size).toBeLessThanOrEqual(Math.ceil(theirs.size * 0.1));
  });

  it('gives each tile a number, shallow ones first', () => {
    const list = tilesOf({ ring: SHAPES['a box'] as Ring, minZoom: 0, maxZoom: 12 }, 'wgs84');
    const tiles = all(list);
    expect(tiles[0]).toEqual({ z: 0, x: 0, y: 0 });
    expect(tiles.map(({ z }) => z)).toEqual(tiles.map(({ z }) => z).toSorted((a, b) => a - b));
    expect(new Set(tiles.map(({ z, x, y }) => `${z}/${x}/${y}`)).size).toBe(list.total);
    expect(list.at(list.total)).toBeNull();
  });

  it('refuses absurd counts with the count, at once', () => {
    const world: Ring = [[-180, -85], [180, -85], [180, 85], [-180, 85]]; // prettier-ignore
    for (const maxZoom of [10, 14, 22]) {
      const refused = expect.objectContaining({ code: 'preload-too-many' });
      let problem: { params: { count: number } } | null = null;
      try {
        tilesOf({ ring: world, minZoom: 0, maxZoom }, 'wgs84');
      } catch (error) {
        problem = (error as { problem: { params: { count: number } } }).problem;
      }
      expect(problem).toEqual(refused);
      expect(problem?.params.count).toBeGreaterThan(4 ** maxZoom * 0.9);
    }
  });

  it('looks for an area of a GCJ-02 source where that source has it', () => {
    const ring: Ring = [[117.5, 30.1], [117.5001, 30.1], [117.5001, 30.1001]]; // prettier-ignore
    const [here] = all(tilesOf({ ring, minZoom: 18, maxZoom: 18 }, 'wgs84'));
    const [there] = all(tilesOf({ ring, minZoom: 18, maxZoom: 18 }, 'gcj02'));
    expect(there).not.toEqual(here);
    // Some 500 m, and a tile of zoom 18 is 132 m wide here.
    expect(Math.abs((there?.x ?? 0) - (here?.x ?? 0))).toBeLessThan(8);
  });
});
