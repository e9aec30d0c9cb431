import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { Log } from '../kernel/ports.ts';
import type { Name } from './name.ts';

const name = z.object({ zh: z.string(), en: z.string() });
const point = z.tuple([z.number(), z.number()]);

const cityFile = z.object({
  districts: z.array(z.object({ code: z.string(), name, label: point, polygon: z.array(point) })),
});
const placesFile = z.object({ facilities: z.array(z.object({ id: z.string(), name, at: point })) });
const named = z.array(z.object({ name: name.optional(), rings: z.array(z.array(point)) }));
const landFile = z.object({ water: named, green: named });
const roadsFile = z.object({
  names: z.array(name),
  nodes: z.array(point),
  segments: z.array(z.array(z.number())),
});

const WEIGHT = { district: 2, street: 3, place: 3 } as const;

/** What the loaded city's ground names; nothing, said in the log, when a file of it is not what it should be. */
export function readCityNames(folder: string, log: Log): Name[] {
  const read = <T>(file: string, schema: z.ZodType<T>, names: (read: T) => Name[]): Name[] => {
    try {
      return names(schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
    } catch (error) {
      log.warn('names not read', { file, error: String(error) });
      return [];
    }
  };
  return [
    ...read('city.json', cityFile, ({ districts }) =>
      districts.map(({ code, name, label, polygon }) => ({
        ...bare('district', `district:${code}`, name),
        at: label,
        box: boxOf(polygon),
      })),
    ),
    ...read('roads.json', roadsFile, streets),
    ...read('places.json', placesFile, ({ facilities }) =>
      facilities.map(({ id, name, at }) => ({ ...bare('place', id, name), at })),
    ),
    ...read('land.json', landFile, ({ water, green }) => [...grounds('water', water), ...grounds('green', green)]),
  ];
}

function bare(kind: keyof typeof WEIGHT, id: string, title: z.infer<typeof name>): Name {
  return { kind, id, title, note: null, at: null, box: null, weight: WEIGHT[kind] };
}

/** One for each name: its stretches together, and the node nearest to their middle, so that the place lies on the street. */
function streets({ names, nodes, segments }: z.infer<typeof roadsFile>): Name[] {
  const ends = new Map<number, LonLat[]>();
  for (const [from = -1, to = -1, , street = -1] of segments) {
    const [a, b] = [nodes[from], nodes[to]];
    if (!a || !b || !(street in names)) continue;
    const points = ends.get(street) ?? [];
    points.push(a, b);
    ends.set(street, points);
  }
  return [...ends].flatMap(([index, points]) => {
    const title = names[index];
    if (!title) return [];
    const box = boxOf(points);
    const middle: LonLat = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    return [{ ...bare('street', `street:${index}`, title), at: nearestTo(middle, points), box }];
  });
}

function grounds(key: string, areas: z.infer<typeof named>): Name[] {
  const seen = new Map<string, Name>();
  for (const { name, rings } of areas) {
    const [outer] = rings;
    if (!name || !outer) continue;
    const id = `${key}:${name.zh}`;
    const box = boxOf(outer);
    const before = seen.get(id)?.box;
    const whole = before ? joined(before, box) : box;
    seen.set(id, {
      ...bare('place', id, name),
      at: [(whole[0] + whole[2]) / 2, (whole[1] + whole[3]) / 2],
      box: whole,
    });
  }
  return [...seen.values()];
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(points: readonly LonLat[]): Box {
  let box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) box = joined(box, [lon, lat, lon, lat]);
  return box;
}

function joined(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function nearestTo([lon, lat]: LonLat, points: readonly LonLat[]): LonLat | null {
  const squeeze = Math.cos((lat * Math.PI) / 180);
  let best: LonLat | null = null;
  let least = Infinity;
  for (const point of points) {
    const away = Math.hypot((point[0] - lon) * squeeze, point[1] - lat);
    if (away < least) [best, least] = [point, away];
  }
  return best;
}
