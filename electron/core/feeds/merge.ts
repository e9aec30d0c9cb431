import * as z from 'zod';
import { topics, TOPICS, type Topic } from '../../../shared/domain/topics.ts';

/** Top-level fields for which null is a value of its own ("not known") and not the removal of an optional field. */
const nullIsValue: ReadonlyMap<Topic, ReadonlySet<string>> = new Map(
  TOPICS.map((topic) => [topic, new Set(fieldsThatTakeNull(topics[topic]))]),
);

function fieldsThatTakeNull(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.ZodType>)
      .filter(([, field]) => field.safeParse(null).success)
      .map(([key]) => key);
  }
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(fieldsThatTakeNull);
  return [];
}

/**
 * F5: the record after a patch: its top-level fields replaced; null removes an optional field. Neither argument is
 * changed. `patch` must be free of forbidden keys (`findPoison`).
 */
export function merge(
  topic: Topic,
  current: object,
  patch: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged = { ...current } as Record<string, unknown>;
  for (const key in patch) {
    const value = patch[key];
    if (value === null && !nullIsValue.get(topic)?.has(key)) Reflect.deleteProperty(merged, key);
    else merged[key] = value;
  }
  return merged;
}
