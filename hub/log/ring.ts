import type { LoggedChange } from './rows.ts';

const MAX_CHANGES = 8_192;
const MAX_BYTES = 16 * 1024 * 1024;

/** The newest changes of a log in memory, so that live tails do not read SQLite for every station. */
export interface Ring {
  push(changes: readonly LoggedChange[]): void;
  /** Up to `limit` changes from `from` on, or null when the ring does not reach back so far. */
  range(from: number, limit: number): readonly LoggedChange[] | null;
}

export function createRing(maxChanges = MAX_CHANGES, maxBytes = MAX_BYTES): Ring {
  let held: LoggedChange[] = [];
  /** Index of the oldest that still counts; the array is cut when half of it is dead. */
  let start = 0;
  let bytes = 0;

  return {
    push(changes) {
      for (const change of changes) {
        held.push(change);
        bytes += change.bytes;
      }
      while (held.length - start > maxChanges || (bytes > maxBytes && held.length - start > 1)) {
        bytes -= held[start]?.bytes ?? 0;
        start += 1;
      }
      if (start > held.length / 2) {
        held = held.slice(start);
        start = 0;
      }
    },
    range(from, limit) {
      const oldest = held[start];
      if (oldest === undefined || from < oldest.change.seq) return null;
      const first = start + (from - oldest.change.seq);
      return held.slice(first, first + limit);
    },
  };
}
