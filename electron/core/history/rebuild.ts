import type { Topic } from '../../../shared/domain/topics.ts';
import { merge } from '../../../shared/protocol/merge.ts';
import { KEYFRAME_EVERY } from '../store/keyframe.ts';
import type { HistoryReader, StateLine } from '../store/readers/history.ts';

/** An entity as it stood: the newest line that counts, and the record after it. */
export interface Stood {
  readonly line: StateLine;
  readonly json: string;
  /** False: the lines do not reach back to a whole record, which only a damaged history does. */
  readonly isWhole: boolean;
}

/** Enough for an entity that seldom changes; how many more another one needs its revision says. */
const FIRST_LINES = 8;

/**
 * H1: the entity after all changes up to `position`, the same text as it had then; null when it was not there. Walks back to
 * the newest whole record and puts the patches after it on top, in their order.
 */
export function standing(history: HistoryReader, topic: Topic, id: string, position: number): Stood | null {
  const patches: StateLine[] = [];
  let before = position;
  let limit = FIRST_LINES;
  for (;;) {
    const lines = history.states(topic, id, before, limit);
    for (const line of lines) {
      if (line.op === 'remove') return patches.length === 0 ? null : rebuilt('{}', patches, topic, false);
      if (line.whole !== null) {
        const [newest] = patches;
        return newest ? rebuilt(line.whole, patches, topic, true) : { line, json: line.whole, isWhole: true };
      }
      patches.push(line);
    }
    const last = lines.at(-1);
    if (!last || lines.length < limit) break;
    before = last.position - 1;
    // The keyframe is where the revision was last divisible, or a little later.
    limit = (last.rev % KEYFRAME_EVERY) + 1;
  }
  return patches.length === 0 ? null : rebuilt('{}', patches, topic, false);
}

/** @param patches newest first */
function rebuilt(whole: string, patches: readonly StateLine[], topic: Topic, isWhole: boolean): Stood | null {
  const [line] = patches;
  if (!line) return null;
  let record = JSON.parse(whole) as Record<string, unknown>;
  for (const { json } of patches.toReversed()) {
    if (json !== null) record = merge(topic, record, JSON.parse(json) as Record<string, unknown>);
  }
  return { line, json: JSON.stringify(record), isWhole };
}
