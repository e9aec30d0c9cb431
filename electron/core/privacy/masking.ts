import * as z from 'zod';
import type { MaskName } from '../../../shared/domain/field-class.ts';
import { isTopic, topics, TOPICS, type Topic } from '../../../shared/domain/topics.ts';
import { masks } from './masks.ts';

/** Where personal values stand in a record; an empty plan costs nothing. */
interface Plan {
  /** Personal fields here. */
  readonly masked: ReadonlyMap<string, MaskName>;
  /** Fields that hold records or lists of records with personal fields. */
  readonly within: ReadonlyMap<string, Plan>;
}

const plans: ReadonlyMap<Topic, Plan> = new Map(TOPICS.map((topic) => [topic, planOf(topics[topic])]));

/** Per topic, the texts without which a serialised record has no personal field: `"driver":`. */
const traces: ReadonlyMap<Topic, readonly string[]> = new Map(
  TOPICS.map((topic) => [topic, namesIn(plans.get(topic)).map((name) => `${JSON.stringify(name)}:`)]),
);

/**
 * P1: a serialised record as a window may see it. A record without personal fields is returned as it is, found out by a
 * search for the fields' names; names are never escaped in our own JSON, so that search cannot miss one.
 */
export function maskJson(topic: Topic, json: string): string {
  // Its values are of another topic's fields: their names stand in it as values.
  if (topic === 'conflict') return JSON.stringify(maskFields(topic, JSON.parse(json) as Record<string, unknown>));
  const names = traces.get(topic) ?? [];
  if (!names.some((name) => json.includes(name))) return json;
  return JSON.stringify(maskFields(topic, JSON.parse(json) as Record<string, unknown>));
}

/** P1 for a parsed record, or some fields of one. The argument is not changed. */
export function maskFields(topic: Topic, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (topic === 'conflict') return maskConflict(fields);
  const plan = plans.get(topic);
  return plan ? applyPlan(plan, fields) : { ...fields };
}

/**
 * P3: the payload of a command as a window may see it: its fields are the record's own, or stand under `values` by the
 * names of any topic's fields.
 */
export function maskPayload(topic: string, payload: unknown): unknown {
  if (!isObject(payload)) return payload;
  if (topic === 'conflict') {
    const { values } = payload;
    return isObject(values) ? { ...payload, values: maskAny(values) } : payload;
  }
  return isTopic(topic) ? maskFields(topic, payload) : maskAny(payload);
}

/**
 * P4: the payload of a command with each personal value replaced by what `replace` makes of it, by the same plan as masking.
 * Of a topic that nobody knows, the fields of every topic count.
 */
export function replacePersonal(topic: string, payload: unknown, replace: (value: unknown) => unknown): unknown {
  const within = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    isTopic(topic) && topic !== 'conflict'
      ? applyPlan(plans.get(topic) ?? NO_PLAN, fields, replace)
      : [...plans.values()].reduce((seen, plan) => applyPlan(plan, seen, replace), { ...fields });
  if (Array.isArray(payload)) return payload.map((item) => replacePersonal(topic, item, replace));
  if (!isObject(payload)) return payload;
  // Commands lay a record's fields at their top or one level down (`set`, `values`, `drawing`).
  return Object.fromEntries(
    Object.entries(within(payload)).map(([key, value]) => [key, isPlain(value) ? within(value) : value]),
  );
}

/**
 * P3: the values of a conflict have the classes of the topic that they are of. A part of a conflict that does not say which
 * is masked by the fields of every topic.
 */
function maskConflict(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { topic, fields: values } = fields;
  if (!Array.isArray(values)) return { ...fields };
  const mask = typeof topic === 'string' && isTopic(topic) && topic !== 'conflict' ? maskOf(topic) : maskAny;
  return { ...fields, fields: values.map((value: unknown) => maskConflictField(value, mask)) };
}

type Mask = (fields: Readonly<Record<string, unknown>>) => Record<string, unknown>;

function maskConflictField(value: unknown, mask: Mask): unknown {
  if (!isObject(value) || typeof value['field'] !== 'string') return null;
  const seen: Record<string, unknown> = { ...value };
  const name = value['field'];
  for (const side of ['base', 'current', 'proposed']) {
    if (seen[side] !== undefined) seen[side] = mask({ [name]: seen[side] })[name];
  }
  return seen;
}

function maskOf(topic: Topic): Mask {
  return (fields) => maskFields(topic, fields);
}

function maskAny(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return [...plans.values()].reduce((seen, plan) => applyPlan(plan, seen), { ...fields });
}

const NO_PLAN: Plan = { masked: new Map(), within: new Map() };

/** An object that is not itself the replacement of a value. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !('sealed' in value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param replace what becomes of a personal value; absent: the mask of its kind. */
function applyPlan(
  plan: Plan,
  fields: Readonly<Record<string, unknown>>,
  replace?: (value: unknown) => unknown,
): Record<string, unknown> {
  const seen: Record<string, unknown> = { ...fields };
  for (const [name, mask] of plan.masked) {
    if (name in seen) seen[name] = replace ? replace(seen[name]) : maskValue(seen[name], masks[mask]);
  }
  for (const [name, inner] of plan.within) if (name in seen) seen[name] = maskWithin(seen[name], inner, replace);
  return seen;
}

/** Texts are masked, also inside a list or a text in two languages; of anything else nothing is shown. */
function maskValue(value: unknown, mask: (text: string) => string): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => maskValue(item, mask));
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskValue(item, mask)]));
  }
  return null;
}

function maskWithin(value: unknown, plan: Plan, replace?: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => maskWithin(item, plan, replace));
  return isObject(value) ? applyPlan(plan, value, replace) : value;
}

function planOf(schema: z.ZodType): Plan {
  const masked = new Map<string, MaskName>();
  const within = new Map<string, Plan>();
  for (const [name, field] of fieldsOf(schema)) {
    const meta = field.meta();
    if (meta?.fieldClass === 'L3' || meta?.fieldClass === 'L4') {
      // A personal field without a mask of its own is hidden as a whole by the strictest one.
      masked.set(name, meta.mask ?? 'plate');
      continue;
    }
    const inner = planOf(field);
    if (inner.masked.size > 0 || inner.within.size > 0) within.set(name, inner);
  }
  return { masked, within };
}

/** The fields of an object, of each option of a union, and of what wrappers and lists hold. */
function fieldsOf(schema: z.ZodType): [string, z.ZodType][] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape as Record<string, z.ZodType>);
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(fieldsOf);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return fieldsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element as z.ZodType);
  return [];
}

function namesIn(plan: Plan | undefined): string[] {
  if (!plan) return [];
  return [...plan.masked.keys(), ...[...plan.within.values()].flatMap(namesIn)];
}
