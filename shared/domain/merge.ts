import * as z from 'zod';
import { topics, TOPICS, type Topic } from './topics.ts';

/** Top-level fields for which null is a value of its own ("not known") and not the removal of an optional field. */
const nullIsValue: ReadonlyMap<Topic, ReadonlySet<string>> = new Map(
  TOPICS.map((topic) => [topic, new Set(fieldsThatTakeNull(topics[topic]))]),
);

function fieldsThatTakeNull(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(fieldsThatTakeNull);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>)
    .filter(([, field]) => field.safeParse(null).success)
    .map(([key]) => key);
}

/**
 * The record after a patch: its top-level fields replaced; null removes an optional field. Neither argument is changed.
 * `patch` must be free of forbidden keys (`findPoison`).
 */
export function mergeFields(topic: Topic, current: object, patch: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...current };
  const fields = patch as Readonly<Record<string, unknown>>;
  // The hot path of every position of every unit: no array of entries.
  for (const key in fields) {
    const value = fields[key];
    if (value === undefined) continue;
    if (value === null && !nullIsValue.get(topic)?.has(key)) Reflect.deleteProperty(merged, key);
    else merged[key] = value;
  }
  return merged;
}
