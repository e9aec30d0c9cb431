import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SqliteDriver } from '../kernel/ports.ts';
import { openMbtiles } from './mbtiles.ts';
import { openPmtiles } from './pmtiles-file.ts';
import type { TileFile } from './tile-file.ts';
import { refuseTiles } from './tile-problem.ts';

const SQLITE = 'SQLite format 3\0';
const PMTILES = 'PMTiles';
/** The place of the version in a PMTiles header. */
const VERSION_AT = 7;

/** Opens a file of tiles by what is in it, whatever it is called (T1, T2). Rejects with the reason when it is no map. */
export async function openTileFile(file: string, sqlite: SqliteDriver): Promise<TileFile> {
  if (!path.isAbsolute(file)) throw refuseTiles('tiles-missing');
  // Asked before it is opened: a pipe or a device would never give an answer.
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw refuseTiles(error.code === 'ENOENT' ? 'tiles-missing' : 'tiles-unreadable', undefined, error);
  });
  if (!found.isFile()) throw refuseTiles('tiles-not-a-map');
  if (found.size === 0) throw refuseTiles('tiles-empty');
  const head = await readHead(file);
  if (head.startsWith(SQLITE)) return openMbtiles(file, sqlite);
  if (!head.startsWith(PMTILES)) throw refuseTiles('tiles-not-a-map');
  const version = head.charCodeAt(VERSION_AT);
  if (version !== 3) throw refuseTiles('tiles-version', { version });
  return openPmtiles(file);
}

async function readHead(file: string): Promise<string> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw refuseTiles('tiles-unreadable', undefined, error);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
