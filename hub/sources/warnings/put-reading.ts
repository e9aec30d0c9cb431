import { BATCH } from '../play.ts';
import type { Draft, Progress, Sink } from '../source.ts';

/**
 * Writes what a document gave, some hundreds at a time; its progress goes with the last of them, so that a hub that was
 * killed in between reads it again, and knows what it has.
 */
export async function putReading(
  sink: Sink,
  feed: string,
  drafts: readonly Draft[],
  progress?: Progress,
): Promise<void> {
  let from = 0;
  for (; drafts.length - from > BATCH; from += BATCH) await sink.append(feed, drafts.slice(from, from + BATCH));
  await sink.append(feed, drafts.slice(from), progress);
}
