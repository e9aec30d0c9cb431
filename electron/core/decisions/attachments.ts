import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { replaceFile } from '../store/protect/durable-file.ts';

const FOLDER = 'attachments';
const NAME = /^[0-9a-f]{64}$/;

/** A picture of the map; what a planner was asked may be larger. */
export const MOST_PICTURE = 600 * 1024;
const MOST_FILE = 16 * 1024 * 1024;
/** What goes to a window in one message. */
const MOST_SHOWN = 2 * 1024 * 1024;

/** Files that decisions are bound to by their hash. */
export interface Attachments {
  /** On the disk when it returns. @returns SHA-256, hex. */
  put(bytes: Uint8Array): string;
  /** Null: it is not at this station. */
  get(sha256: string): { readonly media: string; readonly bytes: Buffer } | null;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What a file is, by its first bytes. */
export function mediaOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'image/webp';
  if (head.startsWith('\x89PNG\r\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return head.startsWith('{') || head.startsWith('[') ? 'application/json' : 'application/octet-stream';
}

/**
 * DE4: the files beside the log, named by their hash, in the profile's `attachments`: durable before the command that binds them,
 * whole or not there, the owner's only, and believed when read only if their hash is their name.
 */
export class AttachmentFolder implements Attachments {
  readonly #folder: string;

  constructor(profile: string) {
    this.#folder = join(profile, FOLDER);
  }

  /** Throws `ProblemError` `attachment-too-large`, `attachment-not-written`. */
  put(bytes: Uint8Array): string {
    if (bytes.length > MOST_FILE) throw refusal('attachment-too-large');
    const name = sha256(bytes);
    if (this.get(name)) return name;
    const file = join(this.#folder, name);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      replaceFile(file, Buffer.from(bytes));
      chmodSync(file, 0o600);
    } catch (cause) {
      throw new ProblemError({ code: 'attachment-not-written', origin: 'decisions', detail: String(cause) }, cause);
    }
    // A disk that lies is found out while the officer still sits here.
    if (!this.get(name)) throw refusal('attachment-not-written');
    return name;
  }

  get(name: string): { readonly media: string; readonly bytes: Buffer } | null {
    if (!NAME.test(name)) return null;
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(this.#folder, name));
    } catch {
      return null;
    }
    return sha256(bytes) === name ? { media: mediaOf(bytes), bytes } : null;
  }

  /** For a window. Throws `ProblemError` `attachment-too-large`. */
  shown(name: string): { readonly media: string; readonly base64: string } | null {
    const found = this.get(name);
    if (found && found.bytes.length > MOST_SHOWN) throw refusal('attachment-too-large');
    return found && { media: found.media, base64: found.bytes.toString('base64') };
  }
}

/** Every file that decisions of this profile are bound to, for who takes the record out. */
export function listAttachments(
  profile: string,
): { readonly sha256: string; readonly path: string; readonly bytes: number }[] {
  const folder = join(profile, FOLDER);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => NAME.test(name))
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      return { sha256: name, path, bytes: statSync(path).size };
    });
}

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'decisions' });
}
