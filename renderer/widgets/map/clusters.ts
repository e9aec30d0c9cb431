import type { Level } from '../../../shared/domain/common.ts';
import { levelRank } from '../../state/incident-order.ts';

export interface ClusterPoint {
  readonly x: number;
  readonly y: number;
  readonly level: Level;
}

interface Cluster<T> {
  readonly x: number;
  readonly y: number;
  /** At least two, the worst first. */
  readonly members: readonly T[];
}

export interface Clustered<T> {
  readonly singles: readonly T[];
  readonly clusters: readonly Cluster<T>[];
}

/**
 * Joins what lies within `radius` of a worse or earlier neighbour. Greedy over a grid of cells as wide as the radius, so
 * O(n) for evenly spread points. It works on world positions, not on the screen: dragging the map changes nothing.
 *
 * Levels 1 and 2 are never taken in, however crowded it is (rule M5); `alone` adds others, such as the selected one.
 */
export function cluster<T extends ClusterPoint>(
  points: Iterable<T>,
  radius: number,
  alone: (point: T) => boolean = () => false,
): Clustered<T> {
  const singles: T[] = [];
  const byRank: T[][] = [[], [], [], [], [], []];
  for (const point of points) {
    if (point.level === 1 || point.level === 2 || alone(point)) singles.push(point);
    else (byRank[levelRank(point.level)] as T[]).push(point);
  }
  const open = byRank.flat();
  const cells = new Map<number, number[]>();
  const cellOf = (value: number): number => Math.floor(value / radius);
  // Two 26-bit halves: the world is at most 2^26 radii wide at any zoom that a screen can show.
  const keyOf = (column: number, row: number): number => column * 67_108_864 + row;
  open.forEach((point, index) => {
    const key = keyOf(cellOf(point.x), cellOf(point.y));
    const cell = cells.get(key);
    if (cell) cell.push(index);
    else cells.set(key, [index]);
  });
  const taken = new Uint8Array(open.length);
  const clusters: Cluster<T>[] = [];
  for (let index = 0; index < open.length; index += 1) {
    if (taken[index]) continue;
    taken[index] = 1;
    const seed = open[index] as T;
    const members = [seed];
    const column = cellOf(seed.x);
    const row = cellOf(seed.y);
    for (let r = row - 1; r <= row + 1; r += 1) {
      for (let c = column - 1; c <= column + 1; c += 1) {
        for (const other of cells.get(keyOf(c, r)) ?? []) {
          const point = open[other] as T;
          if (taken[other] || (point.x - seed.x) ** 2 + (point.y - seed.y) ** 2 > radius * radius) continue;
          taken[other] = 1;
          members.push(point);
        }
      }
    }
    if (members.length === 1) singles.push(seed);
    else
      clusters.push({ ...middle(members), members: members.sort((a, b) => levelRank(a.level) - levelRank(b.level)) });
  }
  return { singles, clusters };
}

function middle(points: readonly ClusterPoint[]): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x;
    y += point.y;
  }
  return { x: x / points.length, y: y / points.length };
}
