import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { QueryArgs, QueryName, QueryRow } from '../../shared/protocol/console-api/queries.ts';
import type { LiveCollection } from './live-collection.ts';
import { useConsole } from './console.ts';
import { onNextFrame } from './frame.ts';

/** The window's copy of a live query; kept open while the component is mounted. */
export function useCollection<N extends QueryName>(name: N, args: QueryArgs<N>): LiveCollection<QueryRow<N>> {
  const { collections } = useConsole();
  const collection = collections.open(name, args);
  useEffect(() => collections.retain(name, args), [collections, collection]); // eslint-disable-line react-hooks/exhaustive-deps -- one collection per name and arguments
  return collection;
}

/**
 * What `select` makes of a collection, read again at most once per animation frame (rule S2). Give a `select` that is
 * stable (module level or `useCallback`) and, when it builds objects, an `isEqual`.
 */
export function useLive<Row extends { readonly id: string }, T>(
  collection: LiveCollection<Row>,
  select: (collection: LiveCollection<Row>) => T,
  isEqual: (a: T, b: T) => boolean = Object.is,
): T {
  const memo = useRef<{ collection: unknown; select: unknown; version: number; value: T } | null>(null);
  const subscribe = useCallback((notify: () => void) => collection.onChange(() => onNextFrame(notify)), [collection]);
  const snapshot = (): T => {
    const last = memo.current;
    const same = last !== null && last.collection === collection && last.select === select;
    if (same && last.version === collection.version) return last.value;
    const value = select(collection);
    const kept = same && isEqual(last.value, value) ? last.value : value;
    memo.current = { collection, select, version: collection.version, value: kept };
    return kept;
  };
  return useSyncExternalStore(subscribe, snapshot);
}

/** One row by id, or undefined while it is not there. */
export function useRow<Row extends { readonly id: string }>(
  collection: LiveCollection<Row>,
  id: string | null,
): Row | undefined {
  const select = useCallback((from: LiveCollection<Row>) => (id === null ? undefined : from.rows.get(id)), [id]);
  return useLive(collection, select);
}
