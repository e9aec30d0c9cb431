import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { entityId, instantSchema, localText } from './common.ts';
import { internal, open } from './field-class.ts';
import { hand } from './hand.ts';

export type ReportId = Brand<string, 'ReportId'>;

/** 初报 · 续报 · 终报 */
export const REPORT_KINDS = ['first', 'followUp', 'final'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** `text: null`: asked for and not known. A missing field keeps a report from going out, an unknown one does not. */
export const reportField = z.strictObject({
  key: z.string().min(1).max(40),
  text: localText.nullable(),
  /** Which record the words were drafted from; absent: an officer wrote them. */
  source: localText.optional(),
});
export type ReportField = z.infer<typeof reportField>;

/** One report on a happening to one recipient, numbered: 续报一, 续报二 … */
export const report = z.strictObject({
  incident: open(entityId),
  kind: open(z.enum(REPORT_KINDS)),
  /** Of a follow-up: 1, 2 …; of the others 0. */
  number: open(z.int().min(0).max(1_000)),
  /** Clocks and fields that it goes by. */
  set: open(z.string().min(1).max(40)),
  recipient: open(localText),
  /** When the written one is due, and when the telephone call was. */
  dueAt: open(instantSchema),
  phoneDueAt: open(instantSchema.optional()),
  phonedAt: open(instantSchema.optional()),
  fields: internal(z.array(reportField).max(40)),
  /** What an earlier report said wrongly. */
  corrections: internal(
    z.array(z.strictObject({ key: z.string().max(40), was: localText.nullable(), is: localText.nullable() })).max(40),
  ),
  writtenBy: internal(z.array(hand).max(50)),
  status: open(
    z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('drafted'), since: instantSchema }),
      z.strictObject({ state: z.literal('sent'), since: instantSchema, by: hand }),
      z.strictObject({ state: z.literal('received'), since: instantSchema, sent: hand, by: z.string().max(64) }),
    ]),
  ),
});
export type Report = z.infer<typeof report>;
