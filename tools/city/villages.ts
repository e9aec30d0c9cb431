import { createRandom } from '../../shared/kit/random.ts';
import type { Random } from '../../shared/kit/random.ts';
import { CLASS } from './arterials.ts';
import { distance, resample, smoothLine } from './geometry.ts';
import type { Point } from './geometry.ts';
import { COVER } from './mask.ts';
import type { Street } from './street-index.ts';
import { isDry } from './tracer.ts';
import type { TraceWorld } from './tracer.ts';
import { VILLAGE_NAMES } from './village-names.ts';

export interface Village {
  zh: string;
  en: string;
  at: Point;
}

const WET = COVER.river | COVER.lake;
/** Villages of the gazetteer; they come first and keep their names. */
const KNOWN: Village[] = [
  { zh: '青岩村', en: 'Qingyan Village', at: [3.6, 14.9] },
  { zh: '东湾村', en: 'Dongwan Village', at: [31.2, 17.1] },
];

function siteVillages(random: Random, world: TraceWorld): Village[] {
  const villages = KNOWN.slice();
  for (let attempt = 0; attempt < 6000 && villages.length < 86; attempt += 1) {
    const at: Point = [-1.2 + random.next() * 38.4, 0.6 + random.next() * 23.6];
    const cover = world.mask.near(at[0], at[1], 0.3) | world.mask.near(at[0], at[1], 0.12);
    if (world.mask.near(at[0], at[1], 0.06) & (COVER.stream | COVER.rail)) continue;
    if (cover & (WET | COVER.hill | COVER.industrial | COVER.park) || world.urban(at[0], at[1]) > 0.16) continue;
    let nearRoad = Infinity;
    world.index.around(at[0], at[1], 0.5, (sample, away) => {
      nearRoad = Math.min(nearRoad, sample.street.road === CLASS.motorway ? away - 0.3 : away);
    });
    if (nearRoad < 0.12 || villages.some((other) => distance(other.at, at) < 1.25)) continue;
    const [zh, en] = VILLAGE_NAMES[villages.length - KNOWN.length]!;
    villages.push({ zh, en, at });
  }
  return villages;
}

/** A bent way between two points that meets no river or lake; undefined when eight bends all fail. */
function windingWay(random: Random, world: TraceWorld, from: Point, to: Point): Point[] | undefined {
  const length = distance(from, to);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const sway = length * (0.05 + 0.05 * attempt);
    const controls: Point[] = [from];
    const pieces = Math.max(2, Math.round(length / 0.55));
    const lean = random.gaussian() * sway;
    for (let i = 1; i < pieces; i += 1) {
      const t = i / pieces;
      const off = lean * Math.sin(Math.PI * t) + random.gaussian() * 0.05;
      controls.push([
        from[0] + (to[0] - from[0]) * t - ((to[1] - from[1]) / length) * off,
        from[1] + (to[1] - from[1]) * t + ((to[0] - from[0]) / length) * off,
      ]);
    }
    controls.push(to);
    const line = resample(smoothLine(controls, 0.05), 0.05);
    if (line.every((point, i) => i === 0 || isDry(world.mask, line[i - 1]!, point, WET))) return line;
  }
  return undefined;
}

/** Short crooked lanes about a village green, joined to its approach road. */
function lanes(random: Random, world: TraceWorld, village: Village, approach: number): Point[][] {
  const out: Point[][] = [];
  const reach = 0.24 + random.next() * 0.22;
  const walk = (from: Point, heading: number, length: number): Point[] => {
    const line: Point[] = [from];
    let turn = heading;
    for (let gone = 0; gone < length; gone += 0.05) {
      turn += random.gaussian() * 0.09;
      const last = line[line.length - 1]!;
      const next: Point = [last[0] + Math.cos(turn) * 0.05, last[1] + Math.sin(turn) * 0.05];
      if (world.mask.near(next[0], next[1], 0.04) & (WET | COVER.stream | COVER.rail)) break;
      line.push(next);
    }
    return line;
  };
  const main = [
    ...walk(village.at, approach + Math.PI / 2, reach).reverse(),
    ...walk(village.at, approach - Math.PI / 2, reach).slice(1),
  ];
  out.push(main);
  const count = 1 + Math.floor(random.next() * 3);
  for (let i = 0; i < count; i += 1) {
    const at = main[Math.min(main.length - 1, Math.round(((i + 0.5) / count) * (main.length - 1)))]!;
    const side = approach + random.gaussian() * 0.12;
    const back = walk(at, side + Math.PI, reach * (0.35 + random.next() * 0.55));
    const ahead = walk(at, side, reach * (0.35 + random.next() * 0.55));
    out.push([...back.reverse(), ...ahead.slice(1)]);
  }
  // A second cross lane closes small blocks.
  const corner = out[1]?.[0];
  if (corner) out.push(walk(corner, approach - Math.PI / 2, reach * 1.4));
  return out.filter((line) => line.length >= 4);
}

/** Villages of the open country, each with lanes and joined to the nearest road, then to a neighbour village. */
export function growVillages(
  seed: number,
  world: TraceWorld,
  firstId: number,
): { streets: Street[]; villages: Village[] } {
  const random = createRandom(seed);
  const streets: Street[] = [];
  const add = (road: number, line: Point[], zh: string, en: string): void => {
    const street = { id: firstId + streets.length, road, line, zh, en, interchange: false };
    streets.push(street);
    world.index.add(street);
  };
  const kept: Village[] = [];
  for (const village of siteVillages(random, world)) {
    const targets: { at: Point; away: number }[] = [];
    world.index.around(village.at[0], village.at[1], 4, (sample, away) => {
      if (sample.street.road !== CLASS.motorway) targets.push({ at: [sample.x, sample.y], away });
    });
    targets.sort((a, b) => a.away - b.away);
    let way: Point[] | undefined;
    for (let i = 0; i < Math.min(targets.length, 400) && !way; i += i < 3 ? 1 : 25)
      way = windingWay(random, world, village.at, targets[i]!.at);
    if (!way) continue;
    const from = way[way.length - 1]!;
    const approach = Math.atan2(village.at[1] - from[1], village.at[0] - from[0]);
    const bare = village.zh.replace(/村$/u, '');
    const bareEn = village.en.replace(/ Village$/u, '');
    add(CLASS.tertiary, way, `${bare}路`, `${bareEn} Road`);
    lanes(random, world, village, approach).forEach((line, i) => {
      if (i === 0) add(CLASS.residential, line, `${bare}街`, `${bareEn} Street`);
      else
        add(
          CLASS.residential,
          line,
          `${bare}${['东', '中', '西', '南', '北'][i - 1]!}巷`,
          `${bareEn} ${['East', 'Middle', 'West', 'South', 'North'][i - 1]!} Lane`,
        );
    });
    kept.push(village);
  }
  linkNeighbours(random, world, kept, add);
  return { streets, villages: kept };
}

function linkNeighbours(
  random: Random,
  world: TraceWorld,
  villages: Village[],
  add: (road: number, line: Point[], zh: string, en: string) => void,
): void {
  const linked = new Set<string>();
  let number = 100;
  villages.forEach((village, i) => {
    const near = villages
      .map((other, j) => ({ other, j, away: distance(other.at, village.at) }))
      .filter(({ j, away }) => j !== i && away < 3.2)
      .sort((a, b) => a.away - b.away)
      .slice(0, 2);
    for (const { other, j } of near) {
      const key = [i, j].sort((a, b) => a - b).join('-');
      if (linked.has(key)) continue;
      linked.add(key);
      const way = windingWay(random, world, village.at, other.at);
      if (!way) continue;
      number += 1;
      add(CLASS.tertiary, way, `乡道Y${number}`, `Township Road Y${number}`);
    }
  });
}
