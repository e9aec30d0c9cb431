import gcoord from 'gcoord';
import { describe, expect, it } from 'vitest';
import { scaleOf, toLonLat, toWorld, worldX, worldY } from '../world.ts';
import { gridZoom, tilesIn, type TileGrid } from './tile-grid.ts';

const WORLD: TileGrid = { minZoom: 0, maxZoom: 18, bounds: null, tileSize: 256, datum: 'wgs84', content: 'raster' };

function view(zoom: number, lon = 117.6, lat = 30.3, width = 1_920, height = 1_080) {
  const scale = scaleOf(zoom);
  const [x, y] = [worldX(lon), worldY(lat)];
  return { minX: x - width / 2 / scale, maxX: x + width / 2 / scale, minY: y - height / 2 / scale, maxY: y + height / 2 / scale };
} // prettier-ignore

describe('BM2: which tiles a window shows', () => {
  it.each([
    [WORLD, 13.4, 13],
    [WORLD, 13.6, 14],
    [{ ...WORLD, tileSize: 512 as const }, 13.4, 12],
    [WORLD, 21, 18],
    // Vectors go on beyond their deepest zoom, pictures do not.
    [{ ...WORLD, maxZoom: 14, tileSize: 512 as const, content: 'vector' as const }, 17, 16],
    [{ ...WORLD, minZoom: 12 }, 11, 12],
    [{ ...WORLD, minZoom: 12 }, 9, null],
  ])('%# of the zoom', (grid, zoom, z) => {
    expect(gridZoom(grid, zoom)).toBe(z);
  });

  it('cover the view without a gap, the middle first', () => {
    const box = view(13.3);
    const tiles = tilesIn(WORLD, box, 13.3);
    const all = tiles.map((tile) => tile.box);
    expect(Math.min(...all.map(({ minX }) => minX))).toBeLessThanOrEqual(box.minX);
    expect(Math.max(...all.map(({ maxY }) => maxY))).toBeGreaterThanOrEqual(box.maxY);
    const [first] = all;
    const middle = { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 };
    expect(first && middle.x >= first.minX && middle.x <= first.maxX).toBe(true);
    expect(first && middle.y >= first.minY && middle.y <= first.maxY).toBe(true);
    const columns = new Set(tiles.map(({ x }) => x)).size;
    const rows = new Set(tiles.map(({ y }) => y)).size;
    expect(tiles).toHaveLength(columns * rows);
  });

  it('are none outside of what the source covers, and none beyond the world', () => {
    const bounds = [116, 29, 117, 30] as const;
    expect(tilesIn({ ...WORLD, bounds }, view(14), 14)).toEqual([]);
    for (const { x, y, z } of tilesIn(WORLD, view(3, 179, 80), 3)) {
      expect(x >= 0 && x < 2 ** z && y >= 0 && y < 2 ** z).toBe(true);
    }
  });
});

describe('BM3: a GCJ-02 source', () => {
  const gcj: TileGrid = { ...WORLD, datum: 'gcj02' };

  it.each([8, 11, 14, 17, 18])('lies within a pixel of where its points belong, at zoom %i', (zoom) => {
    let worst = 0;
    for (const { z, x, y, box } of tilesIn(gcj, view(zoom), zoom)) {
      for (const [u, v] of [[0.5, 0.5], [0.25, 0.75], [1, 0], [0.9, 0.1]] as const) {
        const count = 2 ** z;
        const [lon, lat] = toLonLat([(x + u) / count, (y + v) / count]);
        const [trueX, trueY] = toWorld(gcoord.transform<[number, number]>([lon, lat], gcoord.GCJ02, gcoord.WGS84));
        const drawnX = box.minX + u * (box.maxX - box.minX);
        const drawnY = box.minY + v * (box.maxY - box.minY);
        worst = Math.max(worst, Math.hypot(drawnX - trueX, drawnY - trueY) * scaleOf(z));
      }
    }
    expect(worst).toBeLessThan(1);
  }); // prettier-ignore

  it('is asked for where it has the place, some hundred metres away', () => {
    const at = tilesIn(gcj, view(18, 117.6, 30.3, 2, 2), 18)[0];
    const plain = tilesIn(WORLD, view(18, 117.6, 30.3, 2, 2), 18)[0];
    expect([at?.x, at?.y]).not.toEqual([plain?.x, plain?.y]);
  });
});
