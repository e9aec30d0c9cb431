import type { Topic } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { HistoryReader } from '../store/readers/history.ts';
import { standing, type Stood } from './rebuild.ts';

/**
 * H3: every entity of a topic as it stood after the changes up to a position. The position is asked for with each entity: it
 * may move on while a window reads.
 */
export function* pictureAt(
  history: HistoryReader,
  topic: Topic,
  position: () => number,
): Generator<{ readonly id: string; readonly stood: Stood }> {
  for (let id = history.nextEntity(topic, ''); id !== undefined; id = history.nextEntity(topic, id)) {
    const stood = standing(history, topic, id, position());
    // A patch without its record shows nothing that could be trusted; only a damaged history has one, and says so.
    if (stood?.isWhole) yield { id, stood };
  }
}

/** H3: whether all changes of before `at`, whose last one is at `position`, are kept. */
export function isCompleteAt(history: HistoryReader, at: Instant, position: number): boolean {
  return position > 0 && position >= history.reach() - 1 && !history.isInGap(at);
}
