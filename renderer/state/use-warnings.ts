import { useCallback, useMemo } from 'react';
import type { WarningLine, WarningRow } from '../../shared/protocol/console-api/warning-rows.ts';
import type { LiveCollection } from './live-collection.ts';
import { useOpenFold } from './open-fold.ts';
import { useCollection, useLive } from './use-live.ts';
import { indexOf, isFold, type WarningIndex } from './warnings.ts';

/** What `select` makes of the current warnings; asked again at most once a frame. It must be stable. */
export function useWarnings<T>(select: (index: WarningIndex) => T, isEqual?: (a: T, b: T) => boolean): T {
  const rows = useCollection('warnings', {});
  const index = useMemo(() => indexOf(rows), [rows]);
  return useLive(
    rows,
    useCallback(() => select(index), [select, index]),
    isEqual,
  );
}

/** The current warning that a message belongs to, be it on the board or in the open fold; undefined while it is not there. */
export function useWarning(id: string | null): WarningLine | undefined {
  const rows = useCollection('warnings', {});
  const fold = useOpenFold((state) => state.fold);
  const members = useCollection('warnings', fold === null ? {} : { fold });
  const index = useMemo(() => indexOf(rows), [rows]);
  const select = useCallback(
    (from: LiveCollection<WarningRow>) => (id === null ? undefined : from.rows.get(index.currentOf(id))),
    [id, index],
  );
  const onBoard = useLive(rows, select);
  const inFold = useLive(members, select);
  const row = onBoard ?? inFold;
  return row && !isFold(row) ? row : undefined;
}
