import { usePreference } from '../../../state/use-console.ts';

/** What lies under the symbols: the city's own ground, nothing, or a source by its id; and names that are drawn over it. */
export interface BaseChoice {
  readonly base: string;
  readonly labels: readonly string[];
}

export const CITY = 'city';
export const NONE = 'none';

const PREFERENCE = 'map.base';
const AT_FIRST: BaseChoice = { base: CITY, labels: [] };

export function parseBaseChoice(stored: unknown): BaseChoice {
  if (typeof stored !== 'object' || stored === null) return AT_FIRST;
  const { base, labels } = stored as Record<string, unknown>;
  if (typeof base !== 'string' || !Array.isArray(labels)) return AT_FIRST;
  return { base, labels: labels.filter((id): id is string => typeof id === 'string') };
}

export function useBaseChoice(): [BaseChoice, (choice: BaseChoice) => void] {
  return usePreference(PREFERENCE, parseBaseChoice);
}
