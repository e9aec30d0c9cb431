import type { LonLat } from './geo.ts';

/** Equal cells in degrees; (column, row) has its lower left corner at west + column · width, south + row · height. */
export interface CellGrid {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
}

/** In units of cells, counted from the grid's lower left corner. */
type Corner = readonly [x: number, y: number];

/**
 * Which share (0…1) of each cell lies inside the polygons (`[polygon][ring][corner]`, outer ring first, then holes), by
 * row · columns + column; cells outside are left out. Where polygons overlap, what they share counts for each, up to the
 * whole cell. A row is cut out first and then cut into cells, so that the cost is corners × rows, not corners × cells.
 */
export function shareOfCells(
  grid: CellGrid,
  polygons: readonly (readonly (readonly LonLat[])[])[],
): Map<number, number> {
  const shares = new Map<number, number>();
  for (const rings of polygons) {
    for (const [index, ring] of rings.entries()) {
      const corners = ring.map(([lon, lat]): Corner => [
        (lon - grid.west) / grid.width,
        (lat - grid.south) / grid.height,
      ]);
      addRing(grid, corners, index === 0 ? 1 : -1, shares);
    }
  }
  for (const [cell, share] of shares) {
    if (share <= TINY) shares.delete(cell);
    else shares.set(cell, Math.min(1, share));
  }
  return shares;
}

/** Less of a cell than this is rounding. */
const TINY = 1e-9;

function addRing(grid: CellGrid, ring: readonly Corner[], sign: 1 | -1, shares: Map<number, number>): void {
  const [firstRow, lastRow] = span(ring, 1, grid.rows);
  for (let row = firstRow; row < lastRow; row += 1) {
    const band = cut(cut(ring, 1, row, 1), 1, row + 1, -1);
    const [firstColumn, lastColumn] = span(band, 0, grid.columns);
    for (let column = firstColumn; column < lastColumn; column += 1) {
      const size = areaOf(cut(cut(band, 0, column, 1), 0, column + 1, -1));
      const cell = row * grid.columns + column;
      shares.set(cell, (shares.get(cell) ?? 0) + sign * size);
    }
  }
}

/** The rows or columns that a ring reaches. */
function span(ring: readonly Corner[], axis: 0 | 1, count: number): [first: number, end: number] {
  let least = Infinity;
  let most = -Infinity;
  for (const corner of ring) {
    if (corner[axis] < least) least = corner[axis];
    if (corner[axis] > most) most = corner[axis];
  }
  return [Math.max(0, Math.floor(least)), Math.min(count, Math.ceil(most))];
}

/** The part of a ring on one side of a line: `keep` 1 the greater values, -1 the lesser (Sutherland and Hodgman 1974). */
function cut(ring: readonly Corner[], axis: 0 | 1, at: number, keep: 1 | -1): Corner[] {
  const kept: Corner[] = [];
  let before = ring.at(-1);
  for (const corner of ring) {
    const inside = (corner[axis] - at) * keep >= 0;
    if (before && inside !== (before[axis] - at) * keep >= 0) {
      const share = (at - before[axis]) / (corner[axis] - before[axis]);
      const other = before[(1 - axis) as 0 | 1] + share * (corner[(1 - axis) as 0 | 1] - before[(1 - axis) as 0 | 1]);
      kept.push(axis === 0 ? [at, other] : [other, at]);
    }
    if (inside) kept.push(corner);
    before = corner;
  }
  return kept;
}

/** Without sign (Gauss's shoelace). */
function areaOf(ring: readonly Corner[]): number {
  let twice = 0;
  let before = ring.at(-1);
  for (const corner of ring) {
    if (before) twice += before[0] * corner[1] - corner[0] * before[1];
    before = corner;
  }
  return Math.abs(twice) / 2;
}
