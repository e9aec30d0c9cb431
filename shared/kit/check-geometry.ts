import { isOnEarth, type LonLat } from './geo.ts';
import { simplified } from './simplify.ts';

/**
 * `not-a-number`, `out-of-range`: positions that were left out · `unclosed`: a ring that was closed · `too-short`: an outline that
 * was left out · `too-many`: one that was simplified · `self-crossing`, `antimeridian`: kept as it is, and said.
 */
export const GEOMETRY_FAULTS = [
  'not-a-number', 'out-of-range', 'unclosed', 'too-short', 'too-many', 'self-crossing', 'antimeridian',
] as const; // prettier-ignore
export type GeometryFault = (typeof GEOMETRY_FAULTS)[number];

/** Corners of one outline that is drawn (R23). A city block at street zoom has 50. */
export const MAX_DRAWN = 2_000;
/** Of an outline of more positions only every n-th is looked at: reading it must not hold anybody up. */
const MAX_READ = 10_000;

export interface CheckedGeometry {
  /** Null: nothing is left that can be drawn. */
  readonly points: readonly LonLat[] | null;
  /** Without repeats, in the order of `GEOMETRY_FAULTS`; empty for a sound one, whose points are then all there. */
  readonly faults: readonly GeometryFault[];
}

/**
 * Looks at an outline of any origin, says what is wrong with it, and gives back what can be drawn: at most `limit` positions,
 * all on earth, a ring closed. Pure; some 20 ms for the worst input of any length. The input is not changed.
 */
export function checkGeometry(input: unknown, form: 'line' | 'ring', limit = MAX_DRAWN): CheckedGeometry {
  const faults = new Set<GeometryFault>();
  const read = readPositions(input, faults);
  const isRing = form === 'ring';
  if (isRing && read.length > 0 && !isSame(read[0], read.at(-1))) {
    faults.add('unclosed');
    read.push(read[0] as LonLat);
  }
  if (read.length < (isRing ? 4 : 2)) {
    faults.add('too-short');
    return { points: null, faults: inOrder(faults) };
  }
  if (read.length > limit) faults.add('too-many');
  const points = read.length > limit ? simplified(read, limit) : read;
  if (jumpsAcross(points)) faults.add('antimeridian');
  if (isRing && crossesItself(points)) faults.add('self-crossing');
  return { points, faults: inOrder(faults) };
}

function readPositions(input: unknown, faults: Set<GeometryFault>): LonLat[] {
  if (!Array.isArray(input)) {
    faults.add('not-a-number');
    return [];
  }
  const step = Math.max(1, Math.ceil(input.length / MAX_READ));
  if (step > 1) faults.add('too-many');
  const read: LonLat[] = [];
  for (let index = 0; index < input.length; index += step) {
    // The last one closes a ring: it is never passed over.
    const position: unknown = input[index + step >= input.length ? input.length - 1 : index];
    const [lon, lat] = Array.isArray(position) ? (position as unknown[]) : [];
    if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) {
      faults.add('not-a-number');
    } else if (!isOnEarth(lon, lat)) faults.add('out-of-range');
    else if (!isSame(read.at(-1), [lon, lat])) read.push([lon, lat]);
  }
  return read;
}

function isSame(a: LonLat | undefined, b: LonLat | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

/** An edge of more than half the way around is one over 180°, written the long way. */
function jumpsAcross(points: readonly LonLat[]): boolean {
  return points.some((point, index) => index > 0 && Math.abs(point[0] - (points[index - 1] as LonLat)[0]) > 180);
}

/** Whether two edges that are not neighbours meet. Edges are swept from west to east: a sound ring compares few of them. */
export function crossesItself(ring: readonly LonLat[]): boolean {
  const edges = ring.length - 1;
  // Numbers in a row: the sweep of a hostile ring compares each edge with each.
  const [west, east, south, north] = Array.from({ length: 4 }, () => new Float64Array(edges)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let edge = 0; edge < edges; edge += 1) {
    const [a, b] = [ring[edge] as LonLat, ring[edge + 1] as LonLat];
    west[edge] = Math.min(a[0], b[0]);
    east[edge] = Math.max(a[0], b[0]);
    south[edge] = Math.min(a[1], b[1]);
    north[edge] = Math.max(a[1], b[1]);
  }
  const order = Uint32Array.from({ length: edges }, (_, edge) => edge).sort((a, b) => at(west, a) - at(west, b));
  const open = new Uint32Array(edges);
  let count = 0;
  for (const edge of order) {
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const other = open[index] as number;
      if (at(east, other) < at(west, edge)) continue;
      open[kept] = other;
      kept += 1;
      if (at(north, other) < at(south, edge) || at(south, other) > at(north, edge)) continue;
      const apart = Math.abs(edge - other);
      if (apart !== 1 && apart !== edges - 1 && meet(ring, edge, other)) return true;
    }
    open[kept] = edge;
    count = kept + 1;
  }
  return false;
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}

function meet(ring: readonly LonLat[], first: number, second: number): boolean {
  const [a, b] = [ring[first] as LonLat, ring[first + 1] as LonLat];
  const [c, d] = [ring[second] as LonLat, ring[second + 1] as LonLat];
  const [s1, s2, s3, s4] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (s1 * s2 < 0 && s3 * s4 < 0) return true;
  return (s1 === 0 && within(a, b, c)) || (s2 === 0 && within(a, b, d)) || (s3 === 0 && within(c, d, a)) || (s4 === 0 && within(c, d, b)); // prettier-ignore
}

function side(a: LonLat, b: LonLat, point: LonLat): number {
  return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]);
}

/** Of a place on the line through both: whether it is between them. */
function within(a: LonLat, b: LonLat, point: LonLat): boolean {
  return (
    point[0] >= Math.min(a[0], b[0]) &&
    point[0] <= Math.max(a[0], b[0]) &&
    point[1] >= Math.min(a[1], b[1]) &&
    point[1] <= Math.max(a[1], b[1])
  );
}

function inOrder(faults: ReadonlySet<GeometryFault>): GeometryFault[] {
  return GEOMETRY_FAULTS.filter((fault) => faults.has(fault));
}
