import type { LonLat } from '../../../shared/kit/geo.ts';

export type Line = readonly LonLat[];
/** Outer ring, counter-clockwise, then holes; every ring is closed (RFC 7946). */
export type Polygon = readonly (readonly LonLat[])[];

/** Metres to each side of a reached road that count as reached. */
const BESIDE = 60;
/** Cells of the raster along its longer side. */
const CELLS = 500;
/** Metres. A finer raster than this shows nothing more. */
const FINEST = 20;
/** A hole smaller than so many squares of `BESIDE` is a city block between reached streets, not a place out of reach. */
const BLOCK = 60;
const DEGREE_METRES = 111_195;

/** A raster of distances, metres, to the nearest line; `far` where none is near. */
interface Field {
  readonly west: number;
  readonly south: number;
  readonly columns: number;
  readonly rows: number;
  /** Degrees of one cell. */
  readonly wide: number;
  readonly high: number;
  /** Metres of one cell. */
  readonly cell: number;
}

/**
 * The area around each set of lines: a raster of the distance to the lines, cut at `BESIDE` by marching squares (Lorensen &
 * Cline 1987, in the plane). All sets share one raster, so that what lies in a smaller set lies in the larger one's area too.
 */
export function outlines(sets: readonly (readonly Line[])[]): Polygon[][] {
  const field = frame(sets);
  if (!field) return sets.map(() => []);
  const beside = Math.max(BESIDE, 1.5 * field.cell);
  return sets.map((lines) => nest(trace(field, distances(field, lines, beside), beside), beside, field));
}

function frame(sets: readonly (readonly Line[])[]): Field | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const lines of sets)
    for (const line of lines)
      for (const [lon, lat] of line) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
  if (west > east) return null;
  const lonMetres = DEGREE_METRES * Math.max(0.01, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const extent = Math.max((east - west) * lonMetres, (north - south) * DEGREE_METRES);
  const cell = Math.max(FINEST, extent / CELLS);
  // Room for what lies beside the outermost line, and one cell that is surely outside.
  const margin = Math.max(BESIDE, 1.5 * cell) + 2 * cell;
  const wide = cell / lonMetres;
  const high = cell / DEGREE_METRES;
  return {
    west: west - (margin / cell) * wide,
    south: south - (margin / cell) * high,
    columns: Math.ceil(((east - west) * lonMetres + 2 * margin) / cell) + 1,
    rows: Math.ceil(((north - south) * DEGREE_METRES + 2 * margin) / cell) + 1,
    wide,
    high,
    cell,
  };
}

function distances(field: Field, lines: readonly Line[], beside: number): Float32Array {
  const { columns, rows, cell } = field;
  const reach = beside / cell + 1.5;
  const values = new Float32Array(columns * rows).fill(beside + cell);
  const column = (lon: number): number => (lon - field.west) / field.wide;
  const row = (lat: number): number => (lat - field.south) / field.high;
  for (const line of lines) {
    for (let at = 0; at < Math.max(1, line.length - 1); at += 1) {
      const a = line[at];
      const b = line[at + 1] ?? a;
      if (!a || !b) continue;
      const [ax, ay, bx, by] = [column(a[0]), row(a[1]), column(b[0]), row(b[1])];
      const [dx, dy] = [bx - ax, by - ay];
      const squared = dx * dx + dy * dy;
      const left = Math.max(0, Math.ceil(Math.min(ax, bx) - reach));
      const right = Math.min(columns - 1, Math.floor(Math.max(ax, bx) + reach));
      const low = Math.max(0, Math.ceil(Math.min(ay, by) - reach));
      const top = Math.min(rows - 1, Math.floor(Math.max(ay, by) + reach));
      for (let y = low; y <= top; y += 1) {
        for (let x = left; x <= right; x += 1) {
          const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
          const metres = Math.hypot(ax + share * dx - x, ay + share * dy - y) * cell;
          const place = y * columns + x;
          if (metres < (values[place] ?? 0)) values[place] = metres;
        }
      }
    }
  }
  return values;
}

/**
 * Per case of a square's corners (1 lower left, 2 lower right, 4 upper right, 8 upper left are inside): pairs of sides that
 * the outline goes from and to with the inside on its left. Sides: 0 bottom, 1 right, 2 top, 3 left.
 */
const STEPS: readonly (readonly number[])[] = [
  [], [0, 3], [1, 0], [1, 3], [2, 1], [0, 3, 2, 1], [2, 0], [2, 3],
  [3, 2], [0, 2], [1, 0, 3, 2], [1, 2], [3, 1], [0, 1], [3, 0], [],
]; // prettier-ignore

/** Closed rings in cells, counter-clockwise around what is inside, clockwise around holes. */
function trace({ columns, rows }: Field, values: Float32Array, limit: number): LonLat[][] {
  const value = (x: number, y: number): number => values[y * columns + x] ?? 0;
  const cut = (a: number, b: number): number => (limit - a) / (b - a);
  /** From a cut side of the raster to the next one. A side's number: 2 × cell, plus 1 for one that goes up. */
  const next = new Map<number, number>();
  const sideOf = (x: number, y: number, side: number): number => {
    if (side === 0) return 2 * (y * columns + x);
    if (side === 1) return 2 * (y * columns + x + 1) + 1;
    if (side === 2) return 2 * ((y + 1) * columns + x);
    return 2 * (y * columns + x) + 1;
  };
  for (let y = 0; y + 1 < rows; y += 1) {
    for (let x = 0; x + 1 < columns; x += 1) {
      const inside = (dx: number, dy: number, bit: number): number => (value(x + dx, y + dy) <= limit ? bit : 0);
      const steps = STEPS[inside(0, 0, 1) + inside(1, 0, 2) + inside(1, 1, 4) + inside(0, 1, 8)] ?? [];
      for (let at = 0; at < steps.length; at += 2) {
        next.set(sideOf(x, y, steps[at] ?? 0), sideOf(x, y, steps[at + 1] ?? 0));
      }
    }
  }
  const place = (side: number): LonLat => {
    const cell = side >>> 1;
    const x = cell % columns;
    const y = (cell - x) / columns;
    if (side & 1) return [x, y + cut(value(x, y), value(x, y + 1))];
    return [x + cut(value(x, y), value(x + 1, y)), y];
  };
  const rings: LonLat[][] = [];
  for (const first of [...next.keys()]) {
    if (!next.has(first)) continue;
    const ring: LonLat[] = [];
    for (let side: number | undefined = first; side !== undefined;) {
      ring.push(place(side));
      const after: number | undefined = next.get(side);
      next.delete(side);
      side = after;
    }
    // The walk ends where it began, having taken that side twice.
    rings.push(ring);
  }
  return rings;
}

function nest(rings: readonly LonLat[][], beside: number, field: Field): Polygon[] {
  const block = BLOCK * (beside / field.cell) ** 2;
  const toDegrees = (ring: readonly LonLat[]): LonLat[] =>
    thin(ring).map(([x, y]) => [round(field.west + x * field.wide), round(field.south + y * field.high)]);
  const outer = rings.filter((ring) => area(ring) > 0).map((ring) => ({ ring, holes: [] as LonLat[][] }));
  for (const hole of rings) {
    if (area(hole) >= 0 || -area(hole) < block) continue;
    const corner = hole[0] ?? [0, 0];
    const around = outer.filter(({ ring }) => surrounds(ring, corner));
    // The smallest of those around it.
    const home = around.sort((a, b) => area(a.ring) - area(b.ring))[0];
    home?.holes.push(hole);
  }
  return outer.map(({ ring, holes }) => [toDegrees(ring), ...holes.map(toDegrees)]);
}

/** Leaves out corners that lie within a third of a cell of their neighbours' line (Douglas & Peucker 1973). */
function thin(ring: readonly LonLat[]): LonLat[] {
  const keep = new Uint8Array(ring.length);
  const middle = ring.length >>> 1;
  const open: [number, number][] = [[0, middle], [middle, ring.length - 1]]; // prettier-ignore
  keep[0] = keep[middle] = keep[ring.length - 1] = 1;
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    const [ax, ay] = ring[first] ?? [0, 0];
    const [bx, by] = ring[last] ?? [0, 0];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    let furthest = { off: 1 / 3, at: -1 };
    for (let at = first + 1; at < last; at += 1) {
      const [x, y] = ring[at] ?? [0, 0];
      const off = Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
      if (off > furthest.off) furthest = { off, at };
    }
    if (furthest.at < 0) continue;
    keep[furthest.at] = 1;
    open.push([first, furthest.at], [furthest.at, last]);
  }
  return ring.filter((_corner, at) => keep[at] === 1);
}

/** Twice the signed area: positive when counter-clockwise. */
function area(ring: readonly LonLat[]): number {
  let sum = 0;
  ring.forEach(([x, y], at) => {
    const [u, v] = ring[(at + 1) % ring.length] ?? [x, y];
    sum += x * v - u * y;
  });
  return sum / 2;
}

function surrounds(ring: readonly LonLat[], [x, y]: LonLat): boolean {
  let isInside = false;
  ring.forEach(([ax, ay], at) => {
    const [bx, by] = ring[(at + 1) % ring.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isInside = !isInside;
  });
  return isInside;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
