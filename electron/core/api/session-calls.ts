import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { SessionInfo } from '../../../shared/protocol/console-api/calls.ts';
import type { CityMap } from '../../../shared/domain/city.ts';
import type { Actor } from '../../../shared/protocol/feed/command.ts';
import type { CoreStart } from '../kernel/channel.ts';
import type { Log } from '../kernel/ports.ts';
import { Serialised, type CallHandlers } from './call-handlers.ts';

const bothLanguages = z.object({ zh: z.string(), en: z.string() });

const officersFile = z.array(
  z.object({
    id: z.string().min(1).max(64),
    name: bothLanguages,
    post: z.string().min(1).max(64),
    postName: bothLanguages,
    authority: z.string().min(1).max(64),
  }),
);
const departmentsFile = z.array(z.object({ code: z.string(), name: bothLanguages }));
type Officer = z.infer<typeof officersFile>[number];

/** Without a list of officers the seat itself acts; it may report and note, and says plainly that nobody is named. */
const UNNAMED_OFFICER: Officer = {
  id: 'unnamed',
  name: { zh: '未登记值班员', en: 'Unnamed officer' },
  post: 'duty',
  postName: { zh: '值班席', en: 'Duty seat' },
  authority: 'intake',
};

const cityFile = z.object({
  id: z.string(),
  name: bothLanguages,
  seed: z.int().optional(),
  bbox: z.array(z.number()).length(4),
  districts: z.array(z.unknown()),
});

/** Who sits here. Until officers sign in, the first of the list does. */
export class Seat {
  readonly #start: CoreStart;
  readonly #stationId: string;
  readonly #officer: Officer;
  readonly #departments: SessionInfo['departments'];

  constructor(start: CoreStart, stationId: string, log: Log) {
    this.#start = start;
    this.#stationId = stationId;
    const folder = join(start.resources, 'demo-city');
    this.#officer = readList(join(folder, 'officers.json'), officersFile, log)[0] ?? UNNAMED_OFFICER;
    this.#departments = readList(join(folder, 'departments.json'), departmentsFile, log);
  }

  get actor(): Actor {
    const { id, post, authority } = this.#officer;
    return { officer: id, post, station: this.#stationId, authority };
  }

  info(): SessionInfo {
    return {
      appVersion: this.#start.appVersion,
      stationId: this.#stationId,
      actor: this.actor,
      officerName: this.#officer.name,
      postName: this.#officer.postName,
      mode: this.#start.mode,
      hasCityMap: this.#start.cityMap,
      departments: this.#departments,
    };
  }
}

export function sessionCalls(seat: Seat, start: CoreStart, log: Log): Pick<CallHandlers, 'session' | 'cityMap'> {
  let ground: Serialised<CityMap | null> | null = null;
  return {
    session: () => seat.info(),
    cityMap() {
      if (!start.cityMap) return null;
      // Read when the first window asks; the text is then kept, because every window asks for the same.
      ground ??= new Serialised(readCity(join(start.resources, 'demo-city'), log));
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
