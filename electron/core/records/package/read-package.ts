import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { readKey, type NoteKey } from '../../../../shared/kit/tlog/note.ts';
import { readNotesFile } from '../checkpoint-file.ts';
import { providerOf } from '../provider.ts';
import { sealHash } from '../sealed.ts';
import { tlogCrypto } from '../tlog-crypto.ts';
import { judge, type Verdict } from '../verify.ts';
import { Walk } from '../walk.ts';
import { attachmentRow, checkAttachments, type AttachmentFault, type AttachmentRow } from './attachments.ts';
import { MANIFEST_CONTEXT } from './write-package.ts';

/** A file of the package itself or of one folder in it; nothing that leads out of it. */
const FILE_NAME = /^(?:[A-Za-z0-9][\w.-]*\/)?[A-Za-z0-9][\w.-]*$/;

const manifestSchema = z.looseObject({
  publicKey: z.string(),
  entries: z.int().min(0),
  redacted: z.boolean(),
  files: z.record(z.string(), z.string()),
  /** Packages of before there were any have none. */
  attachments: z.array(attachmentRow).max(100_000).default([]),
});

const sealedSchema = z.object({ hash: z.string(), no: z.int(), salt: z.string(), value: z.string() });

/** What is wrong with a package besides its entries. */
export interface PackageFault {
  readonly code:
    | 'file-missing'
    | 'file-differs'
    | 'manifest-signature'
    | 'manifest-key'
    | 'sealed-differs'
    | AttachmentFault['code'];
  /** A file's name, or the number of an entry. */
  readonly about: string;
}

export interface PackageVerdict extends Verdict {
  readonly faults: readonly PackageFault[];
  /** Null: left out. */
  readonly sealed: number | null;
  /** How many files that decisions are bound to are in it, left out as personal, or were not at the station. */
  readonly attachments: Readonly<Record<AttachmentRow['state'], number>>;
}

/**
 * Verifies an exported package as `verify_record.py` in it does, by other code (N4, N11). Rejects with `record-unreadable` when
 * it is none.
 */
export async function verifyPackage(
  folder: string,
  trusted: readonly NoteKey[],
  everySignature = false,
): Promise<PackageVerdict> {
  try {
    const walk = new Walk(trusted);
    const sealedInLog = new Set<string>();
    const lines = createInterface({ input: createReadStream(join(folder, 'log.txt'), 'utf8'), crlfDelay: 0 });
    for await (const line of lines) {
      if (!walk.take(line)) break;
      for (const [, hash = ''] of line.matchAll(/\{"sealed":"([0-9a-f]{64})"\}/g)) sealedInLog.add(hash);
    }
    const checkpoints = readNotesFile(join(folder, 'checkpoints.jsonl'));
    const verdict = judge(walk, { checkpoints, trusted, everySignature });
    const { manifest, faults } = readManifest(folder, verdict);
    const sealed = readSealed(folder, sealedInLog, faults);
    const isShort = verdict.firstBad === null && manifest.entries !== verdict.entries;
    const no = Math.min(manifest.entries, verdict.entries) + 1;
    const firstBad = isShort ? ({ no, code: 'missing-entries' } as const) : verdict.firstBad;
    const count = (state: AttachmentRow['state']): number =>
      manifest.attachments.filter((row) => row.state === state).length;
    const attachments = { attached: count('attached'), withheld: count('withheld'), missing: count('missing') };
    return { ...verdict, firstBad, faults, sealed, attachments, ok: firstBad === null && faults.length === 0 };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError({ code: 'record-unreadable', origin: 'records', params: { path: folder } }, error);
  }
}

function readManifest(folder: string, { publicKey, firstBad }: Verdict) {
  const bytes = readFileSync(join(folder, 'manifest.json'));
  const signature = readFileSync(join(folder, 'manifest.sig'), 'utf8').trim();
  const manifest = manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
  const faults: PackageFault[] = [];
  const signed = Buffer.concat([Buffer.from(MANIFEST_CONTEXT), bytes]);
  if (!providerOf('sha256+ed25519').verify(manifest.publicKey, signed, signature)) {
    faults.push({ code: 'manifest-signature', about: 'manifest.json' });
  }
  if (firstBad === null && manifest.publicKey !== publicKey)
    faults.push({ code: 'manifest-key', about: 'manifest.json' });
  for (const [name, hash] of Object.entries(manifest.files)) {
    const file = join(folder, name);
    if (!FILE_NAME.test(name) || !existsSync(file)) faults.push({ code: 'file-missing', about: name });
    else if (createHash('sha256').update(readFileSync(file)).digest('hex') !== hash) {
      faults.push({ code: 'file-differs', about: name });
    }
  }
  faults.push(...checkAttachments(folder, manifest.attachments));
  return { manifest, faults };
}

function readSealed(folder: string, sealedInLog: ReadonlySet<string>, faults: PackageFault[]): number | null {
  const file = join(folder, 'sealed.jsonl');
  if (!existsSync(file)) return null;
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  for (const row of rows) {
    const value = sealedSchema.parse(JSON.parse(row));
    if (sealHash(value) !== value.hash || !sealedInLog.has(value.hash)) {
      faults.push({ code: 'sealed-differs', about: String(value.no) });
    }
  }
  return rows.length;
}

/** Keys that a reader has, one a line; empty lines and `#` are passed over. Throws `record-key-unreadable` {line}. */
export function readTrustedKeys(text: string): NoteKey[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const key = readKey(tlogCrypto, line);
    if (key) return [key];
    throw new ProblemError({ code: 'record-key-unreadable', origin: 'records', params: { line: index + 1 } });
  });
}
