import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { createHash } from 'node:crypto';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { RecordPackage } from '../../../../shared/protocol/console-api/record-calls.ts';
import type { LogEntry } from '../entry.ts';
import { parseLine } from '../entry.ts';
import type { LogReader } from '../../store/readers/log.ts';
import { folderProblem } from '../../kernel/folder-problem.ts';
import { HashedFile } from './hashed-file.ts';
import { Spans } from './spans.ts';
import { CSV_HEAD, csvRow } from './tables.ts';

const READ_AT_ONCE = 500;
export const MANIFEST_CONTEXT = 'lianzhi record manifest 1\n';

export interface PackageOrder {
  /** Absolute; the package becomes a folder in it. */
  readonly folder: string;
  readonly resources: string;
  readonly station: string;
  readonly publicKey: string;
  readonly appVersion: string;
  readonly at: Instant;
  readonly by: NonNullable<LogEntry['who']>;
  readonly purpose: string;
  /** Without the personal values; what is left out is known by number and hash. */
  readonly redacted: boolean;
  readonly log: LogReader;
  readonly notes: readonly string[];
  sign(bytes: Uint8Array): string;
  /** Throws when the officer gave up. */
  check(): void;
}

/**
 * N11: a folder that a stranger can verify: the log's exact bytes, checkpoints, tables, a guide, the verifier, and a signed
 * manifest of them all. Whole under its name or not at all. Rejects with `path-not-absolute`, `folder-missing`,
 * `folder-denied`, `folder-full`, `record-not-written` {reason}.
 */
export async function writePackage(order: PackageOrder): Promise<RecordPackage> {
  const { folder, station, at } = order;
  if (!isAbsolute(folder))
    throw new ProblemError({ code: 'path-not-absolute', origin: 'records', params: { path: folder } });
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  const kind = order.redacted ? 'redacted' : 'full';
  const name = `lianzhi-record-${station.slice(-12)}-${time}-${kind}`;
  const draft = join(folder, `.${name}.part`);
  const path = join(folder, name);
  try {
    await mkdir(draft);
    const result = await writeAll(order, draft);
    await rename(draft, path);
    return { folder: path, ...result };
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw folderProblem(error, folder, { code: 'record-not-written', origin: 'records' });
  }
}

async function writeAll(order: PackageOrder, draft: string): Promise<Omit<RecordPackage, 'folder'>> {
  const files: Record<string, string> = {};
  const spans = new Spans();
  const { entries, lastHash } = await writeLog(order, draft, files, spans);
  files['checkpoints.jsonl'] = await writeText(draft, 'checkpoints.jsonl', order.notes.map(asLine).join(''));
  const sealed = order.redacted ? null : await writeSealed(order, draft, files);
  for (const file of ['verify_record.py', 'GUIDE.md']) files[file] = await copyHashed(order.resources, draft, file);
  const manifest = JSON.stringify(
    {
      form: 'lianzhi record 1',
      station: order.station,
      publicKey: order.publicKey,
      exportedAt: new Date(order.at).toISOString(),
      by: order.by,
      purpose: order.purpose,
      redacted: order.redacted,
      software: { name: 'lianzhi-console', version: order.appVersion },
      entries,
      lastHash,
      sealedValues: sealed,
      spans: spans.end(),
      files,
    },
    null,
    2,
  );
  const bytes = Buffer.from(manifest);
  await writeText(draft, 'manifest.json', manifest);
  await writeText(draft, 'manifest.sig', `${order.sign(Buffer.concat([Buffer.from(MANIFEST_CONTEXT), bytes]))}\n`);
  return { entries, sealed, spans: spans.end().length };
}

async function writeLog(order: PackageOrder, draft: string, files: Record<string, string>, spans: Spans) {
  const log = await HashedFile.create(join(draft, 'log.txt'));
  const table = await HashedFile.create(join(draft, 'entries.csv'));
  let entries = 0;
  let lastHash = '';
  try {
    await table.write(CSV_HEAD);
    for (;;) {
      order.check();
      const lines = order.log.after(entries, READ_AT_ONCE);
      if (lines.length === 0) break;
      await log.write(lines.map(({ line }) => `${line}\n`).join(''));
      const parsed = lines.flatMap(({ line }) => parseLine(line)?.entry ?? []);
      for (const entry of parsed) spans.take(entry);
      await table.write(parsed.map(csvRow).join(''));
      const last = lines.at(-1);
      entries = last?.no ?? entries;
      lastHash = last?.hash ?? lastHash;
    }
    files['log.txt'] = await log.end();
    files['entries.csv'] = await table.end();
    return { entries, lastHash };
  } catch (error) {
    await log.abandon();
    await table.abandon();
    throw error;
  }
}

async function writeSealed(
  { log, check }: PackageOrder,
  draft: string,
  files: Record<string, string>,
): Promise<number> {
  const file = await HashedFile.create(join(draft, 'sealed.jsonl'));
  let count = 0;
  try {
    for (let last = { no: 0, hash: '' }; ;) {
      check();
      const values = log.sealedAfter(last, READ_AT_ONCE);
      await file.write(values.map(asLine).join(''));
      count += values.length;
      last = values.at(-1) ?? last;
      if (values.length < READ_AT_ONCE) break;
    }
    files['sealed.jsonl'] = await file.end();
    return count;
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

async function copyHashed(resources: string, draft: string, name: string): Promise<string> {
  const source = join(resources, 'record', name);
  await copyFile(source, join(draft, name));
  return createHash('sha256')
    .update(await readFile(source))
    .digest('hex');
}

async function writeText(draft: string, name: string, text: string): Promise<string> {
  const file = await HashedFile.create(join(draft, name));
  await file.write(text);
  return file.end();
}

function asLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
