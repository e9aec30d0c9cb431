import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { evidence, type Evidence } from '../../../../shared/domain/decision.ts';
import type { LogEntry } from '../entry.ts';
import type { Draft } from './draft.ts';

export const ATTACHMENTS = 'attachments';
const FILE = /^[0-9a-f]{64}(\.[a-z]{2,5})?$/;

/**
 * One file that a decision is bound to, as the manifest names it. attached: in the package, under its hash · withheld: left out as
 * personal, known by its hash only · missing: was not at this station, or was no longer what its hash says.
 */
export const attachmentRow = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** In `attachments/`; null unless attached. */
  file: z.string().regex(FILE).nullable(),
  media: z.string().max(80).nullable(),
  bytes: z.int().min(0).nullable(),
  state: z.enum(['attached', 'withheld', 'missing']),
});
export type AttachmentRow = z.infer<typeof attachmentRow>;

export interface Bound {
  readonly sha256: string;
  readonly media: string;
}

/** What the evidence of a decision is bound to: its picture, and what its model was asked. */
export function boundBy({ picture, model }: Pick<Evidence, 'picture' | 'model'>): Bound[] {
  return [
    ...(picture ? [{ sha256: picture.sha256, media: picture.media }] : []),
    ...(model ? [{ sha256: model.inputs, media: 'application/json' }] : []),
  ];
}

const evidenceIn = z.looseObject({ evidence: evidence.pick({ picture: true, model: true }).loose() });

/** The same of an entry of the log; a command lays evidence at its top or one level down. */
export function boundByEntry({ kind, body }: Pick<LogEntry, 'kind' | 'body'>): Bound[] {
  if (kind !== 'intent') return [];
  const command = z.looseObject({ payload: z.record(z.string(), z.unknown()) }).safeParse(body['command']);
  if (!command.success) return [];
  return [command.data.payload, ...Object.values(command.data.payload)].flatMap((value) => {
    const found = evidenceIn.safeParse(value);
    return found.success ? boundBy(found.data.evidence) : [];
  });
}

const SUFFIX: Readonly<Record<string, string>> = {
  'image/webp': '.webp', 'image/png': '.png', 'image/jpeg': '.jpg', 'application/json': '.json',
}; // prettier-ignore

/**
 * Copies what is bound into the draft and says what became of each. A redacted package holds none: what a picture shows cannot be
 * masked field by field (PK3).
 * @param source the profile's `attachments`, one file per hash.
 */
export async function addAttachments(
  draft: Draft,
  source: string,
  bound: ReadonlyMap<string, string>,
  redacted: boolean,
  check: () => void,
): Promise<AttachmentRow[]> {
  const rows: AttachmentRow[] = [];
  for (const [sha256, media] of [...bound].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    check();
    const bytes = await readFile(join(source, sha256)).catch(() => null);
    if (bytes === null || hashOf(bytes) !== sha256) {
      rows.push({ sha256, file: null, media, bytes: null, state: 'missing' });
    } else if (redacted) {
      rows.push({ sha256, file: null, media, bytes: bytes.length, state: 'withheld' });
    } else {
      const file = `${sha256}${SUFFIX[media] ?? ''}`;
      await draft.addUnlisted(`${ATTACHMENTS}/${file}`, bytes);
      rows.push({ sha256, file, media, bytes: bytes.length, state: 'attached' });
    }
  }
  return rows;
}

export interface AttachmentFault {
  readonly code: 'attachment-missing' | 'attachment-differs' | 'attachment-unknown';
  readonly about: string;
}

/** PK2: each attached file is there and is what its hash says, and no other lies beside it. */
export function checkAttachments(folder: string, rows: readonly AttachmentRow[]): AttachmentFault[] {
  const faults: AttachmentFault[] = [];
  const known = new Set<string>();
  for (const { sha256, file, state } of rows) {
    if (state !== 'attached') continue;
    const name = file ?? sha256;
    known.add(name);
    const path = join(folder, ATTACHMENTS, name);
    const about = `${ATTACHMENTS}/${name}`;
    if (!existsSync(path)) faults.push({ code: 'attachment-missing', about });
    else if (hashOf(readFileSync(path)) !== sha256) faults.push({ code: 'attachment-differs', about });
  }
  const beside = join(folder, ATTACHMENTS);
  const found = existsSync(beside) ? readdirSync(beside).toSorted() : [];
  for (const name of found) {
    if (!known.has(name)) faults.push({ code: 'attachment-unknown', about: `${ATTACHMENTS}/${name}` });
  }
  return faults;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
