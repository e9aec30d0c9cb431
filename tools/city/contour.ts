import { insideRing, ringArea, simplifyRing } from './geometry.ts';
import type { Point, Polygon, Ring } from './geometry.ts';

type Field = (x: number, y: number) => number;

/**
 * Polygons where a field is above a level: marching squares with linear interpolation, corners rounded once (Chaikin).
 * @param extent x from, y from, x to, y to (km) · @param cell grid size, km
 * @returns outer rings counter-clockwise, each followed by its holes
 */
export function contourPolygons(field: Field, level: number, extent: readonly number[], cell: number): Polygon[] {
  const [left, bottom, right, top] = extent as [number, number, number, number];
  const columns = Math.round((right - left) / cell) + 1;
  const rows = Math.round((top - bottom) / cell) + 1;
  const values = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1) {
      // The frame counts as below the level, so that every contour closes.
      const frame = i === 0 || j === 0 || i === columns - 1 || j === rows - 1;
      values[j * columns + i] = (frame ? -1 : field(left + i * cell, bottom + j * cell)) - level;
    }
  }
  const rings = joinSegments(segmentsOf(values, columns, rows))
    .map((ring) => simplifyRing(chaikin(ring.map(([i, j]): Point => [left + i * cell, bottom + j * cell])), 0.012))
    .filter((ring) => ring.length >= 4);
  const outers = rings.filter((ring) => ringArea(ring) > 0);
  const holes = rings.filter((ring) => ringArea(ring) < 0 && ringArea(ring) < -0.03);
  return outers.map((outer) => [outer, ...holes.filter((hole) => insideRing(hole[0]!, outer))]);
}

/** Directed pieces of contour in grid units, the high ground on their left. */
function segmentsOf(values: Float64Array, columns: number, rows: number): [Point, Point][] {
  const out: [Point, Point][] = [];
  for (let j = 0; j < rows - 1; j += 1) {
    for (let i = 0; i < columns - 1; i += 1) {
      const a = values[j * columns + i]!;
      const b = values[j * columns + i + 1]!;
      const c = values[(j + 1) * columns + i + 1]!;
      const d = values[(j + 1) * columns + i]!;
      const cut = (p: number, q: number): number => p / (p - q);
      const south = (): Point => [i + cut(a, b), j];
      const east = (): Point => [i + 1, j + cut(b, c)];
      const north = (): Point => [i + cut(d, c), j + 1];
      const west = (): Point => [i, j + cut(a, d)];
      const code = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
      if (code === 1) out.push([south(), west()]);
      else if (code === 2) out.push([east(), south()]);
      else if (code === 3) out.push([east(), west()]);
      else if (code === 4) out.push([north(), east()]);
      else if (code === 5) out.push([south(), west()], [north(), east()]);
      else if (code === 6) out.push([north(), south()]);
      else if (code === 7) out.push([north(), west()]);
      else if (code === 8) out.push([west(), north()]);
      else if (code === 9) out.push([south(), north()]);
      else if (code === 10) out.push([east(), south()], [west(), north()]);
      else if (code === 11) out.push([east(), north()]);
      else if (code === 12) out.push([west(), east()]);
      else if (code === 13) out.push([south(), east()]);
      else if (code === 14) out.push([west(), south()]);
    }
  }
  return out;
}

function joinSegments(segments: [Point, Point][]): Ring[] {
  const key = (point: Point): string => `${point[0].toFixed(6)},${point[1].toFixed(6)}`;
  const byStart = new Map<string, number>();
  segments.forEach(([start], index) => byStart.set(key(start), index));
  const used = new Uint8Array(segments.length);
  const rings: Ring[] = [];
  for (let first = 0; first < segments.length; first += 1) {
    if (used[first]) continue;
    const ring: Ring = [];
    let index: number | undefined = first;
    while (index !== undefined && !used[index]) {
      used[index] = 1;
      ring.push(segments[index]![0]);
      index = byStart.get(key(segments[index]![1]));
    }
    if (ring.length >= 4) rings.push(ring);
  }
  return rings;
}

function chaikin(ring: Ring): Ring {
  return ring.flatMap((point, i): Point[] => {
    const next = ring[(i + 1) % ring.length]!;
    return [
      [point[0] * 0.75 + next[0] * 0.25, point[1] * 0.75 + next[1] * 0.25],
      [point[0] * 0.25 + next[0] * 0.75, point[1] * 0.25 + next[1] * 0.75],
    ];
  });
}
