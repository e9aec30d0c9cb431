import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { syncFolder, writeAll } from './durable-file.ts';

export const ANCHOR_FILE = 'console.head';

const anchorSchema = z.object({
  /** Counts up with each writing; the higher one of the two slots is the newer. */
  count: z.int().min(0),
  /** The core's life that wrote it. */
  boot: z.string(),
  /** The number of the last transaction that is known to be on disk. */
  commits: z.int().min(0),
  /** The newest schema that was ever written or begun; a database beyond it is not from the future but damaged. */
  schema: z.int().min(0),
  /** The outbox's chain: its last number and hash, and how many commands there are. */
  outbox: z.object({ no: z.int().min(0), hash: z.string(), rows: z.int().min(0) }),
  feeds: z.record(z.string(), z.object({ epoch: z.string(), seq: z.int().min(0) })),
  /** The newest line of the history. */
  history: z.int().min(0),
  station: z.object({ id: z.string().nullable(), seq: z.int().min(0) }),
});
export type Anchor = z.infer<typeof anchorSchema>;
export type AnchorState = Omit<Anchor, 'count' | 'boot'>;

export const FIRST_ANCHOR: AnchorState = {
  commits: 0,
  schema: 0,
  outbox: { no: 0, hash: '', rows: 0 },
  feeds: {},
  history: 0,
  station: { id: null, seq: 0 },
};

/** Room for some three hundred feeds. */
const SLOT_BYTES = 32_768;
const SLOTS = 2;
const HASH_LENGTH = 64;

/**
 * What the database should hold, kept outside it (R6): SQLite finds nothing wrong with a WAL that lost its end, nor with an
 * older file in the place of a newer one. Two slots in one small file, written in turn, each with its own hash: a cut
 * while one is written leaves the other.
 */
export class AnchorFile {
  readonly #file: string;
  readonly #boot: string;
  #descriptor: number | null = null;
  #count = 0;

  constructor(profile: string, boot: string) {
    this.#file = join(profile, ANCHOR_FILE);
    this.#boot = boot;
  }

  /** Null: there is none that can be trusted. */
  read(): Anchor | null {
    const newest = readSlots(this.#file);
    this.#count = newest?.count ?? 0;
    return newest;
  }

  /** On disk when it returns. Throws what the disk throws; the slot before it is then still whole. */
  write(state: AnchorState): void {
    const next = this.#count + 1;
    const json = JSON.stringify({ count: next, boot: this.#boot, ...state } satisfies Anchor);
    const slot = Buffer.alloc(SLOT_BYTES, ' ');
    if (Buffer.byteLength(json) + HASH_LENGTH + 1 >= SLOT_BYTES) throw new Error('the head does not fit its slot');
    slot.write(`${hashOf(json)} ${json}\n`);
    const isNew = this.#descriptor === null;
    this.#descriptor ??= openForWriting(this.#file);
    try {
      writeAll(this.#descriptor, slot, (next % SLOTS) * SLOT_BYTES);
      if (isNew) {
        fsyncSync(this.#descriptor);
        syncFolder(dirname(this.#file));
      } else {
        fdatasyncSync(this.#descriptor);
      }
    } catch (error) {
      // After a failed fsync this descriptor would say "done" without doing; the same slot is written anew.
      this.close();
      throw error;
    }
    this.#count = next;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function readSlots(file: string): Anchor | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return null;
  }
  const slots = Array.from({ length: SLOTS }, (_, index) =>
    readSlot(bytes.subarray(index * SLOT_BYTES, (index + 1) * SLOT_BYTES)),
  );
  return slots.reduce((best, slot) => (slot && (!best || slot.count > best.count) ? slot : best), null);
}

function readSlot(bytes: Buffer): Anchor | null {
  const line = bytes.toString('utf8').trimEnd();
  const json = line.slice(HASH_LENGTH + 1);
  if (line.slice(0, HASH_LENGTH) !== hashOf(json)) return null;
  const parsed = anchorSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function openForWriting(file: string): number {
  try {
    return openSync(file, 'r+');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return openSync(file, 'w+');
    throw error;
  }
}
