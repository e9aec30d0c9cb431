import { closeSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import * as z from 'zod';
import { refuse, type SourceOptions } from './options.ts';
import { writePrivateFile } from './secret-file.ts';

/** In place of a file: the profile is to forget its roads. */
export const NO_ROADS = 'none';
const FAMILY = 'LZROADS';

const kept = z.object({ file: z.string() });

/** What can be known at once; the core reads the file when the first question comes. Throws `roads-file-wrong`. */
export function checkRoadsFile(path: string): void {
  const head = Buffer.alloc(FAMILY.length);
  try {
    const handle = openSync(path, 'r');
    try {
      readSync(handle, head, 0, head.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    // A folder, for one.
    throw refuse('roads-file-wrong', { path, reason: String(error) });
  }
  if (head.toString('latin1') !== FAMILY) throw refuse('roads-file-wrong', { path });
}

/** The road graph of this start: the one that is given, which the profile then keeps, else the one it has kept. */
export function chooseRoads(keptIn: string, source: SourceOptions): string | undefined {
  if (source.mode === 'demo') return undefined;
  if (source.roads === NO_ROADS) {
    rmSync(keptIn, { force: true });
    return undefined;
  }
  if (source.roads !== undefined) {
    writePrivateFile(keptIn, JSON.stringify({ file: source.roads }));
    return source.roads;
  }
  try {
    return kept.parse(JSON.parse(readFileSync(keptIn, 'utf8'))).file;
  } catch {
    // None was ever given, or what is kept cannot be read: a console without roads starts all the same.
    return undefined;
  }
}
