import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { open, personal } from './field-class.ts';
import { topics } from './topics.ts';

interface Field {
  readonly path: string;
  readonly fieldClass: string | undefined;
  readonly mask: string | undefined;
}

/** The fields of a record, in every form it has. A field's class covers all that is inside it. */
function fieldsOf(schema: z.ZodType, path: string): Field[] {
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap((option) => fieldsOf(option, path));
  if (!(schema instanceof z.ZodObject)) throw new Error(`${path} is neither an object nor a union of objects`);
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const meta = field.meta();
    return { path: `${path}.${name}`, fieldClass: meta?.fieldClass, mask: meta?.mask };
  });
}

const all = Object.entries(topics).flatMap(([topic, schema]) => fieldsOf(schema, topic));

describe('field classes', () => {
  it('each field of each record has a class', () => {
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((field) => field.fieldClass === undefined)).toEqual([]);
  });

  it('each personal field has a mask', () => {
    const personalFields = all.filter((field) => field.fieldClass === 'L3' || field.fieldClass === 'L4');
    expect(personalFields.map((field) => field.path)).toContain('incident.reporterPhone');
    expect(personalFields.filter((field) => field.mask === undefined)).toEqual([]);
  });

  it('would find a field that was forgotten', () => {
    const forgetful = z.object({ title: open(z.string()), owner: z.string(), phone: personal('phone', z.string()) });
    const found = fieldsOf(forgetful, 'x').filter((field) => field.fieldClass === undefined);
    expect(found.map((field) => field.path)).toEqual(['x.owner']);
  });
});
