import gcoord from 'gcoord';
import type { TileSourceRow } from '../../../../shared/protocol/console-api/tile-rows.ts';
import { toLonLat, toWorld, type Box, type WorldPoint } from '../world.ts';

/** What of a source decides which of its tiles a window shows. */
export type TileGrid = Pick<TileSourceRow, 'minZoom' | 'maxZoom' | 'bounds' | 'tileSize' | 'datum' | 'content'>;

export interface GridTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  /** Where it lies in our world (WGS-84). */
  readonly box: Box;
}

/** Vectors are drawn sharp beyond the deepest zoom that there is, from the tile above. */
const VECTOR_BEYOND = 7;
/** A source that begins deeper than this below the window's zoom is not shown: it would take hundreds of tiles. */
const MOST_ABOVE = 2;
const MOST_TILES = 240;

/** The zoom whose tiles are shown; null when the source has none that fits. */
export function gridZoom({ minZoom, maxZoom, tileSize, content }: TileGrid, zoom: number): number | null {
  const wanted = Math.round(zoom) - (tileSize === 512 ? 1 : 0);
  if (wanted < minZoom - MOST_ABOVE) return null;
  return Math.max(minZoom, Math.min(wanted, maxZoom + (content === 'vector' ? VECTOR_BEYOND : 0)));
}

/**
 * The tiles that a part of the world shows, the middle first. A GCJ-02 source is asked for where it has a place, and each of
 * its tiles is put between its own corners, brought back to WGS-84: neighbours meet, and within a tile the shift differs by
 * less than a pixel, since it changes by less than half a per cent of the way (rule BM3).
 */
export function tilesIn(grid: TileGrid, view: Box, zoom: number): GridTile[] {
  const z = gridZoom(grid, zoom);
  if (z === null) return [];
  const count = 2 ** z;
  const { minX, minY, maxX, maxY } = inGrid(grid, view);
  const limit = limits(grid);
  const clamp = (value: number): number => Math.min(count - 1, Math.max(0, Math.floor(value * count)));
  const [left, right] = [clamp(Math.max(minX, limit.minX)), clamp(Math.min(maxX, limit.maxX))];
  const [top, bottom] = [clamp(Math.max(minY, limit.minY)), clamp(Math.min(maxY, limit.maxY))];
  if (minX > limit.maxX || maxX < limit.minX || minY > limit.maxY || maxY < limit.minY) return [];
  if ((right - left + 1) * (bottom - top + 1) > MOST_TILES) return [];
  const tiles: GridTile[] = [];
  for (let y = top; y <= bottom; y += 1)
    for (let x = left; x <= right; x += 1) tiles.push({ z, x, y, box: boxIn(grid, z, x, y) });
  const middle = [(view.minX + view.maxX) / 2, (view.minY + view.maxY) / 2] as const;
  const away = ({ box }: GridTile): number =>
    Math.hypot((box.minX + box.maxX) / 2 - middle[0], (box.minY + box.maxY) / 2 - middle[1]);
  return tiles.sort((a, b) => away(a) - away(b));
}

/** Where a tile of the grid lies in our world. */
export function boxIn({ datum }: Pick<TileGrid, 'datum'>, z: number, x: number, y: number): Box {
  const count = 2 ** z;
  const [minX, minY] = fromGrid(datum, [x / count, y / count]);
  const [maxX, maxY] = fromGrid(datum, [(x + 1) / count, (y + 1) / count]);
  return { minX, minY, maxX, maxY };
}

function fromGrid(datum: TileGrid['datum'], at: WorldPoint): WorldPoint {
  if (datum === 'wgs84') return at;
  const [lon, lat] = toLonLat(at);
  return toWorld(gcoord.transform<[number, number]>([lon, lat], gcoord.GCJ02, gcoord.WGS84));
}

function inGrid({ datum }: TileGrid, { minX, minY, maxX, maxY }: Box): Box {
  if (datum === 'wgs84') return { minX, minY, maxX, maxY };
  const corners = [[minX, minY], [maxX, minY], [minX, maxY], [maxX, maxY]] as const; // prettier-ignore
  const moved = corners.map((corner) => {
    const [lon, lat] = toLonLat(corner);
    return toWorld(gcoord.transform<[number, number]>([lon, lat], gcoord.WGS84, gcoord.GCJ02));
  });
  const xs = moved.map(([x]) => x);
  const ys = moved.map(([, y]) => y);
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

/** What the source says that it covers, in its own grid. */
function limits({ bounds }: TileGrid): Box {
  if (!bounds) return { minX: 0, minY: 0, maxX: 1, maxY: 1 };
  const [west, south, east, north] = bounds;
  const [minX, minY] = toWorld([west, north]);
  const [maxX, maxY] = toWorld([east, south]);
  return { minX, minY, maxX, maxY };
}
