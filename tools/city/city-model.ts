import { createRandom } from '../../shared/kit/random.ts';
import { createCommunities } from './communities.ts';
import { createDistricts, districtAt } from './districts.ts';
import type { District } from './districts.ts';
import { GAZETTEER } from './gazetteer.ts';
import { distance } from './geometry.ts';
import type { Point } from './geometry.ts';
import { buildGraph } from './graph.ts';
import type { Edge, Graph } from './graph.ts';
import {
  assignOneWays,
  compactNodes,
  contractRuns,
  dropWetEdges,
  keepLargestPart,
  pruneDeadEnds,
} from './graph-clean.ts';
import { CLASS } from './arterials.ts';
import { createGround } from './ground.ts';
import type { Ground } from './ground.ts';
import { COVER, createMask } from './mask.ts';
import { nameStreets } from './naming.ts';
import { createFacilities } from './places.ts';
import type { Facility, Sites } from './places.ts';
import { createStreets } from './streets.ts';
import { createWater } from './water.ts';
import type { Water } from './water.ts';
import { createWaterIndex } from './water-index.ts';

export const DEFAULT_SEED = 20260718;

/** The whole city in local km, before it is written. */
export interface City {
  seed: number;
  water: Water;
  ground: Ground;
  districts: District[];
  graph: Graph;
  facilities: Facility[];
}

/** Dead ends shorter than this are trimmed, km: lanes may end, main roads run on. */
function shortestDeadEnd(edge: Edge): number {
  if (edge.street.road === CLASS.residential) return 0.16;
  return edge.street.road === CLASS.tertiary ? 0.25 : 0.45;
}

/** Generates 临江市 from a seed. Same seed, same city; about a second of work. */
export function createCity(seed: number): City {
  const water = createWater(seed);
  const ground = createGround(seed, water);
  const mask = createMask(water, ground);
  const districts = createDistricts(seed, water);
  const { streets, villages } = createStreets(seed, water, ground, mask);
  nameStreets(streets, createRandom(seed + 40), (point) => districtAt(districts, point));

  const waterIndex = createWaterIndex(water);
  const underpasses = GAZETTEER.filter(([, , , , kind]) => kind === 'underpass').map(([id, , , , , x, y]) => ({
    id,
    at: [x, y] as Point,
  }));
  const graph = buildGraph(streets, waterIndex, underpasses);
  dropWetEdges(graph, waterIndex);
  pruneDeadEnds(graph, shortestDeadEnd, 8);
  keepLargestPart(graph);
  contractRuns(graph);
  contractRuns(graph);
  compactNodes(graph);
  assignOneWays(
    graph,
    createRandom(seed + 41),
    [
      [17.4, 17],
      [17.4, 10.8],
      [28.6, 12.2],
    ],
    26,
  );

  const open = new Set<number>();
  for (const edge of graph.edges) {
    if (edge.street.road === CLASS.motorway || edge.street.ramp || edge.bridge) continue;
    open.add(edge.from);
    open.add(edge.to);
  }
  const sites: Sites = {
    random: createRandom(seed + 42),
    districts,
    villages,
    urban: ground.urban,
    nodes: [...open].sort((a, b) => a - b).map((node) => graph.nodes[node]!),
    isUnfit: ([x, y]) =>
      (mask.near(x, y, 0.06) & (COVER.river | COVER.lake | COVER.stream | COVER.rail | COVER.industrial)) !== 0,
  };
  const facilities = createFacilities(sites);
  facilities.push(...createCommunities(sites, 8));
  return { seed, water, ground, districts, graph, facilities };
}

/** Index of the road node nearest to a place; expressways do not count, nobody stops there. */
export function nearestNode(graph: Graph, at: Point, allowed: ReadonlySet<number>): number {
  let best = -1;
  let nearest = Infinity;
  graph.nodes.forEach((node, i) => {
    const away = distance(node, at);
    if (away < nearest && allowed.has(i)) [best, nearest] = [i, away];
  });
  return best;
}
