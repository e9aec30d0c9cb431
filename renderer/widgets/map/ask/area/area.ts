import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { distance } from '../../../../../shared/kit/geo.ts';
import { circle } from '../../../../../shared/kit/geodesy.ts';

/** What is asked about: polygons (`[polygon][ring][corner]`, outer ring first, then holes) and circles, all of them together. */
export interface Area {
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
  readonly circles: readonly { readonly center: LonLat; readonly metres: number }[];
}

type Contains = (at: LonLat) => boolean;

/** Corners per degree of a circle that is drawn or counted over; what is inside is told by the distance itself. */
const STEP = 5;
const MOST_BANDS = 512;

/**
 * A test for positions. A border counts as inside, that of a hole too; a circle's is exactly its radius. Edges lie in bands of
 * latitude, so that an outline of thousands of corners costs a few comparisons for each position.
 */
export function containsIn({ polygons, circles }: Area): Contains {
  const tests = polygons.map(polygonTest);
  return (at) =>
    circles.some(({ center, metres }) => distance(center, at) <= metres) || tests.some((contains) => contains(at));
}

/** Outlines, for drawing and for counting people: circles as polygons. */
export function polygonsOf({ polygons, circles }: Area): (readonly (readonly LonLat[])[])[] {
  return [...polygons, ...circles.map(({ center, metres }) => [circle(center, metres, STEP)])];
}

/** Edges as x1, y1, x2, y2 in a row. */
function polygonTest(rings: readonly (readonly LonLat[])[]): Contains {
  const edges: number[] = [];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [index, [x, y]] of ring.entries()) {
      const [nextX, nextY] = ring[(index + 1) % ring.length] as LonLat;
      edges.push(x, y, nextX, nextY);
      [west, south] = [Math.min(west, x), Math.min(south, y)];
      [east, north] = [Math.max(east, x), Math.max(north, y)];
    }
  }
  const count = Math.max(1, Math.min(MOST_BANDS, edges.length >> 5));
  const height = (north - south) / count || 1;
  const bandOf = (y: number): number => Math.max(0, Math.min(count - 1, Math.floor((y - south) / height)));
  const bands = Array.from({ length: count }, (): number[] => []);
  for (let edge = 0; edge < edges.length; edge += 4) {
    const [y1, y2] = [edges[edge + 1] as number, edges[edge + 3] as number];
    for (let band = bandOf(Math.min(y1, y2)); band <= bandOf(Math.max(y1, y2)); band += 1) bands[band]?.push(edge);
  }
  return ([x, y]) => {
    if (!(x >= west && x <= east && y >= south && y <= north)) return false;
    let inside = false;
    for (const edge of bands[bandOf(y)] ?? []) {
      const [x1, y1] = [edges[edge] as number, edges[edge + 1] as number];
      const [x2, y2] = [edges[edge + 2] as number, edges[edge + 3] as number];
      const side = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
      if (
        side === 0 &&
        y >= Math.min(y1, y2) &&
        y <= Math.max(y1, y2) &&
        x >= Math.min(x1, x2) &&
        x <= Math.max(x1, x2)
      )
        return true;
      if (y1 > y !== y2 > y && side > 0 === y2 > y1) inside = !inside;
    }
    return inside;
  };
}
