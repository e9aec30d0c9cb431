import type * as z from 'zod';

/** L1 public · L2 internal · L3 personal · L4 sensitive personal (resources' privacy scheme, GB/T 35273). */
export type FieldClass = 'L1' | 'L2' | 'L3' | 'L4';

/** One masking rule per kind of value; `masks.ts` holds what each does. */
export type MaskName = 'name' | 'phone' | 'plate' | 'address' | 'text';

declare module 'zod' {
  interface GlobalMeta {
    fieldClass?: FieldClass;
    mask?: MaskName;
  }
}

/** Public: place, time, aggregate, status. */
export function open<T extends z.ZodType>(schema: T): T {
  return schema.meta({ fieldClass: 'L1' }) as T;
}

/** Internal: work data, posts, unit phones. */
export function internal<T extends z.ZodType>(schema: T): T {
  return schema.meta({ fieldClass: 'L2' }) as T;
}

/** Personal: masked in the core before any window sees it. */
export function personal<T extends z.ZodType>(mask: MaskName, schema: T): T {
  return schema.meta({ fieldClass: 'L3', mask }) as T;
}
