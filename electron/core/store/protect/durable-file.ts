import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes all of `data`, whatever the system takes at a time. */
export function writeAll(descriptor: number, data: Buffer, position: number | null): void {
  let done = 0;
  while (done < data.length) {
    done += writeSync(descriptor, data, done, data.length - done, position === null ? null : position + done);
  }
}

/** The names in a folder, as they are now, survive a power cut. */
export function syncFolder(folder: string): void {
  // Windows has no descriptor of a folder; there a rename is in the journal of the file system.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The whole file or the one before it, whatever happens in between. */
export function replaceFile(file: string, data: Buffer | string): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w');
  try {
    writeAll(descriptor, typeof data === 'string' ? Buffer.from(data) : data, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}
