import type { Catalogue } from '../catalogue.ts';
import type { replayProblems as zh } from '../zh/problem-replay.ts';

export const replayProblems = {
  'replay-closed': 'This replay was closed; open it again',
  'replay-empty': 'Nothing in this record can be played: {{path}}',
} satisfies Catalogue<typeof zh>;
