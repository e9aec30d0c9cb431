import type { LiveSource, Pass, WireRow } from '../../queries/live-source.ts';
import type { WarningBoard } from './board.ts';
import { isFoldId, type Folds } from './folds.ts';

export interface SourceParts {
  readonly board: WarningBoard;
  readonly folds: Folds;
  /** The row of a current warning, as JSON; null when it is none. */
  readonly wire: (id: string) => string | null;
  /** Puts more of what the store has onto the board; false when there was no more. */
  readonly load: (limit: number) => boolean;
}

/** The board: what is folded as one line, all else singly. */
export function boardSource(parts: SourceParts): LiveSource {
  const { folds } = parts;
  function wire(id: string): string | null {
    if (!isFoldId(id)) return folds.isFolded(id) ? null : parts.wire(id);
    const fold = folds.row(id);
    return fold && JSON.stringify(fold);
  }
  return {
    pass: () => boardPass(parts, wire),
    subscribe: (changed) =>
      folds.rows.on((ids) => {
        for (const id of ids) changed(id, () => wire(id));
      }),
  };
}

/**
 * Over what is there, in the order it came onto the board, while the rest is still read from the store: what changes of a row
 * that was sent is told by the board's changes.
 */
function boardPass({ board, folds, load }: SourceParts, wire: (id: string) => string | null): Pass {
  let position = 0;
  let first: readonly string[] | null = folds.shown();
  return {
    // How many of the messages are current is known when they have been read.
    total: null,
    next(limit) {
      const rows: WireRow[] = [];
      const add = (id: string): void => {
        const json = wire(id);
        if (json !== null) rows.push({ id, json });
      };
      for (const id of first ?? []) add(id);
      first = null;
      while (rows.length < limit) {
        if (position >= board.order.length && !load(limit)) break;
        for (; position < board.order.length && rows.length < limit; position += 1) {
          const id = board.order[position];
          if (id !== undefined) add(id);
        }
      }
      return rows;
    },
  };
}

/** What stands behind one line. */
export function foldSource({ folds, wire }: SourceParts, fold: string): LiveSource {
  return {
    pass() {
      const ids = folds.membersOf(fold);
      let position = 0;
      return {
        total: ids.length,
        next(limit) {
          const part = ids.slice(position, position + limit);
          position += part.length;
          return part.flatMap((id) => {
            const json = wire(id);
            return json === null ? [] : [{ id, json }];
          });
        },
      };
    },
    subscribe: (changed) =>
      folds.members.on((change) => {
        if (change.fold !== fold) return;
        for (const id of change.ids) changed(id, () => (folds.holds(fold, id) ? wire(id) : null));
      }),
  };
}
