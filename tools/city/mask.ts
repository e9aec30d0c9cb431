import type { Point, Polygon } from './geometry.ts';
import type { Ground } from './ground.ts';
import type { Water } from './water.ts';

/** What covers a cell of the mask; bits may combine. */
export const COVER = {
  river: 1,
  stream: 2,
  lake: 4,
  park: 8,
  hill: 16,
  industrial: 32,
  rail: 64,
  detention: 128,
} as const;

export interface Mask {
  /** Cover bits at a point of local km; 0 outside the mask. */
  at(x: number, y: number): number;
  /** Cover bits within about `reach` km: the point and eight around it. */
  near(x: number, y: number, reach: number): number;
}

const CELL = 0.02;
const LEFT = -3;
const BOTTOM = -1;
const COLUMNS = 2100;
const ROWS = 1350;

/** Rasterises water and ground at 20 m, for the many quick questions of the street tracer. */
export function createMask(water: Water, ground: Ground): Mask {
  const cells = new Uint8Array(COLUMNS * ROWS);
  for (const body of water.bodies) {
    fill(cells, body.polygon, body.kind === 'river' ? COVER.river : body.kind === 'stream' ? COVER.stream : COVER.lake);
  }
  for (const area of ground.green) {
    if (area.kind === 'park') fill(cells, area.rings, COVER.park);
    if (area.kind === 'hill') fill(cells, area.rings, COVER.hill);
  }
  for (const area of ground.industrial) fill(cells, area.rings, COVER.industrial);
  for (const area of ground.detention) fill(cells, area.rings, COVER.detention);
  for (const { line } of ground.rail) {
    for (let i = 1; i < line.length; i += 1) stroke(cells, line[i - 1]!, line[i]!);
  }

  function at(x: number, y: number): number {
    const i = Math.floor((x - LEFT) / CELL);
    const j = Math.floor((y - BOTTOM) / CELL);
    return i < 0 || j < 0 || i >= COLUMNS || j >= ROWS ? 0 : cells[j * COLUMNS + i]!;
  }
  return {
    at,
    near(x, y, reach) {
      const side = reach * 0.7;
      return (
        at(x, y) |
        at(x + reach, y) |
        at(x - reach, y) |
        at(x, y + reach) |
        at(x, y - reach) |
        at(x + side, y + side) |
        at(x - side, y + side) |
        at(x + side, y - side) |
        at(x - side, y - side)
      );
    },
  };
}

/** Even–odd scanline fill over all rings, so holes stay empty. */
function fill(cells: Uint8Array, polygon: Polygon, bit: number): void {
  let low = Infinity;
  let high = -Infinity;
  for (const [, y] of polygon[0]!) {
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  const from = Math.max(0, Math.floor((low - BOTTOM) / CELL));
  const to = Math.min(ROWS - 1, Math.ceil((high - BOTTOM) / CELL));
  for (let j = from; j <= to; j += 1) {
    const y = BOTTOM + (j + 0.5) * CELL;
    const cuts: number[] = [];
    for (const ring of polygon) {
      for (let i = 0, k = ring.length - 1; i < ring.length; k = i, i += 1) {
        const a = ring[i]!;
        const b = ring[k]!;
        if (a[1] > y !== b[1] > y) cuts.push(((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]);
      }
    }
    cuts.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < cuts.length; pair += 2) {
      const start = Math.max(0, Math.floor((cuts[pair]! - LEFT) / CELL));
      const end = Math.min(COLUMNS - 1, Math.floor((cuts[pair + 1]! - LEFT) / CELL));
      for (let i = start; i <= end; i += 1) cells[j * COLUMNS + i]! |= bit;
    }
  }
}

function stroke(cells: Uint8Array, a: Point, b: Point): void {
  const pieces = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / (CELL * 0.5));
  for (let piece = 0; piece <= pieces; piece += 1) {
    const i = Math.floor((a[0] + ((b[0] - a[0]) * piece) / pieces - LEFT) / CELL);
    const j = Math.floor((a[1] + ((b[1] - a[1]) * piece) / pieces - BOTTOM) / CELL);
    if (i > 0 && j > 0 && i < COLUMNS - 1 && j < ROWS - 1) {
      for (const shift of [0, 1, -1, COLUMNS, -COLUMNS]) cells[j * COLUMNS + i + shift]! |= COVER.rail;
    }
  }
}
