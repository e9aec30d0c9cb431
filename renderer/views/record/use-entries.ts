import { useCallback, useEffect, useState } from 'react';
import type { RecordEntry } from '../../../shared/protocol/console-api/record-calls.ts';
import type { RecordKind } from '../../../shared/protocol/console-api/record-calls.ts';
import { useConsole } from '../../state/console.ts';

export type EntryFilter = 'decisions' | 'people' | 'system' | 'all';

export const FILTERS: Readonly<Record<EntryFilter, readonly RecordKind[]>> = {
  decisions: ['intent', 'result'],
  people: ['seat', 'export'],
  system: ['genesis', 'start', 'stop', 'link', 'key', 'restored', 'gap'],
  all: [],
};

const PAGE = 100;

export interface Entries {
  /** Newest first; null: on their way. */
  readonly rows: readonly RecordEntry[] | null;
  readonly hasMore: boolean;
  more(): void;
}

/**
 * Entries of the log, newest first, read again from the top whenever it grew; what was read below stays. A line never changes,
 * so nothing that is shown can become wrong.
 */
export function useEntries(filter: EntryFilter, length: number): Entries {
  const { link } = useConsole();
  const [known, setKnown] = useState<{ filter: EntryFilter; rows: readonly RecordEntry[]; hasMore: boolean } | null>(
    null,
  );

  useEffect(() => {
    let isCurrent = true;
    link
      .call('recordEntries', { limit: PAGE, kinds: [...FILTERS[filter]] })
      .then((page) => {
        if (!isCurrent) return;
        setKnown((before) => {
          const oldest = page.at(-1)?.no ?? 0;
          const below = before?.filter === filter ? before.rows.filter(({ no }) => no < oldest) : [];
          const isJoined = below.length > 0;
          return {
            filter,
            rows: [...page, ...below],
            hasMore: isJoined ? (before?.hasMore ?? false) : page.length === PAGE,
          };
        });
      })
      // The core is away; the banner says so, and what is shown stays.
      .catch(() => undefined);
    return () => void (isCurrent = false);
  }, [link, filter, length]);

  const rows = known?.filter === filter ? known.rows : null;
  const more = useCallback((): void => {
    const before = rows?.at(-1)?.no;
    if (before === undefined) return;
    link
      .call('recordEntries', { before, limit: PAGE, kinds: [...FILTERS[filter]] })
      .then((page) =>
        setKnown((now) =>
          now?.filter === filter && now.rows.at(-1)?.no === before
            ? { filter, rows: [...now.rows, ...page], hasMore: page.length === PAGE }
            : now,
        ),
      )
      .catch(() => undefined);
  }, [link, filter, rows]);
  return { rows, hasMore: known?.filter === filter && known.hasMore, more };
}
