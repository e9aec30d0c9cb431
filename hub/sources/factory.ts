import type { HubSource } from '../../shared/protocol/hub-process.ts';
import type { SourceContext } from './context.ts';
import type { Source } from './source.ts';

/**
 * Makes the source of one description. The scenario is loaded only when it is asked for: a hub that replays a file
 * needs none of it.
 * Rejects with `ProblemError` when the source cannot be played at all (no such file, mapping missing …).
 */
export async function createSource(description: HubSource, context: SourceContext): Promise<readonly Source[]> {
  switch (description.kind) {
    case 'scenario': {
      const { createScenarioSource } = await import('./scenario/scenario-source.ts');
      return [await createScenarioSource({ seed: description.seed, context })];
    }
    case 'replay': {
      const { createReplaySources } = await import('./replay.ts');
      return createReplaySources(description, context);
    }
  }
}
