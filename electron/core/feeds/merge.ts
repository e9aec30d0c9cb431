import { mergeFields } from '../../../shared/domain/merge.ts';
import type { Topic } from '../../../shared/domain/topics.ts';

/**
 * F5: the record after a patch, by the rule that the hub uses too. Neither argument is changed. `patch` must be free of
 * forbidden keys (`findPoison`).
 */
export function merge(
  topic: Topic,
  current: object,
  patch: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return mergeFields(topic, current, patch);
}
