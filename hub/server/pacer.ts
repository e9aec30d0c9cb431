import { isUrgent } from '../../shared/protocol/feed/pace.ts';
import type { Feed } from '../feed/feed.ts';
import type { TopicFilter } from './frames.ts';

const BATCH = 500;

/** When the next frame may go to a station that asked for patience. `wait`: in so many ms, if nothing urgent comes. */
export type Due = { readonly is: 'now'; readonly urgent: boolean } | { readonly is: 'wait'; readonly for: number };

export interface Pacer {
  /** ms; 0: nothing is held back. */
  hold: number;
  /** @param sentSeq the last seq that was sent; something newer is there. */
  due(sentSeq: number): Due;
  /** Whether something urgent waits behind `seq`. */
  isUrgentAfter(seq: number): boolean;
  /** @param isAll false when the frame could not hold all there was: the rest follows as the line allows. */
  sent(isAll: boolean): void;
}

/** H50: what waits and what does not, for one station that follows one feed. Looks at each change once. */
export function createPacer(
  feed: Pick<Feed, 'range' | 'head'>,
  topics: TopicFilter,
  hold: number,
  now: () => number = () => performance.now(),
): Pacer {
  let lastSentAt = -Infinity;
  /** Up to here it was looked for something urgent; the newest that was found. */
  let lookedAt = 0;
  let urgentSeq = 0;

  function look(from: number): void {
    lookedAt = Math.max(lookedAt, from);
    while (lookedAt < feed.head) {
      const batch = feed.range(lookedAt + 1, BATCH);
      if (batch.length === 0) return;
      for (const { change } of batch) {
        if (isUrgent(change) && (topics === null || topics.has(change.topic))) urgentSeq = change.seq;
        lookedAt = change.seq;
      }
    }
  }

  return {
    hold,
    due(sentSeq) {
      if (this.isUrgentAfter(sentSeq)) return { is: 'now', urgent: true };
      const left = lastSentAt + this.hold - now();
      return left > 0 ? { is: 'wait', for: left } : { is: 'now', urgent: false };
    },
    isUrgentAfter(seq) {
      look(seq);
      return urgentSeq > seq;
    },
    sent(isAll) {
      lastSentAt = isAll ? now() : -Infinity;
    },
  };
}
