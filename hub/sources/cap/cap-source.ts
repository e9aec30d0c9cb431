import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { SourceContext } from '../context.ts';
import type { NamedFile } from '../files.ts';
import { refuse, type Fault } from '../refuse.ts';
import type { Draft, Source } from '../source.ts';
import { createRegister } from './register.ts';
import { readCapDocument } from './read-document.ts';

interface Options {
  readonly files: readonly NamedFile[];
  /** Files of the folder with another ending; said in the log. */
  readonly skipped: number;
  readonly feed: string;
  readonly title: string;
  readonly context: SourceContext;
}

/** Quiet for long is normal for warnings. */
const MAX_AGE_SECONDS = 3_600;

/**
 * Brings in every alert of the files, at once: a folder of messages is a state of things, not a recording, and its times may
 * be years apart. Each file is one transaction; a file that was brought in is not brought in again.
 */
export function createCapSource({ files, skipped, feed, title, context }: Options): Source {
  const { clock, log } = context;
  return {
    name: `cap:${title}`,
    feeds: [{ id: feed, name: { zh: `预警 ${title}`, en: `Alerts ${title}` }, maxAgeSeconds: MAX_AGE_SECONDS }],
    async start(sink, signal) {
      const register = createRegister();
      const count = { files: 0, alerts: 0, repeated: 0, refused: 0, known: 0 };
      for (const file of files) {
        if (signal.aborted) return;
        const key = `cap:${file.name}`;
        const { print, drafts, repeated } = await read(file, register);
        count.files += 1;
        count.repeated += repeated;
        // Read all the same: what it holds must be known to the register.
        if (sink.progress(feed, key) === print) {
          count.known += 1;
          continue;
        }
        for (const draft of drafts) count[draft.op === 'refuse' ? 'refused' : 'alerts'] += 1;
        await sink.append(feed, drafts, { key, value: print });
      }
      log.info('cap files read', { feed, ...count, skipped });
    },
  };

  async function read(file: NamedFile, register: ReturnType<typeof createRegister>) {
    const drafts: Draft[] = [];
    let repeated = 0;
    const refused = (fault: Fault, place: string | null): void => {
      const column = [place, fault.column].filter(Boolean).join('/');
      drafts.push(refuse('alert', file.name, column === '' ? fault : { ...fault, column }, clock.now()));
    };
    let bytes: Buffer;
    try {
      bytes = await readFile(file.path);
    } catch (error) {
      refused({ code: 'file-unreadable', detail: (error as NodeJS.ErrnoException).code ?? '' }, null);
      return { print: 'unreadable', drafts, repeated };
    }
    for (const { place, result } of readCapDocument(bytes)) {
      if ('code' in result) {
        refused(result, place);
        continue;
      }
      const entry = register.enter(result.alert, file.name);
      if (entry.is === 'repeated') {
        repeated += 1;
        continue;
      }
      if (entry.differsFrom !== null) {
        log.warn('one identifier, two contents', { id: entry.id, file: file.name, first: entry.differsFrom });
      }
      drafts.push(put(entry.id, result.alert, file));
      for (const fault of result.faults) refused(fault, place);
    }
    return { print: createHash('sha256').update(bytes).digest('base64url'), drafts, repeated };
  }
}

function put(id: string, data: Alert, file: NamedFile): Draft {
  return { op: 'put', topic: 'alert', id, at: data.sentAt, source: file.name.slice(-80), data };
}
