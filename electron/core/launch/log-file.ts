import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';

const LARGEST = 4 * 1024 * 1024;

/**
 * Keeps what a child writes on its error stream in `<profile>/logs/<name>.log`, and one older file of the same size.
 * Written synchronously: these are few lines, and the last one before a crash is the one that is wanted.
 */
export function keepLog(profile: string, name: string, stream: Readable): void {
  const folder = path.join(profile, 'logs');
  const file = path.join(folder, `${name}.log`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  stream.on('data', (chunk: Buffer) => {
    try {
      if (size > LARGEST) {
        renameSync(file, `${file}.1`);
        size = 0;
      }
      appendFileSync(file, chunk, { mode: 0o600 });
      size += chunk.length;
    } catch {
      // A full disk must not take the console down for the sake of its log; the core itself says that the disk is full.
    }
  });
}
