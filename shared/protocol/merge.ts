import * as z from 'zod';
import { isTopic, topics, TOPICS, type Topic } from '../domain/topics.ts';

/** Top-level fields for which null is a value of its own ("not known") and not the removal of an optional field. */
const nullIsValue: ReadonlyMap<Topic, ReadonlySet<string>> = new Map(
  TOPICS.map((topic) => [topic, new Set(fieldsThatTakeNull(topics[topic]))]),
);

function fieldsThatTakeNull(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.ZodType>)
      .filter(([, field]) => field.safeParse(null).success)
      .map(([key]) => key);
  }
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(fieldsThatTakeNull);
  return [];
}

/**
 * The record after a patch, as `change.ts` has it: top-level fields are replaced, null removes an optional one. One rule for
 * hub and console: they must come to the same record. Neither argument is changed; `patch` must be free of forbidden keys.
 */
export function merge(topic: string, current: object | null, patch: object): Record<string, unknown> {
  const nullable = isTopic(topic) ? nullIsValue.get(topic) : undefined;
  const merged: Record<string, unknown> = { ...current };
  for (const key in patch) {
    const value = (patch as Record<string, unknown>)[key];
    if (value === undefined) continue;
    if (value === null && !nullable?.has(key)) Reflect.deleteProperty(merged, key);
    else merged[key] = value;
  }
  return merged;
}
