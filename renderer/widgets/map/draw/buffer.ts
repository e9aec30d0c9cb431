import * as polyclip from 'polyclip-ts';
import { bearing, distance, type LonLat } from '../../../../shared/kit/geo.ts';
import { arc, circle, closed } from '../../../../shared/kit/geodesy.ts';
import { simplified } from '../../../../shared/kit/simplify.ts';

/** Of the line that a buffer goes around: a union of more capsules takes longer than a hand waits. */
const MAX_AROUND = 100;
/** Degrees between the corners of a rounded end. */
const STEP = 10;

/**
 * The union loses its way in some three of a thousand lines, where edges nearly lie on each other ("unable to complete output ring"),
 * and finds it when they are moved by a hair. If all of these fail, the capsules stand one beside the other.
 */
const WIDER = [1, 1.0003, 1.0007, 1.0013];

type Polygons = LonLat[][][];

/**
 * All places within `metres` of a point, or of a line: the union of one capsule for each of its legs. The rounded ends lie on the
 * circle, so between their corners up to 0.4 % of `metres` is missing; what is made is that much wider.
 */
export function bufferOf(around: readonly LonLat[], metres: number): Polygons {
  const reach = metres / Math.cos(((STEP / 2) * Math.PI) / 180);
  const [first] = around;
  if (!first) return [];
  const line = (around.length > MAX_AROUND ? simplified(around, MAX_AROUND) : around).filter(
    (point, index, all) => index === 0 || distance(all[index - 1] as LonLat, point) > 0.01,
  );
  if (line.length === 1) return [[circle(first, reach, STEP)]];
  for (const wider of WIDER) {
    const [head, ...rest] = capsules(line, reach * wider) as [number, number][][][];
    try {
      return head ? (polyclip.union(head, ...rest) as unknown as Polygons) : [];
    } catch {
      // Tried again a little wider.
    }
  }
  return capsules(line, reach);
}

function capsules(line: readonly LonLat[], metres: number): Polygons {
  return line.slice(1).map((to, index) => [capsule(line[index] as LonLat, to, metres)]);
}

function capsule(from: LonLat, to: LonLat, metres: number): LonLat[] {
  const ahead = bearing(from, to);
  const back = bearing(to, from);
  // Clockwise around each end, from one side of the leg to the other.
  const ends = [...arc(from, metres, ahead + 90, ahead + 270, STEP), ...arc(to, metres, back + 90, back + 270, STEP)];
  return closed(ends).map(snapped);
}

/** 1 cm: sums of angles that differ in the last digit would make slivers. */
function snapped([lon, lat]: LonLat): LonLat {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}
