import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildGraph, type RoadGraph } from '../../electron/core/roads/graph.ts';
import { loadRoads } from '../../electron/core/roads/load.ts';
import { RoadDesk } from '../../electron/core/roads/questions.ts';
import { travelMatrix } from '../../electron/core/roads/matrix.ts';
import { quickest } from '../../electron/core/roads/route.ts';
import { Search } from '../../electron/core/roads/search.ts';
import { RoadIndex, type Snap } from '../../electron/core/roads/snap.ts';
import { Textbook } from '../../electron/core/roads/testing/textbook.ts';
import type { LonLat } from '../../shared/kit/geo.ts';
import { createRandom } from '../../shared/kit/random.ts';
import { readNetwork } from '../../tools/roads/road-network.ts';
import { ROOT } from '../fixtures/processes.ts';
import { median, percentile, report, type Goal } from './report.ts';
import { gridCity } from './route-grid.ts';

/**
 * 200 × 60 travel times as the planner asks for them (points anywhere, met by the road within the measured time), and 1,000
 * random pairs against a textbook Dijkstra, to the millisecond. The grid is no goal: it tells how a large city would do.
 */
const FROM = 200;
const TO = 60;
const PAIRS = 1_000;
const RUNS = 15;
const GOAL_MS = 300;
const MONACO = path.join(ROOT, '../shared/data/osm/graphhopper/monaco.osm.gz');

interface City {
  readonly name: string;
  readonly isGoal: boolean;
  readonly load: () => Promise<RoadGraph> | RoadGraph;
}

const cities: readonly City[] = [
  {
    name: 'demo city',
    isGoal: true,
    load: () => loadRoads({ kind: 'city', folder: path.join(ROOT, 'resources/demo-city') }),
  },
  {
    name: 'Monaco (OSM)',
    isGoal: true,
    load: async () => buildGraph((await readNetwork(MONACO, { en: 'Monaco' }, () => undefined)).data),
  },
  { name: 'grid 500 × 500', isGoal: false, load: () => buildGraph(gridCity(500)) },
];

/** Points that have a road within reach: those without would make the matrix cheaper. */
function pointsOf(graph: RoadGraph, index: RoadIndex, count: number, seed: number): { at: LonLat; snap: Snap }[] {
  const random = createRandom(seed);
  const [west, south, east, north] = graph.info.bbox;
  const found: { at: LonLat; snap: Snap }[] = [];
  while (found.length < count) {
    const at: LonLat = [west + (east - west) * random.next(), south + (north - south) * random.next()];
    const snap = index.snap(at, null);
    if (snap) found.push({ at, snap });
  }
  return found;
}

function timed(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** How many of the pairs differ from the textbook, by route and by matrix. */
function differences(graph: RoadGraph, index: RoadIndex, search: Search, pairs: number): number {
  const points = pointsOf(graph, index, 2 * pairs, 7).map(({ snap }) => snap);
  const textbook = new Textbook(graph);
  let wrong = 0;
  for (let at = 0; at < 2 * pairs; at += 2) {
    const [from, to] = [points[at], points[at + 1]];
    if (!from || !to) continue;
    const expected = textbook.time(from, to);
    const route = quickest(graph, search, from, to, null)?.ms ?? Infinity;
    const cell = travelMatrix(graph, search, [from], [to], null)[0]?.[0];
    if (route !== expected || cell !== expected) wrong += 1;
  }
  return wrong;
}

const rows: Record<string, string | number>[] = [];
const goals: Goal[] = [];
for (const { name, isGoal, load } of cities) {
  if (name.startsWith('Monaco') && !existsSync(MONACO)) {
    console.log(`${name}: not run, the extract is not here`);
    continue;
  }
  const began = performance.now();
  const graph = await load();
  const loaded = performance.now() - began;
  const desk = new RoadDesk(graph);
  const ready = performance.now() - began;
  const index = new RoadIndex(graph);
  const from = pointsOf(graph, index, FROM, 1).map(({ at }) => at);
  const to = pointsOf(graph, index, TO, 2).map(({ at }) => at);
  const [lon = 0, lat = 0] = to[0] ?? [];
  const area: LonLat[] = [[lon, lat], [lon + 0.01, lat], [lon + 0.01, lat + 0.01], [lon, lat + 0.01]]; // prettier-ignore
  const drive = { speedFactor: 1 };

  const first = timed(() => desk.answers.matrix({ from, to, ...drive }));
  const times = Array.from({ length: isGoal ? RUNS : 3 }, () =>
    timed(() => desk.answers.matrix({ from, to, ...drive })),
  );
  const closures = { areas: [[area]] };
  const closed = Array.from({ length: 5 }, () => timed(() => desk.answers.matrix({ from, to, closures, ...drive })));
  const end = to[0] ?? [0, 0];
  const routes = from.map((start) => timed(() => desk.answers.route({ from: start, to: end, ...drive })));
  const ask = { from: [end], minutes: [5, 10, 15], direction: 'outward', withRoads: true, ...drive } as const;
  const reach = Array.from({ length: 5 }, () => timed(() => desk.answers.reach(ask)));
  const pairs = isGoal ? PAIRS : 10;
  const wrong = differences(graph, index, new Search(graph.nodeCount), pairs);

  const round = (value: number): number => Math.round(value * 10) / 10;
  rows.push({
    city: name,
    junctions: graph.nodeCount,
    roads: graph.from.length,
    'load, ms': round(loaded),
    'ready, ms': round(ready),
    'matrix first, ms': round(first),
    'matrix median, ms': round(median(times)),
    'matrix max, ms': round(Math.max(...times)),
    'with a cordon, ms': round(median(closed)),
    'route p95, ms': round(percentile(routes, 0.95)),
    'reach 5/10/15, ms': round(median(reach)),
    pairs,
    different: wrong,
  });
  if (!isGoal) continue;
  // The first one, with code that was never run, and the worst are in the table.
  const value = round(median(times));
  goals.push({ name: `${name}: ${FROM} × ${TO}, median, ms`, value, limit: GOAL_MS, least: false });
  goals.push({ name: `${name}: pairs that differ from plain Dijkstra`, value: wrong, limit: 0, least: false });
}
report('route', rows, goals);
