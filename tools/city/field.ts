import { createRandom } from '../../shared/kit/random.ts';
import { distance } from './geometry.ts';
import type { Point } from './geometry.ts';
import { createNoise } from './noise.ts';

/** Main street direction at a place, radians, defined up to quarter turns. */
export type DirectionField = (x: number, y: number) => number;

const CELL = 0.1;
const LEFT = -2.8;
const BOTTOM = -0.8;
const COLUMNS = 416;
const ROWS = 268;

/**
 * A cross field for street grids: every neighbourhood has its own turn, streets beside a main road or the river follow it.
 * Directions are averaged as (cos 4a, sin 4a), so that a street and its perpendicular count as the same grid
 * (after Chen et al., "Interactive procedural street modeling", 2008).
 * @param guides lines to follow, each with a weight and a reach in km
 */
export function createField(seed: number, guides: { line: Point[]; weight: number; reach: number }[]): DirectionField {
  const random = createRandom(seed);
  const quarters: { at: Point; turn: number }[] = [];
  for (let attempt = 0; attempt < 4000; attempt += 1) {
    const at: Point = [random.next() * 38 - 1, random.next() * 24];
    // Turns of mostly under 35 degrees: real cities keep a common memory of north.
    if (quarters.every((other) => distance(other.at, at) > 1.35)) quarters.push({ at, turn: random.gaussian() * 0.36 });
  }
  const bend = createNoise(seed + 1, 1.4);
  const cos = new Float64Array(COLUMNS * ROWS);
  const sin = new Float64Array(COLUMNS * ROWS);
  for (let j = 0; j < ROWS; j += 1) {
    for (let i = 0; i < COLUMNS; i += 1) {
      const x = LEFT + i * CELL;
      const y = BOTTOM + j * CELL;
      let c = 0;
      let s = 0;
      for (const { at, turn } of quarters) {
        const away = ((x - at[0]) ** 2 + (y - at[1]) ** 2) / 0.9;
        if (away > 6) continue;
        const weight = Math.exp(-away) + 1e-4;
        c += weight * Math.cos(4 * turn);
        s += weight * Math.sin(4 * turn);
      }
      const size = Math.hypot(c, s) || 1;
      const twist = bend(x, y) * 0.5;
      cos[j * COLUMNS + i] = (c * Math.cos(twist) - s * Math.sin(twist)) / size + (size === 1 && c === 0 ? 1 : 0);
      sin[j * COLUMNS + i] = (c * Math.sin(twist) + s * Math.cos(twist)) / size;
    }
  }
  for (const guide of guides) splat(guide, cos, sin);

  return (x, y) => {
    const u = Math.min(COLUMNS - 2, Math.max(0, (x - LEFT) / CELL));
    const v = Math.min(ROWS - 2, Math.max(0, (y - BOTTOM) / CELL));
    const i = Math.floor(u);
    const j = Math.floor(v);
    const fu = u - i;
    const fv = v - j;
    const blend = (grid: Float64Array): number => {
      const at = j * COLUMNS + i;
      return (
        (grid[at]! * (1 - fu) + grid[at + 1]! * fu) * (1 - fv) +
        (grid[at + COLUMNS]! * (1 - fu) + grid[at + COLUMNS + 1]! * fu) * fv
      );
    };
    return Math.atan2(blend(sin), blend(cos)) / 4;
  };
}

/** Adds the direction of a guide line to the cells around it, fading with distance. */
function splat(guide: { line: Point[]; weight: number; reach: number }, cos: Float64Array, sin: Float64Array): void {
  const cells = Math.ceil((guide.reach * 2) / CELL);
  for (let k = 1; k < guide.line.length; k += 1) {
    const a = guide.line[k - 1]!;
    const b = guide.line[k]!;
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    const length = distance(a, b);
    const ci = Math.round((a[0] - LEFT) / CELL);
    const cj = Math.round((a[1] - BOTTOM) / CELL);
    for (let dj = -cells; dj <= cells; dj += 1) {
      for (let di = -cells; di <= cells; di += 1) {
        const i = ci + di;
        const j = cj + dj;
        if (i < 0 || j < 0 || i >= COLUMNS || j >= ROWS) continue;
        const away = Math.hypot(LEFT + i * CELL - a[0], BOTTOM + j * CELL - a[1]) / guide.reach;
        const weight = guide.weight * Math.exp(-away * away * 1.5) * (length / 0.1);
        cos[j * COLUMNS + i]! += weight * Math.cos(4 * angle);
        sin[j * COLUMNS + i]! += weight * Math.sin(4 * angle);
      }
    }
  }
}
