import { createRandom } from '../../shared/kit/random.ts';
import { ARTERIALS, BANK_ROADS, CLASS } from './arterials.ts';
import { createField } from './field.ts';
import { distance, nearestOnLine, offsetLine, resample, smoothLine } from './geometry.ts';
import type { Point } from './geometry.ts';
import type { Ground } from './ground.ts';
import { interchangeRamps } from './interchanges.ts';
import { COVER } from './mask.ts';
import type { Mask } from './mask.ts';
import { StreetIndex } from './street-index.ts';
import type { Street } from './street-index.ts';
import { growLevel } from './tracer.ts';
import type { Level, TraceWorld } from './tracer.ts';
import { growVillages } from './villages.ts';
import type { Village } from './villages.ts';
import type { Water } from './water.ts';

const WET = COVER.river | COVER.lake;

/** Hand-drawn roads as smooth lines, their loose ends joined to the road they nearly touch. */
function arterialStreets(water: Water): Street[] {
  const streets: Street[] = ARTERIALS.map(([zh, en, road, controls, closed], id) => {
    const line = resample(smoothLine(controls, 0.05, closed === 'closed'), 0.05);
    if (closed) line.push([...line[0]!]);
    return { id, road: CLASS[road], line, zh, en, interchange: true };
  });
  for (const [zh, en, road, bank, from, to, away] of BANK_ROADS) {
    // Every 9th bank point: a road does not copy each bulge of the bank.
    const edge = water[bank].filter(([x]) => x >= from - 0.06 && x <= to + 0.06);
    const shifted = offsetLine(edge, () => (bank === 'north' ? away : -away)).filter(
      (_, i) => i % 9 === 0 || i === edge.length - 1,
    );
    streets.push({
      id: streets.length,
      road: CLASS[road],
      line: resample(smoothLine(shifted, 0.05), 0.05),
      zh,
      en,
      interchange: false,
    });
  }
  for (const street of streets) {
    for (const end of ['first', 'last'] as const) joinEnd(street, end, streets);
  }
  return streets;
}

function joinEnd(street: Street, end: 'first' | 'last', streets: Street[]): void {
  const tip = end === 'first' ? street.line[0]! : street.line[street.line.length - 1]!;
  let best: { at: Point; away: number } | undefined;
  for (const other of streets) {
    if (other === street) continue;
    const near = nearestOnLine(tip, other.line);
    if (near.away < 0.4 && (!best || near.away < best.away)) best = near;
  }
  if (!best) return;
  const inner = end === 'first' ? street.line[1]! : street.line[street.line.length - 2]!;
  // A little beyond the other road, so that the two lines surely cross.
  const beyond = distance(inner, best.at) || 1;
  const at: Point = [
    best.at[0] + ((best.at[0] - inner[0]) / beyond) * 0.012,
    best.at[1] + ((best.at[1] - inner[1]) / beyond) * 0.012,
  ];
  if (end === 'first') street.line.unshift(at);
  else street.line.push(at);
}

function levels(urban: Ground['urban']): Level[] {
  const tight = (x: number, y: number): number => Math.min(1, Math.max(0, (urban(x, y) - 0.3) / 0.6));
  const closed = WET | COVER.park;
  return [
    {
      road: CLASS.secondary,
      spacing: (x, y) => 1.35 - 0.45 * tight(x, y),
      minUrban: 0.3,
      minLength: 1.7,
      maxLength: 9,
      stopAtHigher: 0.12,
      blocked: closed | COVER.hill | COVER.stream,
      crossable: COVER.stream,
    },
    {
      road: CLASS.tertiary,
      spacing: (x, y) => 0.7 - 0.24 * tight(x, y),
      minUrban: 0.27,
      minLength: 0.8,
      maxLength: 4.5,
      stopAtHigher: 0.25,
      blocked: closed | COVER.hill | COVER.stream | COVER.rail,
      crossable: COVER.stream | COVER.rail,
    },
    {
      road: CLASS.residential,
      spacing: (x, y) => 0.405 - 0.205 * tight(x, y),
      minUrban: 0.25,
      minLength: 0.24,
      maxLength: 2.6,
      stopAtHigher: 0.4,
      blocked: closed | COVER.hill | COVER.stream | COVER.rail,
      crossable: 0,
    },
  ];
}

function levelSeeds(seed: number, level: Level, urban: Ground['urban']): Point[] {
  const random = createRandom(seed);
  const seeds: Point[] = [];
  const pitch = level.road === CLASS.secondary ? 1.6 : level.road === CLASS.tertiary ? 0.8 : 0.3;
  for (let x = 0; x < 36; x += pitch) {
    for (let y = 1.5; y < 23.5; y += pitch) {
      const at: Point = [x + random.next() * pitch, y + random.next() * pitch];
      if (urban(at[0], at[1]) > level.minUrban) seeds.push(at);
    }
  }
  // Centre first: the densest neighbourhoods set the pattern that the edges follow.
  return seeds.sort((a, b) => urban(b[0], b[1]) - urban(a[0], a[1]));
}

/** All streets of the city as separate lines, and the villages. */
export function createStreets(
  seed: number,
  water: Water,
  ground: Ground,
  mask: Mask,
): { streets: Street[]; villages: Village[] } {
  const index = new StreetIndex();
  const arterials = arterialStreets(water);
  arterials.push(...interchangeRamps(arterials, mask));
  arterials.forEach((street) => index.add(street));
  const guides = arterials
    .filter(({ ramp }) => !ramp)
    .map(({ line, road }) => ({
      line,
      weight: road === CLASS.motorway ? 0.5 : 1.3,
      reach: road === CLASS.motorway ? 0.5 : 0.55,
    }));
  for (const bank of [water.north, water.south]) guides.push({ line: bank, weight: 2, reach: 0.9 });
  const field = createField(seed + 11, guides);
  const world: TraceWorld = { random: createRandom(seed + 12), mask, field, index, urban: ground.urban };
  const grown: Street[] = [];
  levels(ground.urban).forEach((level, i) => {
    grown.push(
      ...growLevel(world, level, levelSeeds(seed + 13 + i, level, ground.urban), arterials.length + grown.length),
    );
  });
  const villages = growVillages(seed + 17, world, arterials.length + grown.length);
  return { streets: [...arterials, ...grown, ...villages.streets], villages: villages.villages };
}
