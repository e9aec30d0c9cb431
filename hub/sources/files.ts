import { readdirSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { ProblemError } from '../../shared/kit/problem.ts';

/** A file to replay and its name as refusals give it: relative to what was named on the command line. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}

/** What a file is played as, by its ending. */
export type FileKind = 'csv' | 'gpx' | 'cap' | 'other';

const CAP_ENDINGS = new Set(['.cap', '.xml', '.atom', '.txt']);
const MAX_FOLDER_DEPTH = 16;

export function kindOf(path: string): FileKind {
  const ending = extname(path).toLowerCase();
  if (ending === '.csv') return 'csv';
  if (ending === '.gpx') return 'gpx';
  return CAP_ENDINGS.has(ending) ? 'cap' : 'other';
}

/** True for a folder; throws `file-unreadable` when there is nothing or no right to it. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new ProblemError({ code: 'file-unreadable', origin: 'hub', params: { path } }, error);
  }
}

/** Every file below a folder, in the order of their names. Links are not followed: a circle would never end. */
export function filesBelow(folder: string): readonly NamedFile[] {
  const found: NamedFile[] = [];
  function walk(path: string, depth: number): void {
    let entries;
    try {
      entries = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      throw new ProblemError({ code: 'file-unreadable', origin: 'hub', params: { path } }, error);
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const full = join(path, entry.name);
      if (entry.isDirectory() && depth < MAX_FOLDER_DEPTH) walk(full, depth + 1);
      else if (entry.isFile()) found.push({ path: full, name: relative(folder, full).replaceAll('\\', '/') });
    }
  }
  walk(folder, 0);
  return found;
}
