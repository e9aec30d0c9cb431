import { isTopic } from '../../../shared/domain/topics.ts';
import type { TopicLink } from './use-link-choices.ts';

/** The record that the journal was opened from: `#/journal?topic=incident&id=…`. */
export function linkFromHash(hash: string): TopicLink | null {
  const query = hash.indexOf('?');
  if (query < 0) return null;
  const given = new URLSearchParams(hash.slice(query + 1));
  const topic = given.get('topic') ?? '';
  const id = given.get('id') ?? '';
  return isTopic(topic) && id !== '' ? { topic, id } : null;
}
