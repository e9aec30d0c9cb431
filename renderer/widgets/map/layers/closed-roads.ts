import type { CityRoads } from '../../../../shared/domain/city.ts';
import { boxOf, boxesMeet, toWorld } from '../world.ts';
import type { Box, WorldPoint } from '../world.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';

/** One road between two crossings, interleaved world x, y. */
export interface RoadLine {
  readonly line: Float64Array;
  readonly box: Box;
}

type Polygon = readonly (readonly LonLat[])[];

/** Where the positions of a segment begin (shared/domain/city.ts). */
const FIRST_POSITION = 7;

export function roadLines({ nodes, segments }: CityRoads): RoadLine[] {
  return segments.flatMap((segment): RoadLine[] => {
    const [from, to] = [nodes[segment[0] as number], nodes[segment[1] as number]];
    if (!from || !to) return [];
    const points: LonLat[] = [from];
    for (let i = FIRST_POSITION; i + 1 < segment.length; i += 2)
      points.push([segment[i] as number, segment[i + 1] as number]);
    points.push(to);
    const line = Float64Array.from(points.flatMap(toWorld));
    return [{ line, box: boxOf(line) }];
  });
}

/** Roads that touch one of the areas: each is closed whole, as the router takes it (roads room, W-rules). */
export function closedRoads(roads: readonly RoadLine[], areas: readonly Polygon[]): RoadLine[] {
  const closed = new Set<RoadLine>();
  for (const area of areas) {
    const rings = area.map((ring) => ring.map(toWorld));
    const outer = rings[0];
    if (!outer) continue;
    const box = boxOf(outer.flat());
    for (const road of roads)
      if (!closed.has(road) && boxesMeet(box, road.box) && touches(road, rings)) closed.add(road);
  }
  return [...closed];
}

function touches({ line }: RoadLine, rings: readonly (readonly WorldPoint[])[]): boolean {
  for (let i = 0; i + 1 < line.length; i += 2) {
    const [x, y] = [line[i] as number, line[i + 1] as number];
    if (isInside(rings, x, y)) return true;
    if (i + 3 < line.length && crosses(rings, x, y, line[i + 2] as number, line[i + 3] as number)) return true;
  }
  return false;
}

function isInside(rings: readonly (readonly WorldPoint[])[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const corner of ring) {
      if (before && corner[1] > y !== before[1] > y) {
        if (x < corner[0] + ((y - corner[1]) / (before[1] - corner[1])) * (before[0] - corner[0])) inside = !inside;
      }
      before = corner;
    }
  }
  return inside;
}

function crosses(rings: readonly (readonly WorldPoint[])[], ax: number, ay: number, bx: number, by: number): boolean {
  const side = (px: number, py: number, qx: number, qy: number, [x, y]: WorldPoint): number =>
    (qx - px) * (y - py) - (qy - py) * (x - px);
  return rings.some((ring) =>
    ring.some((corner, i) => {
      const before = ring.at(i - 1) as WorldPoint;
      return (
        side(ax, ay, bx, by, before) * side(ax, ay, bx, by, corner) < 0 &&
        side(...before, ...corner, [ax, ay]) * side(...before, ...corner, [bx, by]) < 0
      );
    }),
  );
}
