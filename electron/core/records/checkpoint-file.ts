import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeAll } from '../store/protect/durable-file.ts';
import { RECORD_FOLDER } from './mirror.ts';

export const CHECKPOINT_FILE = 'checkpoints.jsonl';

/** N5: signed notes, one a line as a JSON string, outside the database, so that an older one put back is seen. */
export class CheckpointFile {
  readonly #file: string;
  readonly #folder: string;

  constructor(profile: string) {
    this.#folder = join(profile, RECORD_FOLDER);
    mkdirSync(this.#folder, { recursive: true });
    this.#file = join(this.#folder, CHECKPOINT_FILE);
  }

  /** Oldest first. A line that a cut left half is passed over: its checkpoint is made again. */
  read(): string[] {
    return readNotesFile(this.#file);
  }

  /** Keeps what was signed for a log that this one is not, whole, under another name. @returns that name. */
  setAside(name: string): string {
    renameSync(this.#file, join(this.#folder, name));
    syncFolder(this.#folder);
    return name;
  }

  /** On the disk when it returns. */
  add(note: string): void {
    const descriptor = openSync(this.#file, 'a');
    try {
      writeAll(descriptor, Buffer.from(`${JSON.stringify(note)}\n`), null);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    syncFolder(this.#folder);
  }
}

/** Every note of such a file; [] when there is none. */
export function readNotesFile(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      const note: unknown = JSON.parse(line);
      return typeof note === 'string' ? [note] : [];
    } catch {
      return [];
    }
  });
}
