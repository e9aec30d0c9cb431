import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MAX_AGE_SECONDS } from '../cap/cap-source.ts';
import type { SourceContext } from '../context.ts';
import { excerpt, refuse, type Fault } from '../refuse.ts';
import { slugOf } from '../slug.ts';
import type { Draft, Sink, Source } from '../source.ts';
import { heldAlerts } from '../warnings/held.ts';
import { putReading } from '../warnings/put-reading.ts';
import { MAX_DOCUMENT_BYTES } from '../warnings/read-warnings.ts';
import type { WarningReader } from '../warnings/warning-reader.ts';
import { listFolder, type FoundFile } from './list-folder.ts';

interface Options {
  /** Absolute, and a folder. */
  readonly path: string;
  readonly context: SourceContext;
  readonly reader: WarningReader;
  readonly pace?: Pace;
}

/** Milliseconds. */
export interface Pace {
  /** Between two looks. Looking works on every file system; notices of the kernel do not come from a share. */
  readonly look: number;
  /** How long a file that is no whole document may stay as it is before it counts as broken and not as half written. */
  readonly patience: number;
  /** How often files that were dealt with are looked at again, whether they were written anew. */
  readonly again: number;
  /** After a folder could not be listed. */
  readonly pause: number;
}

const PACE: Pace = { look: 300, patience: 3_000, again: 10_000, pause: 2_000 };
/** Files of one look: who brings thousands does not keep the next look waiting. */
const MOST_AT_ONCE = 250;

/** What the log keeps of a file that was dealt with, under `watch:<name>`. */
interface Taken {
  readonly size: number;
  readonly changed: number;
  readonly print: string;
}

/**
 * Takes every warning that is put into a folder, for ever. A file is read as soon as it is seen: a whole document is taken at
 * once, half of one is waited for. What was dealt with, taken or refused, is in the log in the same transaction, so that no
 * file is taken twice, also over a restart; one that is written anew with other content is read again.
 */
export function createWatchSource({ path, context, reader, pace = PACE }: Options): Source {
  const { clock, log } = context;
  const title = basename(path);
  const feed = `watch-${slugOf(path)}`.slice(0, 64);

  return {
    name: `watch:${title}`,
    feeds: [
      { id: feed, name: { zh: `预警接收 ${title}`, en: `Warnings in ${title}` }, maxAgeSeconds: MAX_AGE_SECONDS },
    ],
    async start(sink, signal) {
      /** Files that were dealt with, as they then were; the rest of the memory is the log's. */
      const known = new Map<string, string>();
      /** Since when an incomplete file has been as it is. */
      const waiting = new Map<string, { readonly state: string; readonly since: number }>();
      let isReachable = true;
      let lookedAgain = 0;
      while (!signal.aborted) {
        const isAgain = clock.now() - lookedAgain >= pace.again;
        if (isAgain) lookedAgain = clock.now();
        const listing = await listFolder(path, (name) => isAgain || !known.has(name));
        if (listing === null) {
          if (isReachable) await sayUnreachable(sink);
          isReachable = false;
          await clock.sleep(pace.pause, signal);
          continue;
        }
        isReachable = true;
        for (const file of chosen(listing.files)) {
          if (signal.aborted) return;
          const state = `${file.size}:${file.changed}`;
          if (known.get(file.name) === state) continue;
          if (await deal(file, state, sink, waiting)) {
            known.set(file.name, state);
            waiting.delete(file.name);
          }
        }
        forgetGone(listing.names, known, waiting);
        if (listing.files.length <= MOST_AT_ONCE) await clock.sleep(pace.look, signal);
      }
    },
  };

  /** True when the file is done with; false: look again. */
  async function deal(
    file: FoundFile,
    state: string,
    sink: Sink,
    waiting: Map<string, { readonly state: string; readonly since: number }>,
  ): Promise<boolean> {
    const key = `watch:${file.name}`;
    const before = sink.progress(feed, key) as Taken | null;
    if (before && before.size === file.size && before.changed === file.changed) return true;
    const taken = (print: string) => ({
      key,
      value: { size: file.size, changed: file.changed, print } satisfies Taken,
    });
    if (file.size > MAX_DOCUMENT_BYTES) {
      await sink.append(feed, [refusal(file, { code: 'file-too-large', detail: `${file.size} bytes` })], taken(''));
      return true;
    }
    let bytes: Buffer;
    try {
      bytes = await readFile(file.path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'ENOENT' || isPatient(file, state, waiting)) return false;
      await sink.append(feed, [refusal(file, { code: 'file-unreadable', detail: code })], taken(''));
      return true;
    }
    const print = createHash('sha256').update(bytes).digest('base64url');
    if (before?.print === print) {
      await sink.append(feed, [], taken(print));
      return true;
    }
    const reading = await reader.read(bytes, file.name, heldAlerts(sink, feed));
    if (reading.isIncomplete && isPatient(file, state, waiting)) return false;
    await putReading(sink, feed, reading.drafts, taken(print));
    log.info('warning file read', {
      feed,
      file: excerpt(file.name),
      taken: reading.taken.length,
      repeated: reading.repeated + reading.older,
      refused: reading.refused.length,
    });
    return true;
  }

  function isPatient(
    file: FoundFile,
    state: string,
    waiting: Map<string, { readonly state: string; readonly since: number }>,
  ): boolean {
    const before = waiting.get(file.name);
    const now = clock.now();
    if (before?.state === state) return now - before.since < pace.patience;
    waiting.set(file.name, { state, since: now });
    return true;
  }

  function refusal(file: FoundFile, fault: Fault): Draft {
    return refuse('alert', file.name, fault, clock.now());
  }

  async function sayUnreachable(sink: Sink): Promise<void> {
    log.error('folder cannot be listed', { feed });
    await sink.append(feed, [refuse('alert', title, { code: 'folder-unreachable' }, clock.now())]);
  }
}

/** The oldest, and as many of the newest: in a storm of thousands what comes now is seen now, and nothing waits for ever. */
function chosen(files: readonly FoundFile[]): readonly FoundFile[] {
  if (files.length <= MOST_AT_ONCE) return files;
  const half = MOST_AT_ONCE / 2;
  return [...files.slice(-half).reverse(), ...files.slice(0, half)];
}

function forgetGone(names: ReadonlySet<string>, ...memories: readonly Map<string, unknown>[]): void {
  for (const memory of memories) for (const name of memory.keys()) if (!names.has(name)) memory.delete(name);
}
