import type { Topic } from '../../../shared/domain/topics.ts';
import { replacePersonal } from '../privacy/masking.ts';

const WITHHELD = { zh: '（脱敏）', en: '(withheld)' } as const;

/**
 * PK3: a record without what its personal fields hold. The masks of the screen keep the end of a number and leave names in free
 * words: enough for who may see the screen, too much for a file that goes out of the house.
 */
export function redact(topic: Topic, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return replacePersonal(topic, data, withheld) as Record<string, unknown>;
}

function withheld(value: unknown): unknown {
  if (typeof value === 'string') return WITHHELD.zh;
  if (Array.isArray(value)) return value.map(withheld);
  if (typeof value !== 'object' || value === null) return value === undefined ? undefined : null;
  return Object.fromEntries(Object.keys(value).map((key) => [key, key === 'en' ? WITHHELD.en : WITHHELD.zh]));
}
