import * as z from 'zod';
import { entityId, instantSchema } from '../../domain/common.ts';
import { call } from './call.ts';

/** One entry of the log, as a list shows it: personal values stand in it as hashes. */
export interface RecordEntry {
  readonly no: number;
  readonly kind: string;
  readonly entry: unknown;
  readonly hash: string;
}

/** A package that was written. */
export interface RecordPackage {
  /** Absolute. */
  readonly folder: string;
  readonly entries: number;
  /** Personal values in it; null when it is redacted. */
  readonly sealed: number | null;
  /** Stretches of time that the manifest states as stopped, away or missing. */
  readonly spans: number;
  /** Files that decisions are bound to: in it, and left out as personal. */
  readonly attached: number;
  readonly withheld: number;
  /** Whether the report for reading is in it. */
  readonly report: boolean;
}

/** What verifying the log at this console found. */
export interface RecordVerdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly firstBad: { readonly no: number; readonly code: string; readonly until?: number } | null;
  readonly covered: number;
  readonly milliseconds: number;
}

/**
 * What an entry tells. `genesis`: the log begins, with the key that it is signed with · `start`, `stop`: of the console ·
 * `intent`: a command, before it leaves · `result`: what became of it · `seat`: who sits here · `link`: a feed came or went ·
 * `key`: the station has another key · `restored`: the log was made good from its copy · `gap`: what is missing, stated ·
 * `export`: somebody took the log out, and why.
 */
export const RECORD_KINDS = [
  'genesis', 'start', 'stop', 'intent', 'result', 'seat', 'link', 'key', 'restored', 'gap', 'export',
] as const; // prettier-ignore
export type RecordKind = (typeof RECORD_KINDS)[number];

export const REPORT_LANGUAGES = ['zh', 'en', 'both', 'none'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

export const recordCalls = {
  /** Newest first, before `before`; of these kinds only, when some are given. */
  recordEntries: call<readonly RecordEntry[]>()(
    z.object({
      before: z.int().min(1).optional(),
      limit: z.int().min(1).max(200),
      kinds: z.array(z.enum(RECORD_KINDS)).max(20),
    }),
  ),
  /** Walks the whole log here and now. */
  verifyRecord: call<RecordVerdict>()(z.object({})),
  /** A folder that a stranger can verify. Needs `record.export`; with personal values `record.exportPersonal`. */
  exportRecord: call<RecordPackage>()(
    z.object({
      folder: z.string().min(1).max(1_000),
      purpose: z.string().trim().min(3).max(500),
      redacted: z.boolean(),
      /** Of the report for reading; `none`: without one. The log itself is always whole. */
      language: z.enum(REPORT_LANGUAGES).default('zh'),
      /** What the report, the forms and the tables are about; absent: everything that is on record. */
      from: instantSchema.optional(),
      until: instantSchema.optional(),
      incident: entityId.optional(),
    }),
  ),
  cancelRecordExport: call<null>()(z.object({})),
};
