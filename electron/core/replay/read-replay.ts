import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { instantSchema } from '../../../shared/domain/common.ts';
import { isTopic } from '../../../shared/domain/topics.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import { findPoison } from '../../../shared/kit/untrusted.ts';
import { PLAYED_TOPICS, type PlayedTopic } from '../export/record-tables.ts';
import { parseLine, type LogEntry } from '../records/entry.ts';
import type { LogLine } from '../store/readers/log.ts';

const manifestSchema = z.looseObject({
  station: z.string().max(64),
  exportedAt: z.string().max(40),
  by: z.looseObject({ officer: z.string(), post: z.string() }).nullable().catch(null),
  purpose: z.string().max(500).catch(''),
  redacted: z.boolean().catch(false),
  spans: z
    .array(
      z.object({
        what: z.enum(['stopped', 'notClosed', 'feedAway', 'restored', 'gap']),
        feed: z.string().optional(),
        from: instantSchema,
        to: instantSchema.nullable(),
      }),
    )
    .catch([]),
  tables: z.looseObject({ historyCut: z.boolean() }).optional().catch(undefined),
});
type ReplayManifest = z.infer<typeof manifestSchema>;

const played = z.enum(PLAYED_TOPICS);
const row = z.looseObject({
  topic: z.string(),
  id: z.string().max(200),
  rev: z.int().min(0),
  op: z.string().max(16).optional(),
  feed: z.string().max(64).optional(),
  at: instantSchema,
  received: instantSchema,
  data: z.record(z.string(), z.unknown()).nullable(),
});

/** One change of a record, in the order in which it reached the station. */
export interface PlayedRow {
  readonly topic: PlayedTopic;
  readonly id: string;
  readonly rev: number;
  /** `put`: `data` is the whole record; null: it was taken away. */
  readonly op: 'put' | 'patch' | 'remove';
  readonly feed: string;
  readonly at: Instant;
  readonly received: Instant;
  readonly data: Readonly<Record<string, unknown>> | null;
}

export interface ReplaySource {
  readonly manifest: ReplayManifest;
  readonly entries: readonly { readonly line: LogLine; readonly entry: LogEntry }[];
  readonly rows: readonly PlayedRow[];
}

/** Reads what can be played of a package; what cannot be read is passed over, as the verdict says already. Throws when it is none. */
export async function readReplay(folder: string): Promise<ReplaySource> {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const entries: { line: LogLine; entry: LogEntry }[] = [];
  for await (const text of linesOf(join(folder, 'log.txt'))) {
    const entry = parseLine(text)?.entry;
    if (entry) entries.push({ entry, line: { no: entry.no, kind: entry.kind, line: text, hash: '' } });
  }
  const rows: PlayedRow[] = [];
  const known = new Set<string>();
  for await (const text of linesOf(join(folder, 'history.jsonl'))) {
    const change = readRow(text);
    if (!change) continue;
    known.add(`${change.topic} ${change.id}`);
    rows.push(change);
  }
  // A record without a history stands as it is from when it was received.
  for await (const text of linesOf(join(folder, 'records.jsonl'))) {
    const stood = readRow(text);
    if (stood && !known.has(`${stood.topic} ${stood.id}`)) rows.push({ ...stood, op: 'put' });
  }
  rows.sort((a, b) => a.received - b.received);
  return { manifest, entries, rows };
}

function readRow(text: string): PlayedRow | null {
  const value = parseJson(text);
  const parsed = row.safeParse(value);
  if (!parsed.success || findPoison(value) !== null || !isTopic(parsed.data.topic)) return null;
  const topic = played.safeParse(parsed.data.topic);
  if (!topic.success) return null;
  const { id, rev, op, feed = '', at, received, data } = parsed.data;
  const kind = op === 'patch' || op === 'remove' ? op : 'put';
  return {
    topic: topic.data,
    id,
    rev,
    op: data === null ? 'remove' : kind,
    feed,
    at,
    received: instant(received),
    data,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  if (!existsSync(path)) return;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: 0 })) {
    if (line !== '') yield line;
  }
}
