import type { LonLat } from '../../../shared/kit/geo.ts';
import type { CityArea, CityMap, CityName } from '../../../shared/domain/city.ts';
import { sharedBorders } from './borders.ts';
import { BoxIndex } from './box-index.ts';
import { waterAxis } from './water-axis.ts';
import { boxOf, toWorld } from './world.ts';
import type { Box, WorldPoint } from './world.ts';

export type GroundGroup = 'green' | 'built' | 'industrial' | 'detention' | 'water';

export interface GroundArea {
  readonly group: GroundGroup;
  readonly kind: string;
  readonly density: 1 | 2 | 3;
  readonly name: CityName | null;
  /** Interleaved world x, y; the first ring is the outer one, the others are holes. */
  readonly rings: readonly Float64Array[];
  readonly box: Box;
}

/** 0 the most important: motorway, trunk, primary, secondary, tertiary, residential. */
export type RoadRank = 0 | 1 | 2 | 3 | 4 | 5;

export interface GroundRoad {
  readonly rank: RoadRank;
  readonly bridge: boolean;
  readonly points: Float64Array;
  readonly box: Box;
}

/** A named street as long as it goes on: what a label lies along. */
export interface GroundStreet {
  readonly rank: RoadRank;
  readonly name: CityName;
  readonly points: Float64Array;
  readonly box: Box;
}

interface GroundDistrict {
  readonly name: CityName;
  readonly at: WorldPoint;
}

interface GroundWater {
  readonly name: CityName;
  /** The river of the city: its name is written large. */
  readonly main: boolean;
  /** Long water carries its name along its axis, a lake in its middle. */
  readonly along: boolean;
  readonly axis: Float64Array;
  readonly at: WorldPoint;
  readonly width: number;
  readonly box: Box;
}

/** A park, hill, works or basin with a name. */
interface GroundPlace {
  readonly name: CityName;
  readonly at: WorldPoint;
  readonly width: number;
  readonly box: Box;
}

export interface GroundModel {
  readonly box: Box;
  readonly areas: readonly GroundArea[];
  readonly roads: BoxIndex<GroundRoad>;
  readonly streets: BoxIndex<GroundStreet>;
  readonly rail: readonly { readonly name: CityName; readonly points: Float64Array; readonly box: Box }[];
  readonly districts: readonly GroundDistrict[];
  readonly borders: readonly Float64Array[];
  readonly waters: readonly GroundWater[];
  readonly places: readonly GroundPlace[];
}

const RANKS: Readonly<Record<string, RoadRank>> = {
  motorway: 0, trunk: 1, primary: 2, secondary: 3, tertiary: 4, residential: 5,
}; // prettier-ignore

function project(line: readonly LonLat[]): Float64Array {
  const points = new Float64Array(line.length * 2);
  line.forEach((position, i) => {
    const [x, y] = toWorld(position);
    points[i * 2] = x;
    points[i * 2 + 1] = y;
  });
  return points;
}

function compileArea(group: GroundGroup, area: CityArea, density: 1 | 2 | 3 = 1): GroundArea {
  const rings = area.rings.map(project);
  const outer = rings[0] ?? new Float64Array(0);
  return { group, kind: area.kind, density, name: area.name ?? null, rings, box: boxOf(outer) };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly points: Float64Array;
}

function reversed(points: Float64Array): Float64Array {
  const turned = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    turned[points.length - 2 - i] = points[i] as number;
    turned[points.length - 1 - i] = points[i + 1] as number;
  }
  return turned;
}

/**
 * Joins the pieces of one street end to end, so that a name can run across junctions. Pieces are used once; where a
 * street forks, each branch becomes a chain of its own.
 */
export function chainPieces(pieces: readonly Piece[]): Float64Array[] {
  const atNode = new Map<number, number[]>();
  pieces.forEach((piece, i) => {
    for (const node of [piece.from, piece.to]) atNode.set(node, [...(atNode.get(node) ?? []), i]);
  });
  const used = new Set<number>();
  const chains: Float64Array[] = [];

  function grow(node: number): Float64Array[] {
    const run: Float64Array[] = [];
    let end = node;
    for (;;) {
      const next = atNode.get(end)?.find((i) => !used.has(i));
      if (next === undefined) return run;
      used.add(next);
      const piece = pieces[next] as Piece;
      run.push(piece.from === end ? piece.points : reversed(piece.points));
      end = piece.from === end ? piece.to : piece.from;
    }
  }

  pieces.forEach((piece, i) => {
    if (used.has(i)) return;
    used.add(i);
    const ahead = grow(piece.to);
    const behind = grow(piece.from).map(reversed).reverse();
    const parts = [...behind, piece.points, ...ahead];
    const joined: number[] = [];
    for (const part of parts) {
      // The first position of a part repeats the last of the part before it.
      for (let p = joined.length === 0 ? 0 : 2; p < part.length; p += 1) joined.push(part[p] as number);
    }
    chains.push(Float64Array.from(joined));
  });
  return chains;
}

function compileRoads({ roads }: CityMap): { roads: GroundRoad[]; streets: GroundStreet[] } {
  const list: GroundRoad[] = [];
  const byStreet = new Map<string, { rank: RoadRank; name: CityName; pieces: Piece[] }>();
  for (const segment of roads.segments) {
    const [from = 0, to = 0, roadClass = 0, name = -1] = segment;
    const rank = RANKS[roads.classes[roadClass] ?? ''] ?? 5;
    const ends = [roads.nodes[from], roads.nodes[to]];
    if (!ends[0] || !ends[1]) continue;
    const line: LonLat[] = [ends[0]];
    for (let i = 7; i + 1 < segment.length; i += 2) line.push([segment[i] as number, segment[i + 1] as number]);
    line.push(ends[1]);
    const points = project(line);
    list.push({ rank, bridge: segment[6] === 1, points, box: boxOf(points) });
    const named = roads.names[name];
    if (!named) continue;
    const street = byStreet.get(`${name}:${rank}`) ?? { rank, name: named, pieces: [] };
    street.pieces.push({ from, to, points });
    byStreet.set(`${name}:${rank}`, street);
  }
  const streets = [...byStreet.values()].flatMap(({ rank, name, pieces }) =>
    chainPieces(pieces).map((points): GroundStreet => ({ rank, name, points, box: boxOf(points) })),
  );
  streets.sort((a, b) => a.rank - b.rank);
  return { roads: list, streets };
}

function compileWater(area: GroundArea): GroundWater | null {
  const ring = area.rings[0];
  if (!ring || !area.name) return null;
  const along = area.kind === 'river' || area.kind === 'stream';
  const [x, y] = [(area.box.minX + area.box.maxX) / 2, (area.box.minY + area.box.maxY) / 2];
  return {
    name: area.name,
    main: area.kind === 'river',
    along,
    axis: along ? waterAxis(ring, area.box) : new Float64Array(0),
    at: [x, y],
    width: area.box.maxX - area.box.minX,
    box: area.box,
  };
}

function compilePlace({ name, box }: GroundArea): GroundPlace | null {
  if (!name) return null;
  return { name, at: [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2], width: box.maxX - box.minX, box };
}

function present<T>(value: T | null): value is T {
  return value !== null;
}

/** Projects a city once; afterwards a frame only scales and shifts. */
export function compileGround(city: CityMap): GroundModel {
  const { land } = city;
  const [west, south, east, north] = city.bbox;
  const areas = [
    ...land.built.map((area) => compileArea('built', area, area.density)),
    ...land.green.map((area) => compileArea('green', area)),
    ...land.industrial.map((area) => compileArea('industrial', area)),
    ...land.detention.map((area) => compileArea('detention', area)),
    ...land.water.map((area) => compileArea('water', area)),
  ];
  const { roads, streets } = compileRoads(city);
  return {
    box: boxOf([...toWorld([west, north]), ...toWorld([east, south])]),
    areas,
    roads: new BoxIndex(roads),
    streets: new BoxIndex(streets),
    rail: land.rail.map(({ name, line }) => {
      const points = project(line);
      return { name, points, box: boxOf(points) };
    }),
    districts: city.districts.map(({ name, label }) => ({ name, at: toWorld(label) })),
    borders: sharedBorders(city.districts.map(({ polygon }) => project(polygon))),
    waters: areas
      .filter(({ group }) => group === 'water')
      .map(compileWater)
      .filter(present)
      .sort((a, b) => Number(b.main) - Number(a.main)),
    places: areas
      .filter(({ group }) => group !== 'water' && group !== 'built')
      .map(compilePlace)
      .filter(present)
      .sort((a, b) => b.width - a.width),
  };
}
