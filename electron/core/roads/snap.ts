import Flatbush from 'flatbush';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import { shapePoint, type RoadGraph } from './graph.ts';
import { BARRED, DEGREE } from './road-data.ts';
import type { Entry } from './search.ts';

/** Metres. A point further from every usable road has no travel time. */
export const FURTHEST = 2_000;
/** The squares, in metres to each side, in which a road is looked for; most points lie beside one. */
const SQUARES = [60, 300, FURTHEST];
/** Metres of one degree of latitude, rounded down so that a square is never too small. */
const DEGREE_METRES = 111_000;

/** A point on a road. */
export interface Snap {
  readonly road: number;
  /** 0 at the road's `from`, 1 at its `to`, by length. */
  readonly fraction: number;
  readonly at: LonLat;
  /** From the wanted point, as the crow flies. */
  readonly metres: number;
}

/** Boxes around all roads, so that what lies in or near a place is found without looking at every road. */
export class RoadIndex {
  readonly #graph: RoadGraph;
  readonly #boxes: Flatbush | null;

  constructor(graph: RoadGraph) {
    this.#graph = graph;
    const { shape, shapeStart, from } = graph;
    this.#boxes = from.length === 0 ? null : new Flatbush(from.length);
    for (let road = 0; road < from.length; road += 1) {
      let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let index = shapeStart[road] ?? 0; index < (shapeStart[road + 1] ?? 0); index += 1) {
        const lon = (shape[2 * index] ?? 0) / DEGREE;
        const lat = (shape[2 * index + 1] ?? 0) / DEGREE;
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
      this.#boxes?.add(west, south, east, north);
    }
    this.#boxes?.finish();
  }

  within(west: number, south: number, east: number, north: number): number[] {
    return this.#boxes?.search(west, south, east, north) ?? [];
  }

  /** The nearest point of a usable, open road (W3); null when none is within `FURTHEST`. */
  snap(point: LonLat, closed: Uint8Array | null): Snap | null {
    const { usable } = this.#graph;
    const [lon, lat] = point;
    for (const reach of SQUARES) {
      const high = reach / DEGREE_METRES;
      // Wider towards the poles; the cosine is kept from nothing.
      const wide = high / Math.max(0.01, Math.cos(((Math.abs(lat) + high) * Math.PI) / 180));
      let best: Foot = { square: Infinity, road: 0, piece: 0, share: 0 };
      for (const road of this.within(lon - wide, lat - high, lon + wide, lat + high)) {
        if (usable[road] === 1 && closed?.[road] !== 1) best = nearestOnRoad(this.#graph, road, point, best);
      }
      if (best.square === Infinity) continue;
      const snap = measured(this.#graph, best, point);
      // Nothing outside the square is nearer than its edge.
      if (snap.metres <= reach) return snap;
    }
    return null;
  }
}

/** The foot of a perpendicular: on which piece of which road, how far along the piece (0…1), and the square of its length. */
interface Foot {
  readonly square: number;
  readonly road: number;
  readonly piece: number;
  readonly share: number;
}

/** On a plane that touches the earth at the wanted point: exact enough within 2 km. */
function nearestOnRoad({ shape, shapeStart }: RoadGraph, road: number, [lon, lat]: LonLat, best: Foot): Foot {
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const first = shapeStart[road] ?? 0;
  const last = (shapeStart[road + 1] ?? 1) - 1;
  let found = best;
  let x = ((shape[2 * first] ?? 0) / DEGREE - lon) * squeeze;
  let y = (shape[2 * first + 1] ?? 0) / DEGREE - lat;
  for (let piece = first; piece < last; piece += 1) {
    const nextX = ((shape[2 * piece + 2] ?? 0) / DEGREE - lon) * squeeze;
    const nextY = (shape[2 * piece + 3] ?? 0) / DEGREE - lat;
    const [dx, dy] = [nextX - x, nextY - y];
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / squared));
    const square = (x + share * dx) ** 2 + (y + share * dy) ** 2;
    if (square < found.square) found = { square, road, piece, share };
    [x, y] = [nextX, nextY];
  }
  return found;
}

/** The same point in metres along its road. */
function measured(graph: RoadGraph, { road, piece, share }: Foot, point: LonLat): Snap {
  const length = graph.metres[road] ?? 0;
  const [a, b] = [shapePoint(graph, piece), shapePoint(graph, piece + 1)];
  let along = share * distance(a, b);
  for (let index = graph.shapeStart[road] ?? 0; index < piece; index += 1) {
    along += distance(shapePoint(graph, index), shapePoint(graph, index + 1));
  }
  const at: LonLat = [round(a[0] + share * (b[0] - a[0])), round(a[1] + share * (b[1] - a[1]))];
  return { road, fraction: length === 0 ? 0 : Math.min(1, along / length), at, metres: distance(point, at) };
}

function round(degrees: number): number {
  return Math.round(degrees * DEGREE) / DEGREE;
}

/** Time between a road's start and a point on it, in whole milliseconds: the same split for every use (W4). */
function part(ms: number, fraction: number): number {
  return Math.round(ms * fraction);
}

/** One of the ends of a point's road: 0 its `from`, 1 its `to`. */
export interface RoadEnd extends Entry {
  readonly end: 0 | 1;
}

/** The junctions that a point's road leads to. */
export function leaving(graph: RoadGraph, snap: Snap): RoadEnd[] {
  const [toEnd, toStart] = timesToEnds(graph, snap, 'leaving');
  return ends(graph, snap, toStart, toEnd);
}

/** The junctions from which a point's road leads to it. */
export function arriving(graph: RoadGraph, snap: Snap): RoadEnd[] {
  const [fromStart, fromEnd] = timesToEnds(graph, snap, 'arriving');
  return ends(graph, snap, fromStart, fromEnd);
}

/** Driven forward, then backward. */
function timesToEnds(
  { forwardMs, backwardMs }: RoadGraph,
  { road, fraction }: Snap,
  way: 'leaving' | 'arriving',
): [forward: number, backward: number] {
  const forward = forwardMs[road] ?? BARRED;
  const backward = backwardMs[road] ?? BARRED;
  const [behind, beyond] = [part(forward, fraction), part(backward, 1 - fraction)];
  return [
    forward === BARRED ? Infinity : way === 'arriving' ? behind : forward - behind,
    backward === BARRED ? Infinity : way === 'arriving' ? beyond : backward - beyond,
  ];
}

function ends({ from, to }: RoadGraph, { road }: Snap, startMs: number, endMs: number): RoadEnd[] {
  const both: RoadEnd[] = [
    { node: from[road] ?? 0, ms: startMs, end: 0 },
    { node: to[road] ?? 0, ms: endMs, end: 1 },
  ];
  return both.filter(({ ms }) => ms !== Infinity);
}

/** Along one road without leaving it; Infinity when that is against a one-way, or the points are on two roads. */
export function alongRoad({ forwardMs, backwardMs }: RoadGraph, a: Snap, b: Snap): number {
  if (a.road !== b.road) return Infinity;
  if (a.fraction === b.fraction) return 0;
  const isForward = a.fraction < b.fraction;
  const ms = (isForward ? forwardMs : backwardMs)[a.road] ?? BARRED;
  if (ms === BARRED) return Infinity;
  return isForward ? part(ms, b.fraction) - part(ms, a.fraction) : part(ms, 1 - b.fraction) - part(ms, 1 - a.fraction);
}
