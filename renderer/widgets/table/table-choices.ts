import { useCallback, useMemo } from 'react';
import { usePreference } from '../../state/use-console.ts';
import type { Sort } from './column.ts';
import type { Chosen } from './filter-bar.tsx';

interface Choices {
  readonly sort: Sort | null;
  readonly chosen: Chosen;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A stored choice may be of an older version or of nobody; only what is understood is taken. */
export function parseChoices(stored: unknown): Choices {
  if (!isRecord(stored)) return { sort: null, chosen: {} };
  const { sort, chosen } = stored;
  const column = isRecord(sort) ? sort['column'] : undefined;
  const facets = isRecord(chosen) ? Object.entries(chosen) : [];
  return {
    sort: isRecord(sort) && typeof column === 'string' ? { column, descending: sort['descending'] === true } : null,
    chosen: Object.fromEntries(
      facets.filter((facet): facet is [string, string[]] => {
        const values: unknown = facet[1];
        return Array.isArray(values) && values.every((value) => typeof value === 'string');
      }),
    ),
  };
}

/** Sort and facets of a table, shared by all windows of the officer and kept over a restart. */
export function useTableChoices(table: string, initial: Sort) {
  const [choices, set] = usePreference(`table.${table}`, parseChoices);
  const setSort = useCallback((sort: Sort) => set({ ...choices, sort }), [set, choices]);
  const setChosen = useCallback((chosen: Chosen) => set({ ...choices, chosen }), [set, choices]);
  // Written at the call, the initial sort is another object in each render; the order must not be built anew for that.
  const { column, descending } = choices.sort ?? initial;
  const sort = useMemo(() => ({ column, descending }), [column, descending]);
  return { sort, setSort, chosen: choices.chosen, setChosen };
}
