import { release as releaseSchema, type Release } from '../../../shared/domain/release.ts';
import type { SnapshotEntity } from '../../../shared/protocol/feed/snapshot.ts';
import type { Feed } from '../../feed/feed.ts';

/** A release that is out. */
export type Released = Release & { readonly status: Extract<Release['status'], { state: 'released' }> };

/** What one feed has released, by identifier; what is only worded is not here. */
export interface Shelf {
  all(): ReadonlyMap<string, Released>;
}

const RANGE = 500;

/**
 * Reads the feed's log on when it is asked, from where it stood; anew where the log no longer reaches back. A feed without
 * releases costs one look at its entities and one range per question.
 */
export function createShelf(feed: Feed): Shelf {
  const shelf = new Map<string, Released>();
  /** The last seq that is taken in. */
  let taken: number | null = null;

  function put(id: string, data: unknown): void {
    const parsed = releaseSchema.safeParse(data);
    if (parsed.success && parsed.data.status.state === 'released') shelf.set(id, parsed.data as Released);
    else shelf.delete(id);
  }

  function readAll(): number {
    shelf.clear();
    const snapshot = feed.snapshot(new Set(['release']));
    try {
      for (let part = 1; part <= snapshot.parts; part += 1) {
        for (const { id, data } of snapshot.read(part) as readonly SnapshotEntity[]) put(id, data);
      }
      return snapshot.seq;
    } finally {
      snapshot.close();
    }
  }

  return {
    all() {
      if (taken === null || taken < feed.floor) taken = readAll();
      while (taken < feed.head) {
        const logged = feed.range(taken + 1, RANGE);
        const last = logged.at(-1);
        if (!last) break;
        for (const { change } of logged) {
          if (change.topic === 'release') put(change.id, feed.log.find('release', change.id)?.data);
        }
        taken = last.change.seq;
      }
      return shelf;
    },
  };
}
