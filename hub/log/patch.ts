import { mergeFields } from '../../shared/domain/merge.ts';
import { isTopic } from '../../shared/domain/topics.ts';

/**
 * H2: the record after a patch, by the rule that stations use too. A patch of what is not there leaves the patch alone.
 * Neither argument is changed.
 */
export function applyPatch(topic: string, current: object | null, patch: object): object {
  return isTopic(topic) ? mergeFields(topic, current ?? {}, patch) : { ...current, ...patch };
}
