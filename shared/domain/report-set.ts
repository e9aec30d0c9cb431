import * as z from 'zod';
import { level, localText } from './common.ts';
import { INCIDENT_KINDS } from './incident.ts';

/** Minutes after the event was learned of, or after it happened. */
const minutes = z.number().min(0).max(100_000);

/** What is told at once when it changed, whatever the clock says. */
export const AT_ONCE = ['level', 'deaths'] as const;
export type AtOnce = (typeof AT_ONCE)[number];

/** One set of clocks and fields of reports: data (`resources/plans/report-sets.json`), several run at the same time. */
export const reportSet = z.strictObject({
  id: z.string().min(1).max(40),
  name: localText,
  /** From when the clocks run: when the duty post learned of it, or when it happened. */
  from: z.enum(['learned', 'occurred']),
  /** First call by telephone, first in writing; null: none is asked for. */
  phone: minutes.nullable(),
  first: minutes.nullable(),
  /** Every so many minutes after the last one; null: at need. */
  every: minutes.nullable(),
  /** At these times of the day, minutes after local midnight. */
  daily: z.array(z.int().min(0).max(1_439)).max(12),
  /** Zone of `daily`; absent: Beijing time. */
  zone: z
    .string()
    .regex(/^[+-]\d{2}:\d{2}$/)
    .optional(),
  atOnce: z.array(z.enum(AT_ONCE)).max(AT_ONCE.length).optional(),
  /** Final report: minutes after the response ended; null: none is asked for. */
  final: minutes.nullable(),
  recipients: z.array(localText).min(1).max(10),
  /** Incidents that it runs for by itself; absent: only where a plan or an officer chooses it. */
  applies: z
    .array(z.strictObject({ kinds: z.array(z.enum(INCIDENT_KINDS)).min(1).optional(), levels: z.array(level).min(1) }))
    .max(20)
    .optional(),
  /** Whose rule it is. */
  basis: localText.optional(),
  fields: z.strictObject({
    first: z.array(z.string().max(40)).min(1).max(40),
    followUp: z.array(z.string().max(40)).min(1).max(40),
    final: z.array(z.string().max(40)).min(1).max(40),
  }),
});
export type ReportSet = z.infer<typeof reportSet>;

export const reportSets = z.strictObject({ version: z.literal(1), sets: z.array(reportSet).max(40) });
