import { CLASS, CLASS_NAMES } from './arterials.ts';
import { nearestNode } from './city-model.ts';
import type { City } from './city-model.ts';
import { EXTENT, ORIGIN, toLonLat } from './gazetteer.ts';
import { simplifyRing } from './geometry.ts';
import type { Point, Polygon, Ring } from './geometry.ts';
import type { Area } from './ground.ts';
import type { Name } from './names.ts';
import type { Edge } from './graph.ts';
import { populationBody } from './population.ts';

/** Speed in km/h by class index, for free flow in dry weather. */
const SPEED = [100, 60, 50, 45, 35, 25] as const;

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function lonLat(point: Point): Point {
  const [lon, lat] = toLonLat(point);
  return [round(lon), round(lat)];
}

/** GeoJSON habit: the last position repeats the first. */
function closedRing(ring: Ring): Point[] {
  const out = ring.map(lonLat);
  return [...out, out[0]!];
}

function polygon(rings: Polygon, tolerance: number): Point[][] {
  return rings.map((ring) => closedRing(tolerance > 0 ? simplifyRing(ring, tolerance) : ring));
}

/** The files of the demo city by name; each is one line of JSON and a line feed. */
export function cityFiles(city: City): Record<string, string> {
  const head = { generator: 'tools/city', version: 1, seed: city.seed };
  const text = (body: object): string => `${JSON.stringify({ ...head, ...body })}\n`;
  return {
    'city.json': text(cityBody(city)),
    'land.json': text(landBody(city)),
    'roads.json': text(roadsBody(city)),
    'places.json': text({ facilities: facilitiesBody(city) }),
    'population.json': text(populationBody(city)),
  };
}

function cityBody(city: City): object {
  const [left, bottom, right, top] = EXTENT;
  const [w, s] = lonLat([left, bottom]);
  const [e, n] = lonLat([right, top]);
  return {
    id: '990100',
    name: { zh: '临江市', en: 'Linjiang' },
    datum: 'wgs84',
    origin: [ORIGIN.lon, ORIGIN.lat],
    bbox: [w, s, e, n],
    population: city.districts.reduce((sum, { population }) => sum + population, 0),
    districts: city.districts.map(({ code, key, name, population, label, ring }) => ({
      code,
      key,
      name,
      population,
      label: lonLat(label),
      polygon: closedRing(ring),
    })),
  };
}

function areas(list: readonly Area[], tolerance: number): object[] {
  return list.map(({ kind, name, rings, ...more }) => ({
    kind,
    ...(name ? { name } : {}),
    ...more,
    rings: polygon(rings, tolerance),
  }));
}

function landBody(city: City): object {
  const { ground, water } = city;
  return {
    water: water.bodies.map(({ kind, name, polygon: rings }) => ({
      kind,
      name,
      rings: polygon(rings, kind === 'stream' ? 0.0015 : 0),
    })),
    green: areas(ground.green, 0.004),
    built: areas(ground.built, 0.004),
    industrial: areas(ground.industrial, 0),
    detention: areas(ground.detention, 0),
    rail: ground.rail.map(({ name, line }) => ({ name, line: line.map(lonLat) })),
  };
}

function roadsBody(city: City): object {
  const { nodes, edges } = city.graph;
  const names: Name[] = [];
  const known = new Map<string, number>();
  const nameIndex = ({ zh, en }: Edge): number => {
    const key = `${zh}|${en}`;
    let index = known.get(key);
    if (index === undefined) {
      index = names.push({ zh, en }) - 1;
      known.set(key, index);
    }
    return index;
  };
  const segments = edges.map((edge) => [
    edge.from,
    edge.to,
    edge.street.road,
    nameIndex(edge),
    edge.place?.startsWith('PL-U') || edge.street.ramp ? 40 : SPEED[edge.street.road]!,
    edge.oneway ? 1 : 0,
    edge.bridge ? 1 : 0,
    ...edge.inner.flatMap(lonLat),
  ]);
  const places: Record<string, number[]> = {};
  edges.forEach((edge, i) => {
    if (edge.place) (places[edge.place] ??= []).push(i);
  });
  return { classes: CLASS_NAMES, names, nodes: nodes.map(lonLat), segments, places };
}

function facilitiesBody(city: City): object[] {
  const allowed = new Set<number>();
  for (const edge of city.graph.edges) {
    if (edge.street.road === CLASS.motorway || edge.street.ramp) continue;
    allowed.add(edge.from);
    allowed.add(edge.to);
  }
  return city.facilities.map(({ id, kind, name, district, at, facts }) => ({
    id,
    kind,
    name,
    district,
    at: lonLat(at),
    node: nearestNode(city.graph, at, allowed),
    ...facts,
  }));
}
