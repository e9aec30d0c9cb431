import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PopulationMap } from '../../../shared/domain/population.ts';
import { Serialised, type CallHandlers } from '../api/call-handlers.ts';
import type { CoreStart } from '../kernel/channel.ts';
import type { Log } from '../kernel/ports.ts';
import { populationFile } from './population-file.ts';
import { publish } from './publish.ts';

/** Read and suppressed when the first window asks; no window ever gets the register itself (K1). */
export function populationCalls(start: CoreStart, log: Log): Pick<CallHandlers, 'population'> {
  let told: Serialised<PopulationMap | null> | null = null;
  return {
    population() {
      if (!start.cityMap) return null;
      told ??= new Serialised(
        JSON.stringify(readPopulation(join(start.resources, 'demo-city', 'population.json'), log)),
      );
      return told;
    },
  };
}

function readPopulation(file: string, log: Log): PopulationMap | null {
  try {
    return publish(populationFile.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    log.warn('population not read', { file, error: String(error) });
    return null;
  }
}
