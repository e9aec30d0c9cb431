import { join } from 'node:path';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { createRandom } from '../../../../shared/kit/random.ts';
import type { RoadGraph } from '../graph.ts';
import { loadRoads } from '../load.ts';

export const DEMO_CITY = {
  kind: 'city',
  folder: join(import.meta.dirname, '../../../../resources/demo-city'),
} as const;

export function demoRoads(): RoadGraph {
  return loadRoads(DEMO_CITY);
}

/** Points anywhere in the graph's bounds, on a road or not. */
export function somewhere({ info }: RoadGraph, count: number, seed: number): LonLat[] {
  const random = createRandom(seed);
  const [west, south, east, north] = info.bbox;
  return Array.from({ length: count }, (): LonLat => [
    west + (east - west) * random.next(),
    south + (north - south) * random.next(),
  ]);
}
