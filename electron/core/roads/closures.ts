import Flatbush from 'flatbush';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { shapePoint, type RoadGraph } from './graph.ts';
import { BRIDGE } from './road-data.ts';
import type { RoadIndex } from './snap.ts';

/** Rings of a polygon: outer, then holes. What an odd number of rings surrounds is inside (even–odd). */
export type Area = readonly (readonly LonLat[])[];

export interface Closures {
  readonly areas?: readonly Area[] | undefined;
  readonly roads?: readonly number[] | undefined;
  readonly exceptBridges?: boolean | undefined;
}

/** W5: 1 for each road that touches an area or is named; null when nothing is closed. */
export function closedRoads(graph: RoadGraph, index: RoadIndex, closures: Closures | undefined): Uint8Array | null {
  const { areas = [], roads = [], exceptBridges = false } = closures ?? {};
  if (areas.length === 0 && roads.length === 0) return null;
  const closed = new Uint8Array(graph.from.length);
  for (const area of areas) {
    const outline = new Outline(area);
    for (const road of index.within(...outline.bounds)) {
      if (closed[road] === 1) continue;
      if (exceptBridges && ((graph.flags[road] ?? 0) & BRIDGE) !== 0) continue;
      if (touches(graph, road, outline)) closed[road] = 1;
    }
  }
  // One that is not in this graph closes nothing.
  for (const road of roads) if (road < closed.length) closed[road] = 1;
  return closed;
}

/** A road that crosses no side is inside whole or outside whole, so that one of its points tells. */
function touches(graph: RoadGraph, road: number, outline: Outline): boolean {
  const first = graph.shapeStart[road] ?? 0;
  const end = graph.shapeStart[road + 1] ?? 0;
  for (let index = first; index + 1 < end; index += 1) {
    if (outline.isCrossedBy(shapePoint(graph, index), shapePoint(graph, index + 1))) return true;
  }
  return outline.surrounds(shapePoint(graph, first));
}

/** The sides of a polygon under an index: a flood's outline may have thousands. */
class Outline {
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly #sides: (readonly [LonLat, LonLat])[] = [];
  readonly #boxes: Flatbush;

  constructor(rings: Area) {
    for (const ring of rings) {
      ring.forEach((corner, at) => {
        this.#sides.push([corner, ring[(at + 1) % ring.length] ?? corner]);
      });
    }
    this.#boxes = new Flatbush(this.#sides.length);
    for (const [a, b] of this.#sides) {
      this.#boxes.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
    }
    this.#boxes.finish();
    const { minX, minY, maxX, maxY } = this.#boxes;
    this.bounds = [minX, minY, maxX, maxY];
  }

  isCrossedBy(a: LonLat, b: LonLat): boolean {
    const box = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])] as const;
    return this.#boxes.search(...box).some((at) => {
      const [c, d] = this.#sides[at] ?? [a, a];
      return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
    });
  }

  /** By the sides that a ray to the east crosses (Shimrat 1962, even–odd). */
  surrounds([x, y]: LonLat): boolean {
    const { maxX } = this.#boxes;
    let isInside = false;
    for (const at of this.#boxes.search(x, y, maxX, y)) {
      const [a, b] = this.#sides[at] ?? [[0, 0], [0, 0]]; // prettier-ignore
      if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) isInside = !isInside;
    }
    return isInside;
  }
}

/** Which side of the line a–b the point c is on: the sign of the triangle's area. */
function turn(a: LonLat, b: LonLat, c: LonLat): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}
