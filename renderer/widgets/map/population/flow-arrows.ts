import type { PopulationMap } from '../../../../shared/domain/population.ts';
import { toWorld } from '../world.ts';
import type { WorldPoint } from '../world.ts';

/** Lower bounds of the classes, persons per hour, and the width of each, px. */
export const FLOW_CLASSES = [
  { from: 50, width: 1 },
  { from: 200, width: 1.8 },
  { from: 500, width: 2.8 },
  { from: 1_000, width: 4 },
  { from: 2_000, width: 5.5 },
] as const;

/** So many of the largest are drawn: four hundred arrows would be a ball of wool. */
export const MOST_ARROWS = 18;

export interface FlowArrow {
  readonly from: WorldPoint;
  readonly to: WorldPoint;
  readonly persons: number;
  /** Index into `FLOW_CLASSES`. */
  readonly rank: number;
}

export function flowClass(persons: number): number {
  return FLOW_CLASSES.findLastIndex(({ from }) => persons >= from);
}

/** The largest flows of an hour, the smallest first: the largest lie on top. */
export function flowArrows({ areas, flows }: PopulationMap, hour: number, most = MOST_ARROWS): FlowArrow[] {
  return flows
    .flatMap(({ from, to, persons }): FlowArrow[] => {
      const [start, end] = [areas[from], areas[to]];
      const moved = persons[hour] ?? 0;
      if (!start || !end || flowClass(moved) < 0) return [];
      return [{ from: toWorld(start.middle), to: toWorld(end.middle), persons: moved, rank: flowClass(moved) }];
    })
    .sort((a, b) => b.persons - a.persons)
    .slice(0, most)
    .reverse();
}

export interface ArrowLine {
  readonly start: readonly [x: number, y: number];
  readonly bend: readonly [x: number, y: number];
  readonly end: readonly [x: number, y: number];
}

/** Px that a line keeps from the middle of an area, and how far it bends to the right of its way: two directions part. */
const INSET = 10;
const BEND = 0.16;

/** Where an arrow runs; null when its ends are too near each other to be told apart. */
export function arrowLine(ax: number, ay: number, bx: number, by: number): ArrowLine | null {
  const length = Math.hypot(bx - ax, by - ay);
  if (length < INSET * 4) return null;
  const bend = [(ax + bx) / 2 - (by - ay) * BEND, (ay + by) / 2 + (bx - ax) * BEND] as const;
  const towards = (x: number, y: number): readonly [number, number] => {
    const way = Math.hypot(bend[0] - x, bend[1] - y);
    return [x + ((bend[0] - x) / way) * INSET, y + ((bend[1] - y) / way) * INSET];
  };
  return { start: towards(ax, ay), bend, end: towards(bx, by) };
}
