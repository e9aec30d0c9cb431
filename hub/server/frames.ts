import type { Change } from '../../shared/protocol/feed/change.ts';
import type { Frame } from '../../shared/protocol/feed/frame.ts';
import type { Feed } from '../feed/feed.ts';

export const FRAME_CHANGES = 500;
export const FRAME_BYTES = 512 * 1024;

/** Changes looked at for one frame when a topic filter leaves most of them out. */
const SCAN = 5_000;

/** Which topics a station wants; null is all. */
export type TopicFilter = ReadonlySet<string> | null;

export interface Cut {
  /** The last seq that the cut covers, left-out changes included; `from − 1` when there was nothing. */
  readonly seq: number;
  readonly changes: readonly Change[];
  /** At most a few more than the changes will have. */
  readonly bytes: number;
  /** Superseded values left out; only when they may be. */
  readonly omitted: number;
}

/**
 * The next changes from `from` on: at most `FRAME_CHANGES` and `room` bytes, whichever is first, but at least one. A
 * change alone is below the message limit by the log's own rule.
 */
export function cut(feed: Pick<Feed, 'range'>, from: number, to: number, topics: TopicFilter, room = FRAME_BYTES): Cut {
  const limit = Math.min(room, FRAME_BYTES);
  const changes: Change[] = [];
  let bytes = 0;
  let seq = from - 1;
  let scanned = 0;
  while (seq < to && scanned < SCAN) {
    const batch = feed.range(seq + 1, Math.min(FRAME_CHANGES, to - seq));
    if (batch.length === 0) break;
    for (const logged of batch) {
      if (topics === null || topics.has(logged.change.topic)) {
        const full = changes.length >= FRAME_CHANGES || bytes + logged.bytes > limit;
        if (full && changes.length > 0) return { seq, changes, bytes, omitted: 0 };
        changes.push(logged.change);
        bytes += logged.bytes;
      }
      seq = logged.change.seq;
    }
    scanned += batch.length;
    if (topics === null && changes.length >= FRAME_CHANGES) break;
  }
  return { seq, changes, bytes, omitted: 0 };
}

export function toFrame(epoch: string, prevSeq: number, next: Cut): Frame {
  const { seq, changes, omitted } = next;
  return { epoch, prevSeq, seq, changes: changes as Change[], ...(omitted > 0 && { omitted }) };
}
