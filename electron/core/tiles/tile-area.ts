import gcoord from 'gcoord';
import type { TileDatum } from '../../../shared/protocol/console-api/tile-rows.ts';
import type { TileArea } from '../../../shared/protocol/console-api/tile-calls.ts';
import type { TileAddress } from './tile-facts.ts';
import { refuseTiles } from './tile-problem.ts';

/** More is not fetched ahead at one time: it would take days, and no server is meant for it. */
export const MOST_TILES = 200_000;
const RAD = Math.PI / 180;

/** Tiles of one zoom and row, from `first` to `last`. */
export interface Span {
  readonly z: number;
  readonly y: number;
  readonly first: number;
  readonly last: number;
}

type Point = readonly [x: number, y: number];

/** The tiles of an area, shallow ones first, and each by its number. */
export class TileList {
  readonly total: number;
  readonly spans: readonly Span[];
  /** Number of the first tile of each span. */
  readonly #starts: readonly number[];

  constructor(spans: readonly Span[]) {
    this.spans = spans;
    let count = 0;
    this.#starts = spans.map(({ first, last }) => {
      const start = count;
      count += last - first + 1;
      return start;
    });
    this.total = count;
  }

  at(number: number): TileAddress | null {
    if (!(number >= 0 && number < this.total)) return null;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= number) low = middle;
      else high = middle - 1;
    }
    const { z, y, first } = this.spans[low] as Span;
    return { z, y, x: first + number - (this.#starts[low] as number) };
  }
}

/**
 * The tiles that an area touches, in the grid of a source's datum. Throws `preload-zooms`, and `preload-too-many` with the
 * count (of the box around the area, when counting by rows would take long itself).
 */
export function tilesOf({ ring, minZoom, maxZoom }: TileArea, datum: TileDatum, most = MOST_TILES): TileList {
  if (minZoom > maxZoom) throw refuseTiles('preload-zooms');
  const points = ring.map((at) =>
    toGrid(datum === 'gcj02' ? gcoord.transform([at[0], at[1]], gcoord.WGS84, gcoord.GCJ02) : at),
  );
  const height = spread(points.map(([, y]) => y));
  const width = spread(points.map(([x]) => x));
  const rows = height * 2 ** maxZoom;
  if (rows > most)
    throw refuseTiles('preload-too-many', { count: Math.ceil(rows * Math.max(1, width * 2 ** maxZoom)), most });
  const spans: Span[] = [];
  for (let z = minZoom; z <= maxZoom; z += 1) spansOf(points, z, spans);
  const list = new TileList(spans);
  if (list.total > most) throw refuseTiles('preload-too-many', { count: list.total, most });
  if (list.total === 0) throw refuseTiles('preload-zooms');
  return list;
}

/** Spherical Mercator (EPSG:3857) as the unit square, y south. */
function toGrid([lon, lat]: readonly number[]): Point {
  const sin = Math.sin((lat as number) * RAD);
  return [(lon as number) / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** Row by row: the columns that an edge passes in the row, and those inside at its upper side (even-odd). */
function spansOf(ring: readonly Point[], z: number, into: Span[]): void {
  const scale = 2 ** z;
  const most = scale - 1;
  const points = ring.map(([x, y]): Point => [x * scale, y * scale]);
  const column = (x: number): number => Math.min(most, Math.max(0, Math.floor(x)));
  const top = column(Math.min(...points.map(([, y]) => y)));
  const bottom = column(Math.max(...points.map(([, y]) => y)));
  for (let y = top; y <= bottom; y += 1) {
    const ranges: [number, number][] = [];
    const crossings: number[] = [];
    for (const [index, from] of points.entries()) {
      const to = points[(index + 1) % points.length] as Point;
      const part = withinRow(from, to, y);
      if (part) ranges.push([column(Math.min(...part)), column(Math.max(...part))]);
      if (from[1] <= y !== to[1] <= y) crossings.push(xAt(from, to, y));
    }
    crossings.sort((a, b) => a - b);
    for (let index = 0; index + 1 < crossings.length; index += 2)
      ranges.push([column(crossings[index] as number), column(crossings[index + 1] as number)]);
    ranges.sort((a, b) => a[0] - b[0]);
    let open: [number, number] | null = null;
    for (const [first, last] of ranges) {
      if (open && first <= open[1] + 1) open[1] = Math.max(open[1], last);
      else {
        if (open) into.push({ z, y, first: open[0], last: open[1] });
        open = [first, last];
      }
    }
    if (open) into.push({ z, y, first: open[0], last: open[1] });
  }
}

/** The x of both ends of the part of an edge that lies in a row; null when none does. */
function withinRow(from: Point, to: Point, row: number): [number, number] | null {
  const [upper, lower] = from[1] <= to[1] ? [from, to] : [to, from];
  if (lower[1] < row || upper[1] > row + 1) return null;
  return [
    upper[1] < row ? xAt(upper, lower, row) : upper[0],
    lower[1] > row + 1 ? xAt(upper, lower, row + 1) : lower[0],
  ];
}

function xAt(from: Point, to: Point, y: number): number {
  return from[0] + ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]);
}
