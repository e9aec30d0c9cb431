import * as z from 'zod';
import type { PopulationMap } from '../../domain/population.ts';
import { call } from './call.ts';

export const populationCalls = {
  /** People of the loaded city, small counts suppressed; null when nobody has counted them. */
  population: call<PopulationMap | null>()(z.object({})),
};
