import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeAll } from '../store/protect/durable-file.ts';
import { parseLine } from './entry.ts';

export const RECORD_FOLDER = 'record';
export const MIRROR_FILE = 'log.txt';
/** No line is longer: a body is cut at 64 KB, and JSON may escape. */
const LONGEST_LINE = 1024 * 1024;

export interface MirrorEnd {
  readonly no: number;
  readonly line: string;
}

/**
 * N10: the log once more, outside the database, as the lines that they are: what a damaged or older database has not is made
 * good from here. It follows the commits; the database is the first to know.
 */
export class Mirror {
  readonly #folder: string;
  readonly #file: string;
  #descriptor: number;

  constructor(profile: string) {
    this.#folder = join(profile, RECORD_FOLDER);
    mkdirSync(this.#folder, { recursive: true });
    this.#file = join(this.#folder, MIRROR_FILE);
    this.#descriptor = openSync(this.#file, existsSync(this.#file) ? 'r+' : 'w+');
    syncFolder(this.#folder);
    this.#cutHalfLine();
  }

  /** Its last line; null when it is empty, or what stands there is none. */
  end(): MirrorEnd | null {
    const { size } = fstatSync(this.#descriptor);
    const tail = this.#read(Math.max(0, size - LONGEST_LINE), size);
    const line = tail
      .subarray(0, -1)
      .subarray(tail.subarray(0, -1).lastIndexOf(10) + 1)
      .toString();
    const parsed = line === '' ? null : parseLine(line);
    return parsed && { no: parsed.entry.no, line };
  }

  lines(): string[] {
    const text = readFileSync(this.#file, 'utf8');
    return text === '' ? [] : text.slice(0, -1).split('\n');
  }

  /** Not yet on the disk when it returns; see `sync`. */
  append(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const { size } = fstatSync(this.#descriptor);
    try {
      writeAll(this.#descriptor, Buffer.from(`${lines.join('\n')}\n`), size);
    } catch (error) {
      // Half a line would stand before the next one.
      ftruncateSync(this.#descriptor, size);
      throw error;
    }
  }

  sync(): void {
    fdatasyncSync(this.#descriptor);
  }

  /** Sets aside what does not belong to this log, whole, and begins anew. @returns its new name. */
  setAside(name: string): string {
    this.close();
    renameSync(this.#file, join(this.#folder, name));
    this.#descriptor = openSync(this.#file, 'w+');
    syncFolder(this.#folder);
    return name;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** A cut in the middle of a line; the database has it whole. */
  #cutHalfLine(): void {
    const { size } = fstatSync(this.#descriptor);
    const tail = this.#read(Math.max(0, size - LONGEST_LINE), size);
    const whole = tail.lastIndexOf(10) + 1;
    if (whole < tail.length) ftruncateSync(this.#descriptor, size - (tail.length - whole));
  }

  #read(from: number, to: number): Buffer {
    const bytes = Buffer.alloc(to - from);
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(this.#descriptor, bytes, done, bytes.length - done, from + done);
      if (read === 0) break;
      done += read;
    }
    return bytes.subarray(0, done);
  }
}
