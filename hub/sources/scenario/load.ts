import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { cityFile, fleetFile, hazardsFile, placesFile, roadsFile, storylineFile } from './inputs.ts';
import type { SimulationInput } from './simulation.ts';

/**
 * Reads the demo city's files from `resources/demo-city`.
 * Rejects with `ProblemError` `scenario-file-unreadable` or `scenario-file-invalid`, each with the file's name.
 */
export async function loadScenario(resources: string): Promise<Omit<SimulationInput, 'seed'>> {
  const folder = join(resources, 'demo-city');
  const [city, roads, places, fleet, hazards, storyline] = await Promise.all([
    read(folder, 'city.json', cityFile),
    read(folder, 'roads.json', roadsFile),
    read(folder, 'places.json', placesFile),
    read(folder, 'fleet.json', fleetFile),
    read(folder, 'hazards.json', hazardsFile),
    read(folder, 'storyline.json', storylineFile),
  ]);
  return { districts: city.districts, roads, places: places.facilities, fleet, hazards: hazards.hazards, storyline };
}

async function read<T extends z.ZodType>(folder: string, file: string, schema: T): Promise<z.output<T>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, file), 'utf8'));
  } catch (cause) {
    throw new ProblemError({ code: 'scenario-file-unreadable', origin: 'scenario', params: { file } }, cause);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const detail = issue ? `${issue.path.join('.')}: ${issue.message}` : result.error.message;
  throw new ProblemError({ code: 'scenario-file-invalid', origin: 'scenario', params: { file }, detail });
}
