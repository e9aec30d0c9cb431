import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Log } from '../kernel/ports.ts';
import { writePrivateFile } from '../launch/secret-file.ts';
import type { FileSpec } from './file-source.ts';
import type { OnlineSpec } from './online-source.ts';

export type SourceSpec = FileSpec | OnlineSpec;

const id = z.string().min(1).max(64);
const sourceList = z.object({
  version: z.literal(1),
  sources: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('file'), id, path: z.string(), name: z.string() }),
      z.object({
        kind: z.literal('online'),
        id,
        name: z.string(),
        template: z.string(),
        servers: z.array(z.string()),
        key: z.string(),
        content: z.enum(['raster', 'vector']),
        role: z.enum(['base', 'labels']),
        datum: z.enum(['wgs84', 'gcj02']),
        minZoom: z.int(),
        maxZoom: z.int(),
        attribution: z.string(),
      }),
    ]),
  ),
});

/** The list of base maps, in the profile. It holds keys, so only its owner can read it (T7). */
export class SourceListFile {
  readonly #file: string;
  readonly #log: Log;

  constructor(profile: string, log: Log) {
    this.#file = join(profile, 'tile-sources.json');
    this.#log = log;
  }

  /** Empty when there is none; one that cannot be read is set aside, and the log says so without its content. */
  read(): readonly SourceSpec[] {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      this.#log.warn('list of base maps not read', { reason: (error as NodeJS.ErrnoException).code });
      return [];
    }
    try {
      return sourceList.parse(JSON.parse(text)).sources;
    } catch {
      this.#log.warn('list of base maps set aside');
      renameSync(this.#file, `${this.#file}.damaged`);
      return [];
    }
  }

  write(sources: readonly SourceSpec[]): void {
    writePrivateFile(this.#file, JSON.stringify({ version: 1, sources }));
  }
}
