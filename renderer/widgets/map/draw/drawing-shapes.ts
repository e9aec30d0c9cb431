import type { Drawing, DrawingForm, DrawingGeometry, DrawingKind } from '../../../../shared/domain/drawing.ts';
import { checkGeometry, GEOMETRY_FAULTS, type GeometryFault } from '../../../../shared/kit/check-geometry.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { boxOf, toWorld, type Box, type WorldPoint } from '../world.ts';

/** A drawing in world units, ready to be traced. */
export interface DrawingShape {
  readonly id: string;
  readonly kind: DrawingKind;
  readonly form: DrawingForm;
  /** Interleaved world x, y: the rings of an area, one line, or one place. */
  readonly lines: readonly Float64Array[];
  readonly box: Box;
  /** Of all lines, in world units. */
  readonly length: number;
  /** Where its name stands. */
  readonly anchor: WorldPoint;
  /** Of the geometry as it came: what was put right here or in the core. */
  readonly faults: readonly GeometryFault[];
}

/** Null for a geometry of which nothing can be drawn (R23). */
export function drawingShape(id: string, { kind, geometry, faults: known }: Drawing): DrawingShape | null {
  const faults = new Set<GeometryFault>(known);
  const lines = linesOf(geometry, faults);
  if (lines.length === 0) return null;
  const box = lines.map(boxOf).reduce((a, b) => ({
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  }));
  const { type: form } = geometry;
  const first = lines[0] as Float64Array;
  const anchor = form === 'area' ? middleOf(first) : middlePoint(first);
  return {
    id,
    kind,
    form,
    lines,
    box,
    length: lines.reduce((sum, line) => sum + lengthOf(line), 0),
    anchor,
    faults: GEOMETRY_FAULTS.filter((fault) => faults.has(fault)),
  };
}

function linesOf(geometry: DrawingGeometry, faults: Set<GeometryFault>): Float64Array[] {
  if (geometry.type === 'point') return [Float64Array.from(toWorld(geometry.at))];
  const form = geometry.type === 'line' ? 'line' : 'ring';
  const lines = geometry.type === 'line' ? [geometry.points] : geometry.polygons.flat();
  return lines.flatMap((line) => {
    const checked = checkGeometry(line, form);
    for (const fault of checked.faults) faults.add(fault);
    return checked.points ? [worldLine(checked.points)] : [];
  });
}

export function worldLine(points: readonly LonLat[]): Float64Array {
  const line = new Float64Array(points.length * 2);
  for (const [index, point] of points.entries()) line.set(toWorld(point), index * 2);
  return line;
}

/** Centre of gravity of a ring; of one without area, the middle of its box. */
function middleOf(ring: Float64Array): WorldPoint {
  const [originX, originY] = [ring[0] as number, ring[1] as number];
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay] = [(ring[i] as number) - originX, (ring[i + 1] as number) - originY];
    const [bx, by] = [(ring[i + 2] as number) - originX, (ring[i + 3] as number) - originY];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  const box = boxOf(ring);
  const middle: WorldPoint = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  if (Math.abs(area) < 1e-18) return middle;
  const gravity: WorldPoint = [originX + x / (3 * area), originY + y / (3 * area)];
  return gravity[0] >= box.minX && gravity[0] <= box.maxX && gravity[1] >= box.minY && gravity[1] <= box.maxY ? gravity : middle; // prettier-ignore
}

function lengthOf(line: Float64Array): number {
  let length = 0;
  for (let i = 0; i + 3 < line.length; i += 2) {
    length += Math.hypot(
      (line[i + 2] as number) - (line[i] as number),
      (line[i + 3] as number) - (line[i + 1] as number),
    );
  }
  return length;
}

/** Half way along a line. */
function middlePoint(line: Float64Array): WorldPoint {
  const at = (i: number): WorldPoint => [line[i] as number, line[i + 1] as number];
  const legs = Array.from({ length: line.length / 2 - 1 }, (_, leg) => {
    const [[ax, ay], [bx, by]] = [at(leg * 2), at(leg * 2 + 2)];
    return Math.hypot(bx - ax, by - ay);
  });
  let left = legs.reduce((sum, leg) => sum + leg, 0) / 2;
  for (const [leg, length] of legs.entries()) {
    if (left <= length && length > 0) {
      const [[ax, ay], [bx, by]] = [at(leg * 2), at(leg * 2 + 2)];
      return [ax + ((bx - ax) * left) / length, ay + ((by - ay) * left) / length];
    }
    left -= length;
  }
  return at(0);
}

/** Distance in world units from a place to a shape; 0 inside an area. */
export function shapeDistance({ form, lines }: DrawingShape, x: number, y: number): number {
  if (form === 'area' && isInside(lines, x, y)) return 0;
  let least = Infinity;
  for (const line of lines) {
    if (line.length === 2) least = Math.min(least, Math.hypot((line[0] as number) - x, (line[1] as number) - y));
    for (let i = 0; i + 3 < line.length; i += 2) least = Math.min(least, legDistance(line, i, x, y));
  }
  return least;
}

function legDistance(line: Float64Array, i: number, x: number, y: number): number {
  const [ax, ay] = [line[i] as number, line[i + 1] as number];
  const dx = (line[i + 2] as number) - ax;
  const dy = (line[i + 3] as number) - ay;
  const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(ax + dx * share - x, ay + dy * share - y);
}

function isInside(rings: readonly Float64Array[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
      const [bx, by] = [ring[i + 2] as number, ring[i + 3] as number];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

/** The uppermost shape within reach: points before lines before areas, the smaller area before the larger one. */
export function shapeAt(shapes: Iterable<DrawingShape>, x: number, y: number, reach: number): DrawingShape | null {
  const rank = { point: 0, line: 1, area: 2 } as const;
  const size = ({ box }: DrawingShape): number => (box.maxX - box.minX) * (box.maxY - box.minY);
  let best: DrawingShape | null = null;
  for (const shape of shapes) {
    if (shapeDistance(shape, x, y) > reach) continue;
    const isBetter =
      !best || rank[shape.form] < rank[best.form] || (shape.form === best.form && size(shape) < size(best));
    if (isBetter) best = shape;
  }
  return best;
}
