import type { Incident } from './incident.ts';

/** Around the scene of an incident no vehicle drives, so many metres. */
export interface SceneClosure {
  readonly metres: number;
  /** Closed by itself, or only where an officer says so: whether it must be is a judgement. */
  readonly by: 'rule' | 'judgement';
}

/**
 * What an incident closes of the roads around it. Where each figure comes from: `renderer/widgets/map/ask/closures.md`.
 * Kinds that are not named close nothing.
 */
export const SCENE_CLOSURES: Readonly<Partial<Record<Incident['kind'], SceneClosure>>> = {
  roadcut: { metres: 30, by: 'rule' },
  waterlog: { metres: 60, by: 'rule' },
  landslide: { metres: 100, by: 'rule' },
  collapse: { metres: 60, by: 'rule' },
  gas: { metres: 100, by: 'rule' },
  hazmat: { metres: 100, by: 'rule' },
  fire: { metres: 50, by: 'judgement' },
  dike: { metres: 200, by: 'judgement' },
};

/** What an incident closes now; null: nothing. A reported cut does whatever its level, the others of levels 1 and 2. */
export function sceneClosureOf({ kind, level, status, at }: Incident): SceneClosure | null {
  const closure = SCENE_CLOSURES[kind];
  if (!closure || !at || status.state === 'closed' || status.state === 'merged') return null;
  return kind === 'roadcut' || level === 1 || level === 2 ? closure : null;
}
