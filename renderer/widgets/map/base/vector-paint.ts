import type { VectorTile, VectorTileFeature } from '@mapbox/vector-tile';
import { CASING_ZOOM, MINOR_CASING_ZOOM, ROUND_WIDTH, roadWidth } from '../ground-style.ts';
import type { RoadRank } from '../ground-model.ts';
import type { GroundColours } from '../map-theme.ts';
import type { SlicedWork } from './slices.ts';
import { inPaintOrder, roleOf, type VectorRole } from './vector-roles.ts';

/** Which part of a vector tile a picture shows, and how large. */
export interface TileView {
  /** px of the picture in one unit of the tile's square 0…1. */
  readonly scale: number;
  /** The picture's corner in that square. */
  readonly x: number;
  readonly y: number;
  /** Side of the picture, CSS px. */
  readonly size: number;
  /** The map's zoom: it decides widths and what is drawn at all. */
  readonly zoom: number;
}

/** A name to be written, in the tile's square 0…1: at a point, or along a line (interleaved x, y). */
export interface VectorName {
  readonly of: 'place' | 'water' | 'road';
  readonly rank: number;
  readonly names: Readonly<Record<string, string>>;
  readonly points: readonly number[];
}

/** Features between two looks at the clock. */
const STRIDE = 24;
const BUILDING_ZOOM = 14.5;
const RANKS: readonly RoadRank[] = [5, 4, 3, 2, 1, 0];
const LONGEST_NAME = 60;
/** A hostile tile can hold any number of points; what is beyond is left out, and the rest of the map is there. */
const MOST_POINTS = 400_000;

/**
 * Paints a tile in the console's own style (design §5: quiet ground, only water has hue) and collects its names. It waits at
 * every `yield`; `names` is whole when it ends. Damaged features are passed over.
 */
export function* paintVectorTile(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  tile: VectorTile,
  view: TileView,
  colours: GroundColours,
  names: VectorName[],
): SlicedWork {
  const roads = new Map<RoadRank, { plain: Path2D; bridge: Path2D }>();
  let points = 0;
  let done = 0;
  // What is covered by a tile is known, and so has no graticule under it.
  context.fillStyle = colours.land;
  context.fillRect(0, 0, view.size, view.size);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const name of inPaintOrder(Object.keys(tile.layers))) {
    const layer = tile.layers[name];
    if (!layer) continue;
    // Areas of one kind become one path: one fill instead of thousands.
    const areas = new Map<string, { role: VectorRole; path: Path2D }>();
    for (let index = 0; index < layer.length; index += 1) {
      if (++done % STRIDE === 0) yield;
      const feature = readFeature(() => layer.feature(index));
      const role = feature && roleOf(name, feature.properties);
      if (!feature || !role || points > MOST_POINTS) continue;
      if (role.is === 'building' && view.zoom < BUILDING_ZOOM) continue;
      const lines = readLines(feature);
      for (const line of lines) points += line.length / 2;
      if (role.is === 'name') addName(role, feature, lines, names);
      else if (role.is === 'road') {
        const path = roads.get(role.rank) ?? { plain: new Path2D(), bridge: new Path2D() };
        roads.set(role.rank, path);
        trace(role.bridge ? path.bridge : path.plain, lines, view, false);
      } else if (feature.type !== 1) {
        const key = JSON.stringify(role);
        const area = areas.get(key) ?? { role, path: new Path2D() };
        areas.set(key, area);
        trace(area.path, lines, view, feature.type === 3);
      }
    }
    for (const { role, path } of areas.values()) {
      paintArea(context, role, path, view, colours);
      yield;
    }
  }
  yield* paintRoads(context, roads, view, colours);
}

function readFeature(read: () => VectorTileFeature): VectorTileFeature | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Interleaved x, y in the tile's square; numbers that are none fall out. */
function readLines(feature: VectorTileFeature): number[][] {
  try {
    return feature.loadGeometry().map((ring) => ring.flatMap(({ x, y }) => [x / feature.extent, y / feature.extent]));
  } catch {
    return [];
  }
}

function trace(path: Path2D, lines: readonly number[][], { scale, x: left, y: top }: TileView, closed: boolean): void {
  for (const line of lines) {
    let lastX = NaN;
    let lastY = NaN;
    for (let index = 0; index + 1 < line.length; index += 2) {
      const x = ((line[index] as number) - left) * scale;
      const y = ((line[index + 1] as number) - top) * scale;
      if (index === 0) path.moveTo(x, y);
      else if (index + 3 < line.length && Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue;
      else path.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
    if (closed) path.closePath();
  }
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function paintArea(context: Context, role: VectorRole, path: Path2D, { zoom }: TileView, colours: GroundColours): void {
  const fill = (colour: string): void => {
    context.fillStyle = colour;
    // Rings turn by their kind (Vector Tile 2.1 §4.3.3.3), so areas that overlap do not cut holes into each other.
    context.fill(path, 'nonzero');
  };
  const stroke = (colour: string, width: number, dash: readonly number[] = []): void => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.stroke(path);
    context.setLineDash([]);
  };
  switch (role.is) {
    case 'water':
      fill(colours.water);
      return;
    case 'waterway':
      return stroke(colours.water, zoom >= 14 ? 3 : 1.4);
    case 'green':
      return fill(role.quiet ? colours.field : colours.green);
    case 'built':
      return fill(role.industrial ? colours.industrial : colours.built[1]);
    case 'building':
      fill(colours.built[3]);
      return stroke(colours.industrialLine, 0.6);
    case 'rail':
      stroke(colours.rail, zoom >= 14 ? 2.6 : 1.6);
      return stroke(colours.land, zoom >= 14 ? 1.4 : 0.7, [6, 6]);
    case 'border':
      return stroke(colours.border, 1.2, [9, 4, 2, 4]);
    case 'plain':
      return stroke(colours.border, 1);
    default:
  }
}

function* paintRoads(
  context: Context,
  roads: ReadonlyMap<RoadRank, { plain: Path2D; bridge: Path2D }>,
  { zoom }: TileView,
  colours: GroundColours,
): SlicedWork {
  const stroke = (path: Path2D | undefined, colour: string, width: number): void => {
    if (!path || width <= 0) return;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineCap = width < ROUND_WIDTH ? 'butt' : 'round';
    context.stroke(path);
  };
  for (const kind of ['plain', 'bridge'] as const) {
    for (const rank of RANKS) {
      const width = roadWidth(rank, zoom);
      if (width === 0) continue;
      if (kind === 'bridge') stroke(roads.get(rank)?.bridge, colours.bridgeEdge, width + (zoom >= 13 ? 3 : 1.8));
      else if (zoom >= (rank < 4 ? CASING_ZOOM : MINOR_CASING_ZOOM))
        stroke(roads.get(rank)?.plain, colours.casing, width + (rank < 4 ? 2 : 1.4));
      yield;
    }
    for (const rank of RANKS) {
      stroke(roads.get(rank)?.[kind], rank >= 4 ? colours.roadMinor : colours.road, roadWidth(rank, zoom));
      yield;
    }
  }
}

const NAME_KEYS = ['name', 'name:zh', 'name:zh-Hans', 'name:en', 'name_en', 'name:latin'] as const;

function addName(
  role: Extract<VectorRole, { is: 'name' }>,
  { properties, type }: VectorTileFeature,
  lines: readonly number[][],
  names: VectorName[],
): void {
  const found: Record<string, string> = {};
  for (const key of NAME_KEYS) {
    const value = properties[key];
    if (typeof value === 'string' && value !== '') found[key] = value.slice(0, LONGEST_NAME);
  }
  const longest = lines.toSorted((a, b) => b.length - a.length)[0];
  if (Object.keys(found).length === 0 || !longest || longest.length < 2) return;
  names.push({ of: role.of, rank: role.rank, names: found, points: type === 2 ? longest : longest.slice(0, 2) });
}
