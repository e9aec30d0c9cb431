import * as z from 'zod';
import { topics, TOPICS, type Topic } from '../../../shared/domain/topics.ts';
import { OPS, type Change } from '../../../shared/protocol/feed/change.ts';

/**
 * Short ways through validation for what a busy feed sends most. They only ever say yes, and only where the schema would:
 * whatever they do not recognise is left to the schema, which also finds the reason of a refusal. Together they halve the
 * cost of a unit's move; express.test.ts holds them to the schemas.
 */

const KNOWN_OPS: ReadonlySet<unknown> = new Set(OPS);
const LAST_INSTANT = 9_999_999_999_999;

/** True only for what the schema `change` takes. Keys that it would drop stay; nobody reads them. */
export function isPlainChange(raw: unknown): raw is Change {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  const { seq, topic, id, rev, op, at, entered, source, commandId, by } = raw as Record<string, unknown>;
  return (
    isWhole(seq, 1, Number.MAX_SAFE_INTEGER) &&
    isText(topic, 1, 40) &&
    isText(id, 1, 200) &&
    isWhole(rev, 1, Number.MAX_SAFE_INTEGER) &&
    KNOWN_OPS.has(op) &&
    isWhole(at, 0, LAST_INSTANT) &&
    isWhole(entered, 0, LAST_INSTANT) &&
    isText(source, 0, 80) &&
    (commandId === undefined || isText(commandId, 0, 64)) &&
    // Rare: what an officer did is left to the schema.
    by === undefined
  );
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function isText(value: unknown, least: number, most: number): boolean {
  return typeof value === 'string' && value.length >= least && value.length <= most;
}

type Fields = ReadonlyMap<string, z.ZodType>;

/** A topic's records by field: one form, or several told apart by the value of one field. */
interface Lane {
  readonly discriminator: string | null;
  readonly forms: ReadonlyMap<unknown, Fields>;
}

const lanes: ReadonlyMap<Topic, Lane | null> = new Map(TOPICS.map((topic) => [topic, laneOf(topics[topic])]));

/**
 * True only when `current`, a valid record, stays valid with these fields replaced. Each field is checked by its own
 * schema, which is enough as long as the record's schema has no rule that spans fields (`laneOf`).
 */
export function keepsValid(topic: Topic, current: object, patch: Readonly<Record<string, unknown>>): boolean {
  const lane = lanes.get(topic);
  if (!lane) return false;
  const { discriminator, forms } = lane;
  const form = discriminator === null ? null : (current as Record<string, unknown>)[discriminator];
  const fields = forms.get(form);
  if (!fields) return false;
  for (const key in patch) {
    const value = patch[key];
    // Null may mean removal, another form may need other fields: for the schema to judge.
    if (value === null || key === discriminator) return false;
    if (!fields.get(key)?.safeParse(value).success) return false;
  }
  return true;
}

/** Null where a record's schema is more than its fields. */
function laneOf(schema: z.ZodType): Lane | null {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const discriminator = schema.def.discriminator;
    const forms = new Map<unknown, Fields>();
    for (const option of schema.options as z.ZodType[]) {
      const fields = fieldsOf(option);
      const literal = fields?.get(discriminator);
      if (!fields || !(literal instanceof z.ZodLiteral)) return null;
      for (const value of literal.values) forms.set(value, fields);
    }
    return isUnchecked(schema) ? { discriminator, forms } : null;
  }
  const fields = fieldsOf(schema);
  return fields && { discriminator: null, forms: new Map([[null, fields]]) };
}

function fieldsOf(schema: z.ZodType): Fields | null {
  if (!(schema instanceof z.ZodObject) || !isUnchecked(schema)) return null;
  return new Map(Object.entries(schema.shape as Record<string, z.ZodType>));
}

function isUnchecked(schema: z.ZodType): boolean {
  const { checks } = schema.def as { readonly checks?: readonly unknown[] };
  return checks === undefined || checks.length === 0;
}
