/** Plane geometry in local kilometres (x east, y north of the demo origin). */

/** [x, y] in km, or [lon, lat] in degrees once projected. */
export type Point = [number, number];
/** Closed ring without a repeated last point. */
export type Ring = Point[];
/** Outer ring first, then holes. */
export type Polygon = Ring[];

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Length of an open line, km. */
export function lineLength(line: readonly Point[]): number {
  let total = 0;
  for (let i = 1; i < line.length; i += 1) total += distance(line[i - 1]!, line[i]!);
  return total;
}

/** Signed area of a ring, km²; positive when counter-clockwise. */
export function ringArea(ring: Ring): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}

/**
 * Uniform Catmull–Rom curve through the control points, sampled about every `step` km.
 * @param closed joins the end to the start
 */
export function smoothLine(controls: readonly Point[], step: number, closed = false): Point[] {
  const count = controls.length;
  const at = (index: number): Point =>
    closed ? controls[(index + count) % count]! : controls[Math.min(count - 1, Math.max(0, index))]!;
  const out: Point[] = [];
  const spans = closed ? count : count - 1;
  for (let span = 0; span < spans; span += 1) {
    const [p0, p1, p2, p3] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
    const pieces = Math.max(2, Math.ceil(distance(p1, p2) / step));
    for (let piece = 0; piece < pieces; piece += 1) {
      const t = piece / pieces;
      const blend = (axis: 0 | 1): number => {
        const [a, b, c, d] = [p0[axis], p1[axis], p2[axis], p3[axis]];
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - 3 * c + d - a) * t ** 3);
      };
      out.push([blend(0), blend(1)]);
    }
  }
  if (!closed) out.push([...at(count - 1)] as Point);
  return out;
}

/** Points every `step` km along a line, ends kept. */
export function resample(line: readonly Point[], step: number): Point[] {
  const total = lineLength(line);
  const pieces = Math.max(1, Math.round(total / step));
  return Array.from({ length: pieces + 1 }, (_, i) => pointAlong(line, (total * i) / pieces));
}

/** The point `along` km from the start; clamped to the ends. */
export function pointAlong(line: readonly Point[], along: number): Point {
  let left = along;
  for (let i = 1; i < line.length; i += 1) {
    const span = distance(line[i - 1]!, line[i]!);
    if (left <= span && span > 0) return mix(line[i - 1]!, line[i]!, Math.max(0, left) / span);
    left -= span;
  }
  return [...line[line.length - 1]!] as Point;
}

export function mix(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Where the open segments a–b and c–d cross, as fractions along each; undefined when they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { t: number; u: number } | undefined {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-12) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { t, u } : undefined;
}

export function insideRing(point: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const a = ring[i]!;
    const b = ring[j]!;
    if (a[1] > point[1] !== b[1] > point[1] && point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0])
      inside = !inside;
  }
  return inside;
}

export function insidePolygon(point: Point, polygon: Polygon): boolean {
  return insideRing(point, polygon[0]!) && !polygon.slice(1).some((hole) => insideRing(point, hole));
}

/** Nearest point of a line: the point, its distance in km, its distance along the line in km, and the direction there. */
export function nearestOnLine(point: Point, line: readonly Point[]) {
  let best = { at: line[0]!, away: Infinity, along: 0, heading: 0 };
  let walked = 0;
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const span = distance(a, b);
    const t =
      span === 0
        ? 0
        : Math.min(
            1,
            Math.max(0, ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / (span * span)),
          );
    const at = mix(a, b, t);
    const away = distance(point, at);
    if (away < best.away) {
      best = { at, away, along: walked + span * t, heading: Math.atan2(b[1] - a[1], b[0] - a[0]) };
    }
    walked += span;
  }
  return best;
}

/** Douglas–Peucker: drops points nearer than `tolerance` km to the simplified line. */
export function simplify(line: readonly Point[], tolerance: number): Point[] {
  if (line.length < 3) return line.slice();
  const first = line[0]!;
  const last = line[line.length - 1]!;
  let worst = 0;
  let index = 0;
  for (let i = 1; i < line.length - 1; i += 1) {
    const { away } = nearestOnLine(line[i]!, [first, last]);
    if (away > worst) [worst, index] = [away, i];
  }
  if (worst <= tolerance) return [first, last];
  return [...simplify(line.slice(0, index + 1), tolerance).slice(0, -1), ...simplify(line.slice(index), tolerance)];
}

/** Simplifies a closed ring in two halves, cut at its first and its middle point. */
export function simplifyRing(ring: Ring, tolerance: number): Ring {
  if (ring.length < 8) return ring.slice();
  const half = Math.floor(ring.length / 2);
  const there = simplify(ring.slice(0, half + 1), tolerance);
  const back = simplify([...ring.slice(half), ring[0]!], tolerance);
  return [...there.slice(0, -1), ...back.slice(0, -1)];
}

/** The line moved `offset(i)` km to the left of its direction. */
export function offsetLine(line: readonly Point[], offset: (index: number) => number): Point[] {
  return line.map((point, i) => {
    const a = line[Math.max(0, i - 1)]!;
    const b = line[Math.min(line.length - 1, i + 1)]!;
    const span = distance(a, b) || 1;
    const by = offset(i);
    return [point[0] - ((b[1] - a[1]) / span) * by, point[1] + ((b[0] - a[0]) / span) * by];
  });
}

/** Keys of the square cells of side `cell`, km, that the box around two points touches; for points from -10 km on. */
export function cellsOf(a: Point, b: Point, cell: number): number[] {
  const index = (km: number): number => Math.floor((km + 10) / cell);
  const keys: number[] = [];
  for (let i = index(Math.min(a[0], b[0])); i <= index(Math.max(a[0], b[0])); i += 1) {
    for (let j = index(Math.min(a[1], b[1])); j <= index(Math.max(a[1], b[1])); j += 1) keys.push(i * 4096 + j);
  }
  return keys;
}
