import { VULNERABLE_GROUPS } from '../../../../shared/domain/population.ts';
import type { VulnerableGroup } from '../../../../shared/domain/population.ts';
import { usePreference } from '../../../state/use-console.ts';

/** What of the people is drawn. */
export interface PeopleChoice {
  readonly density: boolean;
  readonly flows: boolean;
  readonly groups: readonly VulnerableGroup[];
  /** 0–23: held there; null: that of the moment which the map shows. */
  readonly hour: number | null;
}

export const PEOPLE_PREFERENCE = 'map.people';
/** A normal city is quiet: people are drawn when somebody asks for them. */
export const NO_PEOPLE: PeopleChoice = { density: false, flows: false, groups: [], hour: null };

export function parsePeopleChoice(stored: unknown): PeopleChoice {
  if (typeof stored !== 'object' || stored === null) return NO_PEOPLE;
  const { density, flows, groups, hour } = stored as Record<string, unknown>;
  const isHour = typeof hour === 'number' && Number.isInteger(hour) && hour >= 0 && hour <= 23;
  return {
    density: density === true,
    flows: flows === true,
    groups: VULNERABLE_GROUPS.filter((group) => Array.isArray(groups) && groups.includes(group)),
    hour: isHour ? hour : null,
  };
}

export function usePeopleChoice(): [PeopleChoice, (choice: PeopleChoice) => void] {
  return usePreference(PEOPLE_PREFERENCE, parsePeopleChoice);
}

export function showsPeople({ density, flows, groups }: PeopleChoice): boolean {
  return density || flows || groups.length > 0;
}
