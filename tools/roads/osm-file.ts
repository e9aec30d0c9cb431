import { open, stat, type FileHandle } from 'node:fs/promises';
import { refuse, type OsmSink } from './osm-source.ts';
import { readPbf } from './read-pbf.ts';
import { readXml } from './read-xml.ts';

/**
 * Reads an extract once from begin to end, block by block; by its content, not its name: PBF, XML or gzipped XML. Throws
 * `file-missing`, `file-unreadable`, `osm-wrong-type`, `osm-cut` (`bytes`, `where`), `osm-damaged`, `osm-unsupported`.
 */
export async function readOsm(path: string, sink: OsmSink): Promise<void> {
  let handle: FileHandle;
  try {
    if ((await stat(path)).isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    handle = await open(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw refuse(reason === 'ENOENT' ? 'file-missing' : 'file-unreadable', { path, reason });
  }
  try {
    const file = { path, bytes: (await handle.stat()).size, handle };
    const head = Buffer.alloc(64);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const kind = kindOf(head.subarray(0, bytesRead));
    if (kind === null) throw refuse('osm-wrong-type', { path });
    if (kind === 'pbf') await readPbf(file, sink);
    else await readXml(file, kind === 'gzip', sink);
  } finally {
    await handle.close();
  }
}

function kindOf(head: Buffer): 'pbf' | 'gzip' | 'xml' | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  // Length of the first header, then its field 1, a string of nine characters.
  if (head.subarray(4, 15).equals(Buffer.from('\x0a\x09OSMHeader'))) return 'pbf';
  const text = head.toString('utf8').replace(/^\ufeff/, '').trimStart(); // prettier-ignore
  return text.startsWith('<') ? 'xml' : null;
}
