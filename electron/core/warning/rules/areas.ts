import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { LocalText } from '../../../../shared/domain/common.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { Log } from '../../kernel/ports.ts';

/** Which ground the rules know: districts, and where things are that only name a place. */
export interface Areas {
  districtAt(place: LonLat): string | null;
  /** Where a thing stands that others name by its id, e.g. a depot; null while nobody said. */
  placeOf(id: string): LonLat | null;
  nameOf(district: string): LocalText | null;
  /** Middle of its label, for a pin. */
  middleOf(district: string): LonLat | null;
  outlineOf(district: string): readonly LonLat[] | null;
  readonly districts: readonly string[];
}

const point = z.tuple([z.number(), z.number()]);
const cityFile = z.object({
  districts: z.array(
    z.object({
      code: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      label: point,
      polygon: z.array(point),
    }),
  ),
});
type District = z.infer<typeof cityFile>['districts'][number];

/** No districts: everything is the whole city. */
export function noAreas(placeOf: Areas['placeOf'] = () => null): Areas {
  return areasOf([], placeOf);
}

/** The districts of the loaded city; none, said in the log, when its file is not what it should be. */
export function readAreas(resources: string, log: Log, placeOf: Areas['placeOf']): Areas {
  try {
    const file = join(resources, 'demo-city', 'city.json');
    return areasOf(cityFile.parse(JSON.parse(readFileSync(file, 'utf8'))).districts, placeOf);
  } catch (error) {
    log.warn('districts not read; rules look at the whole city', { error: String(error) });
    return noAreas(placeOf);
  }
}

function areasOf(districts: readonly District[], placeOf: Areas['placeOf']): Areas {
  const byCode = new Map(districts.map((district) => [district.code, district]));
  /** A thing that stays is looked up once. */
  const known = new Map<string, string | null>();
  return {
    districtAt([lon, lat]) {
      const key = `${lon},${lat}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const code = districts.find(({ polygon }) => isInside([lon, lat], polygon))?.code ?? null;
      if (known.size < 50_000) known.set(key, code);
      return code;
    },
    placeOf,
    nameOf: (code) => byCode.get(code)?.name ?? null,
    middleOf: (code) => byCode.get(code)?.label ?? null,
    outlineOf: (code) => byCode.get(code)?.polygon ?? null,
    districts: districts.map(({ code }) => code),
  };
}

/** Even–odd, by the ray to the east. */
function isInside([lon, lat]: LonLat, ring: readonly LonLat[]): boolean {
  let inside = false;
  for (const [index, [x1, y1]] of ring.entries()) {
    const [x0, y0] = ring[index === 0 ? ring.length - 1 : index - 1] ?? [x1, y1];
    if (y1 > lat !== y0 > lat && lon < ((x0 - x1) * (lat - y1)) / (y0 - y1) + x1) inside = !inside;
  }
  return inside;
}
