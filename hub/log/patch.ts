import * as z from 'zod';
import { isTopic, topics, TOPICS, type Topic } from '../../shared/domain/topics.ts';

/** Fields for which null is a value ("not known", e.g. the burn rate of a stock) and not the end of an optional field. */
const takesNull: ReadonlyMap<Topic, ReadonlySet<string>> = new Map(
  TOPICS.map((topic) => [topic, new Set(fieldsThatTakeNull(topics[topic]))]),
);

function fieldsThatTakeNull(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(fieldsThatTakeNull);
  if (!(schema instanceof z.ZodObject)) return [];
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>);
  return fields.filter(([, field]) => field.safeParse(null).success).map(([name]) => name);
}

/**
 * The record after a patch, as `shared/protocol/feed/change.ts` has it: top-level fields are replaced, null removes an
 * optional one. A patch of what is not there leaves the patch alone. Neither argument is changed.
 */
export function applyPatch(topic: string, current: object | null, patch: object): object {
  const nullable = isTopic(topic) ? takesNull.get(topic) : undefined;
  const merged: Record<string, unknown> = { ...current };
  for (const [field, value] of Object.entries(patch) as [string, unknown][]) {
    if (value === undefined) continue;
    if (value === null && !nullable?.has(field)) Reflect.deleteProperty(merged, field);
    else merged[field] = value;
  }
  return merged;
}
