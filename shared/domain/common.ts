import * as z from 'zod';
import type { Instant } from '../kit/time.ts';
import type { LonLat } from '../kit/geo.ts';

/** Text from a source, in the languages the source has; at least one. The window picks, and falls back to the other. */
export const localText = z
  .strictObject({ zh: z.string().max(20_000).optional(), en: z.string().max(20_000).optional() })
  .refine((text) => text.zh !== undefined || text.en !== undefined, { error: 'text-in-no-language' });
export type LocalText = z.infer<typeof localText>;

/** It says something, in one language at least. */
export function isSaid(text: LocalText | undefined): text is LocalText {
  return [text?.zh, text?.en].some((one) => one !== undefined && one.trim() !== '');
}

/** Milliseconds since 1970 UTC, within the years 1970…2286. */
export const instantSchema = z.int().min(0).max(9_999_999_999_999) as unknown as z.ZodType<Instant>;

/** [lon, lat] in degrees, WGS-84. */
export const lonLat = z.tuple([
  z.number().min(-180).max(180),
  z.number().min(-90).max(90),
]) as unknown as z.ZodType<LonLat>;

/** 1 red/extreme · 2 orange/severe · 3 yellow/major · 4 blue/moderate · 0 not graded. */
export const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Level = z.infer<typeof level>;

/** Code of a department, e.g. FRD; resources/demo-city/departments.json names them. */
export const departmentCode = z.string().min(1).max(32);

export const entityId = z.string().min(1).max(200);
