import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SourceContext } from '../context.ts';
import type { NamedFile } from '../files.ts';
import { refuse } from '../refuse.ts';
import type { Source } from '../source.ts';
import { heldAlerts } from '../warnings/held.ts';
import { putReading } from '../warnings/put-reading.ts';
import type { WarningReader } from '../warnings/warning-reader.ts';

interface Options {
  readonly files: readonly NamedFile[];
  /** Files of the folder with another ending; said in the log. */
  readonly skipped: number;
  readonly feed: string;
  readonly title: string;
  readonly context: SourceContext;
  readonly reader: WarningReader;
}

/** Quiet for long is normal for warnings. */
export const MAX_AGE_SECONDS = 3_600;

/**
 * Brings in every alert of the files, at once: a folder of messages is a state of things, not a recording, and its times may
 * be years apart. Each file is one transaction; a file that was brought in is not brought in again.
 */
export function createCapSource({ files, skipped, feed, title, context, reader }: Options): Source {
  const { clock, log } = context;
  return {
    name: `cap:${title}`,
    feeds: [{ id: feed, name: { zh: `预警 ${title}`, en: `Alerts ${title}` }, maxAgeSeconds: MAX_AGE_SECONDS }],
    async start(sink, signal) {
      const count = { files: 0, alerts: 0, repeated: 0, older: 0, refused: 0, known: 0 };
      for (const file of files) {
        if (signal.aborted) return;
        const key = `cap:${file.name}`;
        count.files += 1;
        let bytes: Buffer;
        try {
          bytes = await readFile(file.path);
        } catch (error) {
          const fault = { code: 'file-unreadable', detail: (error as NodeJS.ErrnoException).code ?? '' };
          count.refused += 1;
          await sink.append(feed, [refuse('alert', file.name, fault, clock.now())], { key, value: 'unreadable' });
          continue;
        }
        const print = createHash('sha256').update(bytes).digest('base64url');
        if (sink.progress(feed, key) === print) {
          count.known += 1;
          continue;
        }
        const reading = await reader.read(bytes, file.name, heldAlerts(sink, feed));
        count.alerts += reading.taken.length;
        count.repeated += reading.repeated;
        count.older += reading.older;
        count.refused += reading.drafts.length - reading.taken.length;
        await putReading(sink, feed, reading.drafts, { key, value: print });
      }
      log.info('cap files read', { feed, ...count, skipped });
    },
  };
}
