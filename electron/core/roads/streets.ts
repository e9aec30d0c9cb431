import type { LocalText } from '../../../shared/domain/common.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { shapePoint, type RoadGraph } from './graph.ts';
import { NO_NAME } from './road-data.ts';

/** A street of the road graph: all roads of one name together. */
export interface Street {
  /** Its number among the names. */
  readonly id: number;
  readonly name: LocalText;
  /** On it: the point nearest to the middle of its box. */
  readonly at: LonLat;
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

/** In the order of the names. One name in two towns is one street: an extract of a city has few of these. */
export function streetsOf(graph: RoadGraph): Street[] {
  const roadsOf = new Map<number, number[]>();
  graph.nameOf.forEach((name, road) => {
    if (name === NO_NAME) return;
    const known = roadsOf.get(name);
    if (known) known.push(road);
    else roadsOf.set(name, [road]);
  });
  return [...roadsOf].sort(([a], [b]) => a - b).flatMap(([id, roads]) => {
    const name = graph.names[id];
    const points = roads.flatMap((road) => pointsOf(graph, road));
    if (!name || points.length === 0) return [];
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [lon, lat] of points) {
      [west, east] = [Math.min(west, lon), Math.max(east, lon)];
      [south, north] = [Math.min(south, lat), Math.max(north, lat)];
    }
    return [{ id, name, at: nearest(points, (west + east) / 2, (south + north) / 2), box: [west, south, east, north] }];
  }); // prettier-ignore
}

function pointsOf(graph: RoadGraph, road: number): LonLat[] {
  const first = graph.shapeStart[road] ?? 0;
  return Array.from({ length: (graph.shapeStart[road + 1] ?? first) - first }, (_, at) =>
    shapePoint(graph, first + at),
  );
}

function nearest(points: readonly LonLat[], lon: number, lat: number): LonLat {
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const away = ([x, y]: LonLat): number => Math.hypot((x - lon) * squeeze, y - lat);
  return points.reduce((best, point) => (away(point) < away(best) ? point : best));
}
