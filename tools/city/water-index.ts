import { crossing, insidePolygon, cellsOf } from './geometry.ts';
import type { Point } from './geometry.ts';
import type { Water, WaterBody } from './water.ts';

/** Exact questions about water polygons, quick through bounding boxes. */
export interface WaterIndex {
  isWet(point: Point): boolean;
  /** Kinds of water that a line enters or crosses; islands are dry. */
  crossed(line: readonly Point[]): Set<WaterBody['kind']>;
}

interface Boxed {
  body: WaterBody;
  box: [number, number, number, number];
}

export function createWaterIndex(water: Water): WaterIndex {
  const boxed: Boxed[] = water.bodies.map((body) => ({ body, box: boxOf(body.polygon[0]!) }));
  const edges = new Map<number, { a: Point; b: Point; kind: WaterBody['kind'] }[]>();
  const cell = 0.3;
  const keys = (a: Point, b: Point): number[] => cellsOf(a, b, cell);
  for (const { body } of boxed) {
    for (const ring of body.polygon) {
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length]!;
        for (const key of keys(a, b)) {
          const list = edges.get(key);
          if (list) list.push({ a, b, kind: body.kind });
          else edges.set(key, [{ a, b, kind: body.kind }]);
        }
      });
    }
  }
  const inside = (point: Point): WaterBody | undefined =>
    boxed.find(
      ({ body, box }) =>
        point[0] >= box[0] &&
        point[0] <= box[2] &&
        point[1] >= box[1] &&
        point[1] <= box[3] &&
        insidePolygon(point, body.polygon),
    )?.body;

  return {
    isWet: (point) => inside(point) !== undefined,
    crossed(line) {
      const met = new Set<WaterBody['kind']>();
      for (const point of line) {
        const body = inside(point);
        if (body) met.add(body.kind);
      }
      for (let i = 1; i < line.length; i += 1) {
        for (const key of keys(line[i - 1]!, line[i]!)) {
          for (const edge of edges.get(key) ?? []) {
            if (!met.has(edge.kind) && crossing(line[i - 1]!, line[i]!, edge.a, edge.b)) met.add(edge.kind);
          }
        }
      }
      return met;
    },
  };
}

function boxOf(ring: Point[]): [number, number, number, number] {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
