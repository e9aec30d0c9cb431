import type { Change } from './change.ts';

/**
 * What tells the change at a cursor from another one at the same place, in a log that was put back to an older state and
 * went on from there (R19). Both sides make it from the change itself. It is read by nobody and stays below 256 characters.
 * Weighed: a hash. It is sent once per subscription, so nothing is saved by it, and the plain text can be looked up.
 */
export function markOf({ topic, id, rev, entered }: Pick<Change, 'topic' | 'id' | 'rev' | 'entered'>): string {
  return `${topic} ${id} ${rev} ${entered}`;
}
