import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../state/commands.ts';

export interface RowKeys {
  readonly count: number;
  /** −1 when none. */
  readonly current: number;
  readonly onMove: (row: number) => void;
  readonly onOpen?: (row: number) => void;
}

/** J and K anywhere, arrows, Home, End, Page and Enter with the list in focus. Returns the list's key handler. */
export function useRowKeys({ count, current, onMove, onOpen }: RowKeys): (event: KeyboardEvent) => void {
  const { t } = useTranslation('shell');
  const go = (row: number): void => {
    if (count > 0) onMove(Math.min(count - 1, Math.max(0, row)));
  };
  const next = (): void => go(current + 1);
  const previous = (): void => go(current < 0 ? 0 : current - 1);
  const shared = { group: 'list', keyOnly: true } as const;
  useCommand({ ...shared, id: 'row.next', key: 'J', title: t('command.nextRow'), run: next });
  useCommand({ ...shared, id: 'row.previous', key: 'K', title: t('command.previousRow'), run: previous });
  return (event) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: next,
      ArrowUp: previous,
      Home: () => go(0),
      End: () => go(count - 1),
      PageDown: () => go(current + 10),
      PageUp: () => go(current - 10),
      Enter: () => onOpen?.(current),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move();
  };
}
