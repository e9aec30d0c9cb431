import { closeSync, fdatasyncSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { replaceFile, syncFolder, writeAll } from './durable-file.ts';
import type { SealedRow } from './seal.ts';

export const JOURNAL_FILE = 'outbox.journal';

/** Starts each frame, so that reading finds the next one behind a damaged one. Not a text that JSON can hold. */
const MAGIC = Buffer.from([0x1e, 0x4c, 0x5a, 0x4a]);
const HEAD_BYTES = 12;
/** A command may have 256 KB; its row holds it and the answer. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

const frame = z.object({
  no: z.int().min(1),
  id: z.string(),
  /** The outbox row with all its columns that are set; null when it was deleted. */
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
});

/**
 * The outbox once more, beside the database (R5): each state of each command, in frames of magic, length, CRC-32 and JSON.
 * A frame is on disk before the officer hears "queued". Reading takes every frame that is whole, wherever it stands.
 */
export class Journal {
  readonly #file: string;
  #descriptor: number | null = null;
  #bytes = 0;

  constructor(profile: string) {
    this.#file = join(profile, JOURNAL_FILE);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The newest state of each command that the journal knows, and how many frames were not whole. */
  read(): { readonly rows: readonly SealedRow[]; readonly broken: number; readonly last: number } {
    const newest = new Map<string, SealedRow>();
    const { frames, broken } = readFrames(readOrEmpty(this.#file));
    let last = 0;
    for (const one of frames) {
      last = Math.max(last, one.no);
      const known = newest.get(one.id);
      if (!known || known.no <= one.no) newest.set(one.id, one);
    }
    return { rows: [...newest.values()], broken, last };
  }

  /** On disk when it returns. After a throw the journal must be written anew with `replace`. */
  append(rows: readonly SealedRow[]): void {
    const data = Buffer.concat(rows.map(encode));
    if (this.#descriptor === null) {
      this.#descriptor = openSync(this.#file, 'a');
      fsyncSync(this.#descriptor);
      syncFolder(dirname(this.#file));
    }
    try {
      writeAll(this.#descriptor, data, null);
      fdatasyncSync(this.#descriptor);
      this.#bytes += data.length;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Leaves these states only; the whole file or the one before it. */
  replace(rows: readonly SealedRow[]): void {
    this.close();
    const data = Buffer.concat(rows.map(encode));
    replaceFile(this.#file, data);
    this.#bytes = data.length;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function encode(row: SealedRow): Buffer {
  const payload = Buffer.from(JSON.stringify(row));
  const head = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(head);
  head.writeUInt32LE(payload.length, 4);
  head.writeUInt32LE(crc32(payload), 8);
  return Buffer.concat([head, payload]);
}

/** Exported for salvage, which reads journals of damaged profiles too. */
export function readFrames(bytes: Buffer): { readonly frames: SealedRow[]; readonly broken: number } {
  const frames: SealedRow[] = [];
  let broken = 0;
  let at = 0;
  while (at < bytes.length) {
    const read = readFrame(bytes, at);
    if (read) {
      frames.push(read.row);
      at = read.end;
      continue;
    }
    broken += 1;
    const next = bytes.indexOf(MAGIC, at + 1);
    at = next === -1 ? bytes.length : next;
  }
  return { frames, broken };
}

function readFrame(bytes: Buffer, at: number): { readonly row: SealedRow; readonly end: number } | null {
  if (at + HEAD_BYTES > bytes.length || !bytes.subarray(at, at + MAGIC.length).equals(MAGIC)) return null;
  const length = bytes.readUInt32LE(at + 4);
  const end = at + HEAD_BYTES + length;
  if (length > MAX_FRAME_BYTES || end > bytes.length) return null;
  const payload = bytes.subarray(at + HEAD_BYTES, end);
  if (crc32(payload) !== bytes.readUInt32LE(at + 8)) return null;
  const parsed = frame.safeParse(JSON.parse(payload.toString('utf8')));
  return parsed.success ? { row: parsed.data, end } : null;
}

function readOrEmpty(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
