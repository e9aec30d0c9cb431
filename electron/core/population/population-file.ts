import * as z from 'zod';
import { instantSchema, localText, lonLat } from '../../../shared/domain/common.ts';

const count = z.int().min(0).max(100_000_000);
const bothLanguages = z.object({ zh: z.string().max(80), en: z.string().max(80) });

/** Of a cell in the file: column, row, area, residents, three ages, three groups, then 24 hours. */
export const CELL_NUMBERS = 34;
/** Of a flow: from, to, then 24 hours. */
const FLOW_NUMBERS = 26;

/** `population.json`: the register as it is, with nothing suppressed (resources/demo-city/README.md). */
export const populationFile = z.object({
  source: localText,
  countedAt: instantSchema,
  grid: z.object({
    west: z.number().min(-180).max(180),
    south: z.number().min(-90).max(90),
    width: z.number().positive(),
    height: z.number().positive(),
    columns: z.int().min(1).max(2_000),
    rows: z.int().min(1).max(2_000),
  }),
  areas: z
    .array(z.object({ id: z.string().max(64), name: bothLanguages, district: z.string().max(16), middle: lonLat }))
    .min(1)
    .max(500),
  cells: z.array(z.array(count).length(CELL_NUMBERS)).max(200_000),
  flows: z.array(z.array(count).length(FLOW_NUMBERS)).max(250_000),
});
export type PopulationFile = z.infer<typeof populationFile>;
