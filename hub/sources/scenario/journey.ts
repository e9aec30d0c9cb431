import type { LonLat } from '../../../shared/kit/geo.ts';
import { bearing, distance } from '../../../shared/kit/geo.ts';
import type { Route } from './road-network.ts';

/** A vehicle on its way along a route: where on it, and how fast. Metres, metres per second. */
export interface Journey {
  readonly route: Route;
  /** Metres to drive; less than the route's when it stops short. */
  readonly length: number;
  travelled: number;
  speed: number;
  piece: number;
}

const ACCELERATION = 1.8;
const BRAKING = 2.2;
/** Lowest speed while there is way left, so that a brake curve never stalls before the stop. */
const CREEP = 1;

/** @param gap metres before the end of the route where it stops; never more than half of it */
export function startJourney(route: Route, speed = 0, gap = 0): Journey {
  const whole = route.along.at(-1) ?? 0;
  return { route, length: whole - Math.min(gap, whole / 2), travelled: 0, speed, piece: 0 };
}

/** One second of driving. `pace` scales the limits; `top` caps the vehicle (m/s). True when it has arrived. */
export function drive(journey: Journey, pace: number, top: number): boolean {
  const { route, length } = journey;
  const left = length - journey.travelled;
  const limit = Math.min((route.limit[journey.piece] ?? CREEP) * pace, top);
  const target = Math.max(CREEP, Math.min(limit, Math.sqrt(2 * BRAKING * Math.max(0, left - 2))));
  journey.speed =
    target > journey.speed
      ? Math.min(target, journey.speed + ACCELERATION)
      : Math.max(target, journey.speed - BRAKING * 1.5);
  journey.travelled = Math.min(length, journey.travelled + journey.speed);
  while (journey.piece < route.limit.length - 1 && (route.along[journey.piece + 1] ?? 0) < journey.travelled) {
    journey.piece += 1;
  }
  return length - journey.travelled < 0.5;
}

export function positionOf(journey: Journey): LonLat {
  const { route, piece, travelled } = journey;
  const a = route.line[piece];
  const b = route.line[piece + 1];
  if (!a || !b) return a ?? route.line[0] ?? [0, 0];
  const start = route.along[piece] ?? 0;
  const span = (route.along[piece + 1] ?? start) - start;
  const part = span > 0 ? Math.min(1, Math.max(0, (travelled - start) / span)) : 1;
  return [round6(a[0] + (b[0] - a[0]) * part), round6(a[1] + (b[1] - a[1]) * part)];
}

export function headingOf(journey: Journey): number {
  return Math.round(journey.route.heading[journey.piece] ?? 0) % 360;
}

/** The next node ahead: where a vehicle under way can turn off. */
export function nextNode(journey: Journey): number {
  const { route } = journey;
  return route.node[route.segmentEnd[journey.piece] ?? route.node.length - 1] ?? route.node.at(-1) ?? 0;
}

/** The rest of the present road segment, then `onward`, which must start at `nextNode(journey)`. */
export function turnOff(journey: Journey, onward: Route): Route {
  const { route, piece } = journey;
  const end = route.segmentEnd[piece] ?? route.line.length - 1;
  const here = positionOf(journey);
  const line: LonLat[] = [here];
  const along = [0];
  const limit: number[] = [];
  const heading: number[] = [];
  const segmentEnd: number[] = [];
  const node = [-1];
  let seconds = 0;
  for (let i = piece + 1; i <= end; i += 1) {
    const a = line.at(-1) ?? here;
    const b = route.line[i] ?? a;
    const metres = distance(a, b);
    line.push(b);
    along.push((along.at(-1) ?? 0) + metres);
    limit.push(route.limit[i - 1] ?? CREEP);
    heading.push(route.heading[i - 1] ?? 0);
    segmentEnd.push(end - piece);
    node.push(route.node[i] ?? -1);
    seconds += metres / (route.limit[i - 1] ?? CREEP);
  }
  const shift = line.length - 1;
  const offset = along.at(-1) ?? 0;
  return {
    line: [...line, ...onward.line.slice(1)],
    along: [...along, ...onward.along.slice(1).map((metres) => metres + offset)],
    limit: [...limit, ...onward.limit],
    heading: [...heading, ...onward.heading],
    segmentEnd: [...segmentEnd, ...onward.segmentEnd.map((index) => index + shift)],
    node: [...node, ...onward.node.slice(1)],
    seconds: seconds + onward.seconds,
  };
}

/** Straight through the air, for drones. `limit` in m/s. */
export function flight(from: LonLat, to: LonLat, target: number, limit: number): Route {
  const metres = Math.max(1, distance(from, to));
  return {
    line: [from, to],
    along: [0, metres],
    limit: [limit],
    heading: [bearing(from, to)],
    segmentEnd: [1],
    node: [-1, target],
    seconds: metres / limit,
  };
}

function round6(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
