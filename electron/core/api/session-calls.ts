import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { CityMap } from '../../../shared/domain/city.ts';
import type { CoreStart } from '../kernel/channel.ts';
import type { Log } from '../kernel/ports.ts';
import type { Seat } from '../people/seat.ts';
import { Serialised, type CallHandlers } from './call-handlers.ts';

const bothLanguages = z.object({ zh: z.string(), en: z.string() });

const departmentsFile = z.array(z.object({ code: z.string(), name: bothLanguages }));

const cityFile = z.object({
  id: z.string(),
  name: bothLanguages,
  seed: z.int().optional(),
  bbox: z.array(z.number()).length(4),
  districts: z.array(z.unknown()),
});

export interface SessionParts {
  readonly seat: Pick<Seat, 'present'>;
  readonly start: CoreStart;
  readonly stationId: string;
  readonly log: Log;
}

export function sessionCalls({ seat, start, stationId, log }: SessionParts): Pick<CallHandlers, 'session' | 'cityMap'> {
  const folder = join(start.resources, 'demo-city');
  const departments = readList(join(folder, 'departments.json'), departmentsFile, log);
  let ground: Serialised<CityMap | null> | null = null;
  return {
    session() {
      const { present } = seat;
      return {
        appVersion: start.appVersion,
        stationId,
        actor: present?.actor ?? null,
        officerName: present?.officer.name ?? null,
        postName: present?.post.postName ?? null,
        mode: start.mode,
        hasCityMap: start.cityMap,
        departments,
      };
    },
    cityMap() {
      if (!start.cityMap) return null;
      // Read when the first window asks; the text is then kept, because every window asks for the same.
      ground ??= new Serialised(readCity(folder, log));
      return ground;
    },
  };
}

function readCity(folder: string, log: Log): string {
  try {
    const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const { id, name, seed, bbox, districts } = cityFile.parse(read('city.json'));
    return JSON.stringify({ id, name, seed, bbox, districts, land: read('land.json'), roads: read('roads.json') });
  } catch (error) {
    log.warn('city map not read', { folder, error: String(error) });
    return 'null';
  }
}

/** An empty list, said in the log, when the file is missing or is not what it should be: the console starts all the same. */
function readList<Item>(file: string, schema: z.ZodType<Item[]>, log: Log): Item[] {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.warn('list not read', { file, error: String(error) });
    return [];
  }
}
