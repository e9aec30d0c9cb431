import { resolve } from 'node:path';
import { ProblemError } from '../../shared/kit/problem.ts';
import type { HubSource } from '../../shared/protocol/hub-process.ts';
import type { SourceContext } from './context.ts';
import { isFolder } from './files.ts';
import type { Source } from './source.ts';
import type { SourceHealth } from './health.ts';
import type { WarningReader } from './warnings/warning-reader.ts';

/** What the sources of warnings share, beside the context of all. */
export interface WarningTools {
  readonly reader: WarningReader;
  readonly health: SourceHealth;
}

/**
 * Makes the source of one description. The scenario is loaded only when it is asked for: a hub that replays a file
 * needs none of it.
 * Rejects with `ProblemError` when the source cannot be played at all (no such file, mapping missing …).
 */
export async function createSource(
  description: HubSource,
  context: SourceContext,
  { reader, health }: WarningTools,
): Promise<readonly Source[]> {
  switch (description.kind) {
    case 'scenario': {
      const { createScenarioSource } = await import('./scenario/scenario-source.ts');
      return [await createScenarioSource({ seed: description.seed, context })];
    }
    case 'replay': {
      const { createReplaySources } = await import('./replay.ts');
      return createReplaySources(description, context, reader);
    }
    case 'watch': {
      const path = resolve(description.path);
      if (!isFolder(path)) throw new ProblemError({ code: 'not-a-folder', origin: 'hub', params: { path } });
      const { createWatchSource } = await import('./watch/watch-source.ts');
      return [createWatchSource({ path, context, reader })];
    }
    case 'poll': {
      const { createPollSource } = await import('./poll/poll-source.ts');
      return [createPollSource({ ...description, context, reader, health })];
    }
  }
}
