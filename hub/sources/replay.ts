import { accessSync, constants } from 'node:fs';
import { basename, resolve } from 'node:path';
import { ProblemError } from '../../shared/kit/problem.ts';
import type { HubSource } from '../../shared/protocol/hub-process.ts';
import { createCapSource } from './cap/cap-source.ts';
import type { SourceContext } from './context.ts';
import { createCsvSource } from './csv/csv-source.ts';
import { readMapping } from './csv/mapping.ts';
import { filesBelow, isFolder, kindOf, type NamedFile } from './files.ts';
import { createGpxSource } from './gpx/gpx-source.ts';
import { slugOf } from './slug.ts';
import type { Source } from './source.ts';
import type { WarningReader } from './warnings/warning-reader.ts';

type Replay = Extract<HubSource, { kind: 'replay' }>;

/**
 * Makes the source of one file, or the one or two of a folder (alerts and units). Throws what can be known before
 * playing: `file-unreadable`, `mapping-missing`, `mapping-invalid`, `nothing-to-replay`.
 */
export function createReplaySources(
  { path, mapping }: Replay,
  context: SourceContext,
  reader: WarningReader,
): readonly Source[] {
  const full = resolve(path);
  if (isFolder(full)) return folder(full, context, reader);
  readable(full);
  const feed = slugOf(full);
  const file: NamedFile = { path: full, name: basename(full) };
  switch (kindOf(full)) {
    case 'csv': {
      if (mapping === undefined) throw refused('mapping-missing', path);
      return [createCsvSource({ path: full, feed, map: readMapping(mapping), context })];
    }
    case 'gpx':
      return [createGpxSource({ files: [file], feed, title: file.name, context })];
    case 'cap':
      return [createCapSource({ files: [file], skipped: 0, feed, title: file.name, context, reader })];
    case 'other':
      throw refused('nothing-to-replay', path);
  }
}

function folder(path: string, context: SourceContext, reader: WarningReader): readonly Source[] {
  const files = filesBelow(path);
  const gpx = files.filter((file) => kindOf(file.path) === 'gpx');
  const cap = files.filter((file) => kindOf(file.path) === 'cap');
  if (gpx.length + cap.length === 0) throw refused('nothing-to-replay', path);
  const slug = slugOf(path);
  const title = basename(path);
  const both = gpx.length > 0 && cap.length > 0;
  const sources: Source[] = [];
  if (cap.length > 0) {
    const skipped = files.length - cap.length - gpx.length;
    sources.push(
      createCapSource({ files: cap, skipped, feed: both ? `${slug}-alerts` : slug, title, context, reader }),
    );
  }
  if (gpx.length > 0) {
    sources.push(createGpxSource({ files: gpx, feed: both ? `${slug}-units` : slug, title, context }));
  }
  return sources;
}

function readable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw new ProblemError({ code: 'file-unreadable', origin: 'hub', params: { path } }, error);
  }
}

function refused(code: string, path: string): ProblemError {
  return new ProblemError({ code, origin: 'hub', params: { path } });
}
