import type { Random } from '../../shared/kit/random.ts';
import { CLASS } from './arterials.ts';
import type { DirectionField } from './field.ts';
import { lineLength } from './geometry.ts';
import type { Point } from './geometry.ts';
import { COVER } from './mask.ts';
import type { Mask } from './mask.ts';
import type { Sample, Street, StreetIndex } from './street-index.ts';

const STEP = 0.03;

/** How one class of streets grows. Lengths in km. */
export interface Level {
  road: number;
  /** Wanted distance to the next parallel street at a place. */
  spacing: (x: number, y: number) => number;
  /** No street where the place is less urban than this. */
  minUrban: number;
  minLength: number;
  maxLength: number;
  /** Chance to end at a crossed street of a higher class. */
  stopAtHigher: number;
  /** Cover that a street of this level does not enter. */
  blocked: number;
  /** Cover that it may cross by a bridge or level crossing when the other side is free. */
  crossable: number;
}

export interface TraceWorld {
  random: Random;
  mask: Mask;
  field: DirectionField;
  index: StreetIndex;
  urban: (x: number, y: number) => number;
}

/**
 * Fills the city with streets of one level: evenly spaced streamlines of the direction field (Jobard and Lefer 1997), where
 * each accepted street seeds its neighbours on both sides.
 */
export function growLevel(world: TraceWorld, level: Level, seeds: Point[], firstId: number): Street[] {
  const queue: { at: Point; turn: number }[] = seeds.map((at, i) => ({ at, turn: i % 2 }));
  const grown: Street[] = [];
  for (let next = 0; next < queue.length; next += 1) {
    const { at, turn } = queue[next]!;
    const angle = world.field(at[0], at[1]) + (turn * Math.PI) / 2;
    const wanted = level.spacing(at[0], at[1]);
    if (!isOpen(world, level, at, angle, wanted * 0.76)) continue;
    const back = follow(world, level, at, angle + Math.PI);
    const ahead = follow(world, level, at, angle);
    const line = [...back.reverse(), at, ...ahead];
    if (lineLength(line) < level.minLength) continue;
    const street: Street = { id: firstId + grown.length, road: level.road, line, zh: '', en: '', interchange: false };
    world.index.add(street);
    grown.push(street);
    for (let i = 4; i < line.length; i += 9) {
      const [x, y] = line[i]!;
      const heading = Math.atan2(line[i]![1] - line[i - 1]![1], line[i]![0] - line[i - 1]![0]);
      for (const side of [1, -1]) {
        const away = level.spacing(x, y) * (0.92 + world.random.next() * 0.34) * side;
        const seed: Point = [x - Math.sin(heading) * away, y + Math.cos(heading) * away];
        // Follow the same family: the seed's field angle may be a quarter turn off the heading.
        const off = Math.round((heading - world.field(seed[0], seed[1])) / (Math.PI / 2));
        queue.push({ at: seed, turn: ((off % 4) + 4) % 4 });
      }
      queue.push({ at: [x, y], turn: 1 + Math.round((heading - world.field(x, y)) / (Math.PI / 2)) });
    }
  }
  return grown;
}

function isOpen(world: TraceWorld, level: Level, at: Point, angle: number, clear: number): boolean {
  if (world.urban(at[0], at[1]) < level.minUrban) return false;
  if (world.mask.near(at[0], at[1], 0.05) & level.blocked) return false;
  return world.index.parallelDistance(at[0], at[1], Math.cos(angle), Math.sin(angle), clear) > clear;
}

/** Walks along the field from a point until something stops the street; ends on the street ahead where there is one. */
function follow(world: TraceWorld, level: Level, start: Point, angle: number): Point[] {
  const out: Point[] = [];
  const longest = level.maxLength * (0.5 + world.random.next() * 0.5);
  const met = new Set<Street>();
  let [x, y] = start;
  let heading = angle;
  for (let walked = 0; walked < longest / 2; walked += STEP) {
    const wanted = world.field(x, y);
    heading += quarterTurn(wanted - heading);
    const nx = x + Math.cos(heading) * STEP;
    const ny = y + Math.sin(heading) * STEP;
    if (world.urban(nx, ny) < level.minUrban) break;
    const cover = world.mask.near(nx, ny, 0.045) & level.blocked;
    if (cover) {
      const over = cover & ~level.crossable ? undefined : bridgeOver(world, level, [nx, ny], heading);
      if (!over) break;
      out.push(...over);
      [x, y] = over[over.length - 1]!;
      continue;
    }
    const clear = level.spacing(nx, ny) * 0.5;
    if (world.index.parallelDistance(nx, ny, Math.cos(heading), Math.sin(heading), clear) < clear) break;
    [x, y] = [nx, ny];
    out.push([x, y]);
    const cross = crossedStreet(world.index, x, y, heading, level.road, met);
    if (!cross) continue;
    met.add(cross.street);
    if ((cross.street.road === CLASS.motorway || cross.street.ramp) && level.road >= CLASS.tertiary) break;
    if (world.random.next() < level.stopAtHigher) {
      out.push([cross.x, cross.y]);
      return out;
    }
  }
  const last: Point = out[out.length - 1] ?? start;
  const ahead = streetAhead(world, last, heading, level.spacing(x, y) * 0.95);
  if (ahead) out.push([ahead.x, ahead.y]);
  return out;
}

/** Smallest turn that brings an angle onto the cross field. */
function quarterTurn(difference: number): number {
  const quarter = Math.PI / 2;
  return difference - Math.round(difference / quarter) * quarter;
}

/** Points of a straight hop over a creek or a railway; undefined when no dry ground lies within 0.24 km. */
function bridgeOver(world: TraceWorld, level: Level, from: Point, heading: number): Point[] | undefined {
  const hop: Point[] = [];
  for (let step = 0; step < 9; step += 1) {
    const at: Point = [from[0] + Math.cos(heading) * STEP * step, from[1] + Math.sin(heading) * STEP * step];
    hop.push(at);
    const cover = world.mask.near(at[0], at[1], 0.045) & level.blocked;
    if (!cover) return hop;
    if (cover & ~level.crossable) return undefined;
  }
  return undefined;
}

function crossedStreet(
  index: StreetIndex,
  x: number,
  y: number,
  heading: number,
  road: number,
  met: Set<Street>,
): Sample | undefined {
  let best: Sample | undefined;
  let nearest = Infinity;
  const reach = road >= CLASS.tertiary ? 0.05 : 0.035;
  index.around(x, y, reach, (sample, away) => {
    const higher = sample.street.road < road && !met.has(sample.street);
    if (higher && away < nearest && Math.abs(sample.dx * Math.cos(heading) + sample.dy * Math.sin(heading)) < 0.76) {
      [best, nearest] = [sample, away];
    }
  });
  return best;
}

/** The nearest street in front within reach, so that a street ends in a junction and not short of it. */
function streetAhead(world: TraceWorld, from: Point, heading: number, reach: number): Sample | undefined {
  let best: Sample | undefined;
  let nearest = Infinity;
  world.index.around(from[0], from[1], reach, (sample, away) => {
    const along = (sample.x - from[0]) * Math.cos(heading) + (sample.y - from[1]) * Math.sin(heading);
    const open = sample.street.road !== CLASS.motorway && !sample.street.ramp && along > away * 0.87;
    if (open && away < nearest && isDry(world.mask, from, [sample.x, sample.y])) [best, nearest] = [sample, away];
  });
  return best;
}

/** True when the straight line between two points meets no water. */
export function isDry(mask: Mask, a: Point, b: Point, wet: number = COVER.river | COVER.lake | COVER.stream): boolean {
  const pieces = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 0.03);
  for (let i = 0; i <= pieces; i += 1) {
    const x = a[0] + ((b[0] - a[0]) * i) / pieces;
    const y = a[1] + ((b[1] - a[1]) * i) / pieces;
    if (mask.near(x, y, 0.02) & wet) return false;
  }
  return true;
}
