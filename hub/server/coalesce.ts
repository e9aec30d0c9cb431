import type { Change } from '../../shared/protocol/feed/change.ts';
import { isVolatile } from '../../shared/protocol/feed/pace.ts';
import type { Feed } from '../feed/feed.ts';
import type { LoggedChange } from '../log/rows.ts';
import { FRAME_BYTES, FRAME_CHANGES, type Cut, type TopicFilter } from './frames.ts';

/** Changes looked at for one frame. The rest comes in the next one. */
const SCAN = 5_000;
const BATCH = 500;

interface Kept {
  readonly change: Change;
  readonly bytes: number;
}

/**
 * H50: the changes from `from` on, with superseded values left out: of the patches of one entity that set nothing but
 * volatile fields only the last stays, at its own seq, with the fields of those before it that it does not set itself. A
 * station that applies what is left has the same records as one that applied all. A change that stays whole parts an
 * entity's patches before it from those after it, so that nothing old comes to stand on something newer.
 */
export function coalesce(
  feed: Pick<Feed, 'range'>,
  from: number,
  to: number,
  topics: TopicFilter,
  room: number = FRAME_BYTES,
): Cut {
  const limit = Math.min(room, FRAME_BYTES);
  const kept = new Map<number, Kept>();
  /** Per entity, the place of its patch that a later one may take. */
  const open = new Map<string, number>();
  let bytes = 0;
  let omitted = 0;
  let seq = from - 1;

  /** False when it does not fit any more. */
  function take({ change, bytes: size }: LoggedChange): boolean {
    const entity = `${change.topic}\n${change.id}`;
    const isLoose = isVolatile(change);
    const place = isLoose ? open.get(entity) : undefined;
    const before = place === undefined ? undefined : kept.get(place);
    if (place !== undefined && before) {
      const merged = { ...change, data: { ...(before.change.data as object), ...(change.data as object) } };
      const grown = Math.max(before.bytes, size);
      kept.delete(place);
      kept.set(change.seq, { change: merged, bytes: grown });
      bytes += grown - before.bytes;
      omitted += 1;
    } else {
      if (kept.size > 0 && (kept.size >= FRAME_CHANGES || bytes + size > limit)) return false;
      kept.set(change.seq, { change, bytes: size });
      bytes += size;
    }
    if (isLoose) open.set(entity, change.seq);
    else open.delete(entity);
    return true;
  }

  const end = Math.min(to, seq + SCAN);
  while (seq < end) {
    const batch = feed.range(seq + 1, Math.min(BATCH, end - seq));
    if (batch.length === 0) break;
    for (const logged of batch) {
      const isWanted = topics === null || topics.has(logged.change.topic);
      if (isWanted && !take(logged)) return { seq, changes: changesOf(kept), bytes, omitted };
      seq = logged.change.seq;
    }
  }
  return { seq, changes: changesOf(kept), bytes, omitted };
}

/** In order of seq, because each was put in when its seq was met. */
function changesOf(kept: ReadonlyMap<number, Kept>): Change[] {
  return [...kept.values()].map(({ change }) => change);
}
