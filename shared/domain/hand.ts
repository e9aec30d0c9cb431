import * as z from 'zod';
import { instantSchema } from './common.ts';

/** Who did it: officer, the post he sat on, and when. */
export const hand = z.strictObject({
  officer: z.string().max(64),
  post: z.string().max(64),
  at: instantSchema,
});
export type Hand = z.infer<typeof hand>;
