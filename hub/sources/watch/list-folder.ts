import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

export interface FoundFile {
  readonly path: string;
  /** Relative to the folder, with slashes. */
  readonly name: string;
  readonly size: number;
  /** Of the last writing, ms. */
  readonly changed: number;
}

const ENDINGS = new Set(['.xml', '.cap', '.atom', '.cot', '.json', '.geojson', '.txt']);
const DEEPEST = 4;
/** At once: a folder of thousands must not fill the queue of the file system. */
const STATS_AT_ONCE = 64;

export interface Listing {
  /** Of all that may be warnings. */
  readonly names: ReadonlySet<string>;
  /** Those that were wanted, the oldest first. */
  readonly files: readonly FoundFile[];
}

/**
 * What is in a folder and its sub-folders; null when it cannot be listed. Passed over: links (they may lead anywhere), hidden
 * names, and endings of files that are still being brought (`.part`, `.tmp`). Only the wanted are looked at more closely:
 * thousands that were dealt with lie there for ever.
 */
export async function listFolder(folder: string, isWanted: (name: string) => boolean): Promise<Listing | null> {
  const names: string[] = [];
  try {
    await walk(folder, '', 0, names);
  } catch {
    return null;
  }
  const wanted = names.filter(isWanted);
  const files: FoundFile[] = [];
  for (let from = 0; from < wanted.length; from += STATS_AT_ONCE) {
    const slice = wanted.slice(from, from + STATS_AT_ONCE);
    for (const file of await Promise.all(slice.map((name) => look(folder, name)))) if (file) files.push(file);
  }
  files.sort((a, b) => a.changed - b.changed || (a.name < b.name ? -1 : 1));
  return { names: new Set(names), files };
}

async function walk(folder: string, below: string, depth: number, names: string[]): Promise<void> {
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile() && ENDINGS.has(extname(entry.name).toLowerCase())) names.push(name);
    else if (entry.isDirectory() && depth < DEEPEST) {
      // A sub-folder that nobody may read does not hide the rest.
      await walk(folder, name, depth + 1, names).catch(() => undefined);
    }
  }
}

/** Null for one that has gone in the meantime. */
async function look(folder: string, name: string): Promise<FoundFile | null> {
  try {
    const path = join(folder, name);
    const { size, mtimeMs } = await stat(path);
    return { path, name, size, changed: Math.round(mtimeMs) };
  } catch {
    return null;
  }
}
