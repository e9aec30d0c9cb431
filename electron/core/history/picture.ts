import type { Topic } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { HistoryReader } from '../store/readers/history.ts';
import { standing, type Stood } from './rebuild.ts';

/** The records of a topic as they stood; `isComplete` is false when changes of before that time are not kept or were lost. */
export interface Picture {
  readonly entities: readonly { readonly id: string; readonly stood: Stood }[];
  readonly isComplete: boolean;
}

/** H3: everything that had arrived at `at`, by receipt, and nothing that had not. */
export function pictureAt(history: HistoryReader, topic: Topic, at: Instant): Picture {
  const position = history.positionAt(at);
  let isComplete = position > 0 && position >= history.reach() - 1 && !history.isInGap(at);
  const entities: { id: string; stood: Stood }[] = [];
  for (let id = history.nextEntity(topic, ''); id !== undefined; id = history.nextEntity(topic, id)) {
    const stood = standing(history, topic, id, position);
    if (!stood) continue;
    if (stood.isWhole) entities.push({ id, stood });
    // A patch without its record shows nothing that could be trusted.
    else isComplete = false;
  }
  return { entities, isComplete };
}
