import * as z from 'zod';
import { instantSchema } from '../../../shared/domain/common.ts';
import { RECORD_KINDS } from '../../../shared/protocol/console-api/record-calls.ts';
import type { Actor } from '../../../shared/protocol/feed/command.ts';
import { canonicalText, readCanonical } from './canonical.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

export const logEntry = z.strictObject({
  alg: z.string().min(1).max(64),
  body: z.record(z.string(), z.unknown()),
  kind: z.enum(RECORD_KINDS),
  /** From 1, no holes. */
  no: z.int().min(1),
  /** Hash of the line before; of the first, zeros. */
  prev: hex32,
  station: z.string().min(1).max(64),
  /** N2: when it happened, when it reached this station, when it was written; milliseconds since 1970 UTC. */
  time: z.strictObject({ entry: instantSchema, event: instantSchema, receipt: instantSchema }),
  /** Null: the console itself. */
  who: z
    .strictObject({ authority: z.string().max(64), officer: z.string().max(64), post: z.string().max(64) })
    .nullable(),
});
export type LogEntry = z.infer<typeof logEntry>;

/** What an entry says of its actor. */
export function signerOf({ authority, officer, post }: Actor): NonNullable<LogEntry['who']> {
  return { authority, officer, post };
}

export const NO_PREV = '0'.repeat(64);
/** Stands before what is signed, so that a signature on an entry is none on anything else. */
const CONTEXT = 'lianzhi log entry 1\n';

/** N1: one line of the log: signature, a space, the canonical entry. Its bytes are what is hashed; nothing is ever written anew. */
export function lineOf(entry: LogEntry, sign: (bytes: Uint8Array) => string): string {
  const json = canonicalText(entry);
  return `${sign(signedBytes(json))} ${json}`;
}

export function signedBytes(json: string): Uint8Array {
  return Buffer.from(CONTEXT + json);
}

export interface ParsedLine {
  readonly entry: LogEntry;
  readonly json: string;
  readonly signature: string;
}

const FORM = /^([0-9a-f]{128}) (\{.*\})$/s;

/** Null: not a line of a log. */
export function parseLine(line: string): ParsedLine | null {
  const [, signature, json] = FORM.exec(line) ?? [];
  if (signature === undefined || json === undefined) return null;
  const entry = logEntry.safeParse(readCanonical(json));
  return entry.success ? { entry: entry.data, json, signature } : null;
}
