import { useMemo } from 'react';
import type { TileSourceRow } from '../../../../shared/protocol/console-api/tile-rows.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { CITY, NONE, useBaseChoice } from './base-choice.ts';

export interface TileSources {
  readonly rows: readonly TileSourceRow[];
  /** All of them are here. */
  readonly complete: boolean;
}

function select(collection: LiveCollection<TileSourceRow>): TileSources {
  return { rows: [...collection.rows.values()], complete: collection.complete };
}

export function useTileSources(): TileSources {
  return useLive(useCollection('tileSources', {}), select);
}

/** Whether a map from a file or a server lies under the symbols. */
export function useHasBase(): boolean {
  return useShownSources().shown.length > 0;
}

/** What is drawn under the symbols: the chosen base map, then the names over it. Empty over the city's own ground. */
export function useShownSources(): { readonly shown: readonly TileSourceRow[]; readonly isGone: boolean } {
  const [{ base, labels }] = useBaseChoice();
  const { rows, complete } = useTileSources();
  return useMemo(() => {
    const isOwn = base === CITY || base === NONE;
    const chosen = isOwn ? [] : rows.filter(({ id }) => id === base);
    const over = rows.filter(({ id, role }) => role === 'labels' && labels.includes(id));
    return { shown: [...chosen, ...over], isGone: !isOwn && complete && chosen.length === 0 };
  }, [rows, complete, base, labels]);
}
