import * as z from 'zod';
import { departmentCode, entityId, instantSchema, level, localText, lonLat } from './common.ts';
import { TOPIC_NAMES } from './topic-names.ts';

/** How a warning of the console's own was found; `electron/core/warning/detect` has each with its source. */
export const WARNING_METHODS = [
  'threshold', 'riseRate', 'silence', 'baseline', 'burst', 'cluster', 'shortage', 'opinion',
] as const; // prettier-ignore
export type WarningMethod = (typeof WARNING_METHODS)[number];

/** One point of the chart behind a warning. `value: null`: not known then. `low`…`high`: what was to be expected. */
export const evidencePoint = z.strictObject({
  at: instantSchema,
  value: z.number().nullable(),
  low: z.number().optional(),
  mid: z.number().optional(),
  high: z.number().optional(),
  odd: z.literal(true).optional(),
});
export type EvidencePoint = z.infer<typeof evidencePoint>;

/**
 * What stands behind a warning that the console raised itself, so that a person can check it without the console: by which
 * rule and method, on which records, with which figures. Shown with the warning and kept with it.
 */
export const ownWarning = z.strictObject({
  /** Id and version of the rule as it was when it fired. */
  rule: z.string().min(1).max(80),
  ruleVersion: z.int().min(1),
  method: z.enum(WARNING_METHODS),
  /** What it is about: a record, or an area (`district` or a circle named by its centre). */
  subject: z.strictObject({
    topic: z.enum([...TOPIC_NAMES, 'area']),
    id: entityId,
    name: localText,
    at: lonLat.optional(),
  }),
  measure: localText,
  unit: z.string().max(20).optional(),
  /** The figure that fired; null: that nothing is known is the finding. */
  value: z.number().nullable(),
  limit: z.number().optional(),
  /** What was expected and how far off it is: robust z, log-likelihood ratio, p-value, by method. */
  expected: z.number().optional(),
  score: z.number().optional(),
  pValue: z.number().min(0).max(1).optional(),
  /** How much history the expectation stands on, in words of figures: weeks, counts. */
  basis: z.strictObject({ weeks: z.number().min(0), samples: z.int().min(0) }).optional(),
  series: z.array(evidencePoint).max(400),
  /** The records that it stands on, newest first; `count` says how many there are when the list is cut. */
  evidence: z.array(z.strictObject({ topic: z.enum(TOPIC_NAMES), id: entityId, at: instantSchema })).max(100),
  count: z.int().min(0),
  departments: z.array(departmentCode).max(20),
  /** One reading over the limit is `unconfirmed`; two readings or two sensors confirm it; `over`: it fell below the clear value. */
  state: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('unconfirmed') }),
    z.strictObject({ is: z.literal('confirmed'), at: instantSchema }),
    z.strictObject({ is: z.literal('over'), at: instantSchema }),
  ]),
  firstAt: instantSchema,
  /** An officer put it lower than the figures say; it counts again when it grows graver than `from`. */
  overruled: z
    .strictObject({
      from: level,
      to: level,
      officer: z.string().max(64),
      post: z.string().max(64),
      at: instantSchema,
      reason: z.string().min(1).max(500),
    })
    .optional(),
});
export type OwnWarning = z.infer<typeof ownWarning>;
