import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { LiveCollection } from './live-collection.ts';
import { onNextFrame } from './frame.ts';
import { SortedView, type ViewSpec } from './sorted-view.ts';

/** A live order of a collection's rows; the component renders again at most once per frame. `spec` must be stable. */
export function useSorted<Row extends { readonly id: string }, Key>(
  collection: LiveCollection<Row>,
  spec: ViewSpec<Row, Key>,
): SortedView<Row, Key> {
  const view = useMemo(() => new SortedView(collection, spec), [collection, spec]);
  useEffect(() => view.follow(), [view]);
  const subscribe = useCallback((notify: () => void) => collection.onChange(() => onNextFrame(notify)), [collection]);
  useSyncExternalStore(subscribe, () => collection.version);
  return view;
}
