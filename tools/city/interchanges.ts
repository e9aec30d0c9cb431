import { CLASS } from './arterials.ts';
import { crossing, distance, lineLength, mix, nearestOnLine, pointAlong, resample } from './geometry.ts';
import type { Point } from './geometry.ts';
import { COVER } from './mask.ts';
import type { Mask } from './mask.ts';
import type { Street } from './street-index.ts';
import { isDry } from './tracer.ts';

/** Where ramps leave the expressway and the other road, km from the crossing. */
const LEAVE = 0.34;
const ENTER = 0.27;

/** Curved ramps in the quadrants of each crossing of an expressway with a trunk, primary or other expressway. */
export function interchangeRamps(arterials: Street[], mask: Mask): Street[] {
  const ramps: Street[] = [];
  const done: Point[] = [];
  for (const express of arterials.filter(({ road }) => road === CLASS.motorway)) {
    for (const other of arterials.filter((street) => street !== express && street.road <= CLASS.primary)) {
      for (const at of crossings(express.line, other.line)) {
        if (done.some((known) => distance(known, at) < 0.5)) continue;
        done.push(at);
        for (const along of [1, -1]) {
          for (const across of [1, -1]) {
            const line = ramp(express, other, at, along, across);
            if (
              !line ||
              !line.every(
                (point, i) => i === 0 || isDry(mask, line[i - 1]!, point, COVER.river | COVER.lake | COVER.stream),
              )
            )
              continue;
            const zh = `${other.zh}互通匝道`;
            ramps.push({
              id: arterials.length + ramps.length,
              road: CLASS.secondary,
              line,
              zh,
              en: `${other.en} Interchange Ramp`,
              interchange: true,
              ramp: true,
            });
          }
        }
      }
    }
  }
  return ramps;
}

function crossings(a: Point[], b: Point[]): Point[] {
  const found: Point[] = [];
  for (let i = 1; i < a.length; i += 1) {
    for (let j = 1; j < b.length; j += 1) {
      // Cheap rejection first: the lines have thousands of pieces.
      if (Math.abs(a[i]![0] - b[j]![0]) > 0.15 || Math.abs(a[i]![1] - b[j]![1]) > 0.15) continue;
      const hit = crossing(a[i - 1]!, a[i]!, b[j - 1]!, b[j]!);
      if (hit) found.push(mix(a[i - 1]!, a[i]!, hit.t));
    }
  }
  return found;
}

/** One ramp as a bent line between the two roads; undefined where a road ends before the ramp would meet it. */
function ramp(express: Street, other: Street, at: Point, along: number, across: number): Point[] | undefined {
  const onExpress = armPoint(express.line, at, LEAVE * along);
  const onOther = armPoint(other.line, at, ENTER * across);
  if (!onExpress || !onOther) return undefined;
  const middle = mix(onExpress, onOther, 0.5);
  const bend = mix(at, middle, 0.45);
  const curve = Array.from({ length: 11 }, (_, i): Point => {
    const t = i / 10;
    return mix(mix(onExpress, bend, t), mix(bend, onOther, t), t);
  });
  return resample([beyond(curve[1]!, onExpress), ...curve.slice(1, -1), beyond(curve[9]!, onOther)], 0.04);
}

function armPoint(line: Point[], at: Point, away: number): Point | undefined {
  const along = nearestOnLine(at, line).along + away;
  return along < 0.05 || along > lineLength(line) - 0.05 ? undefined : pointAlong(line, along);
}

/** A little past `to` as seen from `from`, so that the lines surely cross. */
function beyond(from: Point, to: Point): Point {
  const span = distance(from, to) || 1;
  return [to[0] + ((to[0] - from[0]) / span) * 0.01, to[1] + ((to[1] - from[1]) / span) * 0.01];
}
