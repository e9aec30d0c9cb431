import { mkdir, rename, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { RecordPackage } from '../../../../shared/protocol/console-api/record-calls.ts';
import type { LogEntry } from '../entry.ts';
import { parseLine } from '../entry.ts';
import type { LogReader } from '../../store/readers/log.ts';
import { folderProblem } from '../../kernel/folder-problem.ts';
import { addAttachments, boundByEntry, type AttachmentRow, type Bound } from './attachments.ts';
import { Draft } from './draft.ts';
import { Spans, type Span } from './spans.ts';
import { CSV_HEAD, csvRow } from './tables.ts';

const READ_AT_ONCE = 500;
export const MANIFEST_CONTEXT = 'lianzhi record manifest 1\n';

/** What stands in the draft when the log, its checkpoints and what it is bound to are written. */
export interface Written {
  readonly entries: number;
  readonly spans: readonly Span[];
  readonly attachments: readonly AttachmentRow[];
}

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
  /** Where files lie that decisions are bound to, each under its hash; absent: there are none. */
  readonly attachments?: string;
  /** What is bound besides what the log names: a body that was too long is held by its hash. */
  readonly alsoBound?: () => readonly Bound[];
  /** Everything for reading: tables, forms, report. @returns what the manifest says of it. */
  compose?(draft: Draft, written: Written): Promise<Readonly<Record<string, unknown>>>;
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
    const result = await writeAll(order, new Draft(draft));
    await rename(draft, path);
    return { folder: path, ...result };
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw folderProblem(error, folder, { code: 'record-not-written', origin: 'records' });
  }
}

async function writeAll(order: PackageOrder, draft: Draft): Promise<Omit<RecordPackage, 'folder'>> {
  const { redacted } = order;
  const { entries, lastHash, spans, bound } = await writeLog(order, draft);
  await draft.add('checkpoints.jsonl', order.notes.map(asLine).join(''));
  const sealed = redacted ? null : await writeSealed(order, draft);
  for (const file of ['verify_record.py', 'GUIDE.md']) await draft.copy(join(order.resources, 'record', file), file);
  for (const { sha256, media } of order.alsoBound?.() ?? []) bound.set(sha256, media);
  const attachments = await addAttachments(draft, order.attachments ?? '', bound, redacted, () => order.check());
  const composed = (await order.compose?.(draft, { entries, spans, attachments })) ?? {};
  const manifest = JSON.stringify(
    {
      form: 'lianzhi record 1',
      station: order.station,
      publicKey: order.publicKey,
      exportedAt: new Date(order.at).toISOString(),
      by: order.by,
      purpose: order.purpose,
      redacted,
      software: { name: 'lianzhi-console', version: order.appVersion },
      entries,
      lastHash,
      sealedValues: sealed,
      spans,
      ...composed,
      attachments,
      files: draft.files,
    },
    null,
    2,
  );
  const bytes = Buffer.from(manifest);
  await draft.addUnlisted('manifest.json', manifest);
  const signature = order.sign(Buffer.concat([Buffer.from(MANIFEST_CONTEXT), bytes]));
  await draft.addUnlisted('manifest.sig', `${signature}\n`);
  const attached = attachments.filter(({ state }) => state === 'attached').length;
  return {
    entries,
    sealed,
    spans: spans.length,
    attached,
    withheld: attachments.filter(({ state }) => state === 'withheld').length,
    report: typeof composed['report'] === 'object' && composed['report'] !== null,
  };
}

async function writeLog(order: PackageOrder, draft: Draft) {
  const spans = new Spans();
  const bound = new Map<string, string>();
  let entries = 0;
  let lastHash = '';
  await draft.stream('log.txt', (log) =>
    draft.stream('entries.csv', async (table) => {
      await table(CSV_HEAD);
      for (;;) {
        order.check();
        const lines = order.log.after(entries, READ_AT_ONCE);
        if (lines.length === 0) return;
        await log(lines.map(({ line }) => `${line}\n`).join(''));
        const parsed = lines.flatMap(({ line }) => parseLine(line)?.entry ?? []);
        for (const entry of parsed) {
          spans.take(entry);
          for (const { sha256, media } of boundByEntry(entry)) bound.set(sha256, media);
        }
        await table(parsed.map(csvRow).join(''));
        const last = lines.at(-1);
        entries = last?.no ?? entries;
        lastHash = last?.hash ?? lastHash;
      }
    }),
  );
  return { entries, lastHash, spans: spans.end(), bound };
}

function writeSealed({ log, check }: PackageOrder, draft: Draft): Promise<number> {
  return draft.stream('sealed.jsonl', async (write) => {
    let count = 0;
    for (let last = { no: 0, hash: '' }; ;) {
      check();
      const values = log.sealedAfter(last, READ_AT_ONCE);
      await write(values.map(asLine).join(''));
      count += values.length;
      last = values.at(-1) ?? last;
      if (values.length < READ_AT_ONCE) return count;
    }
  });
}

function asLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
