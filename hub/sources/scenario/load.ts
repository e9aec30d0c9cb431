import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { caseRouting, type CaseRouting } from '../../../shared/domain/case-rules.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { cityFile, fleetFile, hazardsFile, placesFile, roadsFile, storylineFile } from './inputs.ts';
import { opinionFile } from './opinion.ts';
import type { SimulationInput } from './simulation.ts';
import { voicesFile } from './voices.ts';

/**
 * Reads the demo city's files from `resources/demo-city`.
 * Rejects with `ProblemError` `scenario-file-unreadable` or `scenario-file-invalid`, each with the file's name.
 */
export async function loadScenario(resources: string): Promise<Omit<SimulationInput, 'seed'>> {
  const folder = join(resources, 'demo-city');
  // One after the other: of several broken files the first is always the one that is named.
  const city = await read(folder, 'city.json', cityFile);
  const roads = await read(folder, 'roads.json', roadsFile);
  const places = await read(folder, 'places.json', placesFile);
  const fleet = await read(folder, 'fleet.json', fleetFile);
  const { hazards } = await read(folder, 'hazards.json', hazardsFile);
  const storyline = await read(folder, 'storyline.json', storylineFile);
  const voices = await read(folder, 'case-voices.json', voicesFile);
  const opinion = await read(folder, 'opinion.json', opinionFile);
  return { districts: city.districts, roads, places: places.facilities, fleet, hazards, storyline, voices, opinion };
}

/** Which department answers for a category. Rejects as `loadScenario`. */
export function readRouting(resources: string): Promise<CaseRouting> {
  return read(join(resources, 'cases'), 'case-routing.json', caseRouting);
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
