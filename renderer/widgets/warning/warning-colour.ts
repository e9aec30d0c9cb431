import type { Alert, WarningColour } from '../../../shared/domain/alert.ts';
import type { Level } from '../../../shared/domain/common.ts';

const OF_LEVEL = [null, 'red', 'orange', 'yellow', 'blue'] as const satisfies readonly (WarningColour | null)[];

/** The colour that goes with a level; null: not graded. */
export function levelColour(level: Level): WarningColour | null {
  return OF_LEVEL[level];
}

/**
 * The colour of the event law that a warning carries; null where its sender gave none and only CAP's severity tells. Records of
 * before formats were told apart, and the console's own, have it in their level.
 */
export function colourOf({ colour, origin, level }: Pick<Alert, 'colour' | 'origin' | 'level'>): WarningColour | null {
  return colour ?? (origin === undefined || origin === 'own' ? levelColour(level) : null);
}
