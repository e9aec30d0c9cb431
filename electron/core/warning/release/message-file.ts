import { link, open, readFile, realpath, rm, type FileHandle } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { ProblemError, type Param } from '../../../../shared/kit/problem.ts';
import type { MessageForm, ReleaseFile } from '../../../../shared/protocol/console-api/release-calls.ts';
import type { Store } from '../../store/store.ts';
import { folderProblem, systemCode } from '../../kernel/folder-problem.ts';

const NOT_WRITTEN = { code: 'release-file-not-written', origin: 'release' };

interface MessageFile {
  readonly folder: string;
  readonly identifier: string;
  readonly form: MessageForm;
  readonly text: string;
}

/** What the profile notes of a message and a folder. */
type Note = 'begun' | 'done' | 'none';

const SUFFIX = { cap: '.cap.xml', national: '.gb.xml' } as const;
/** File systems without second names (FAT on a stick) answer so. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * RE9: one message into one folder, once. What takes files out of a folder may have taken it already, so that a missing file is no
 * reason to write it again: what counts is the note in the profile, which is durable before the file has its name. The file
 * appears whole where the file system can, and never over another.
 */
export class MessageFiles {
  readonly #store: Pick<Store, 'read' | 'transact'>;
  /** One after the other: two windows that press at once are one writing and one that finds it done. */
  #lane: Promise<unknown> = Promise.resolve();

  constructor(store: Pick<Store, 'read' | 'transact'>) {
    this.#store = store;
  }

  /**
   * Rejects with `ProblemError`: `path-not-absolute`, `folder-missing`, `folder-denied`, `folder-full`, `release-file-differs`,
   * `release-file-unsure` (the console stopped in between, and the file is not there), `release-file-not-written` {reason}, or
   * as the store.
   */
  write(message: MessageFile): Promise<ReleaseFile> {
    const written = this.#lane.then(() => this.#write(message));
    this.#lane = written.catch(() => undefined);
    return written;
  }

  async #write({ folder: given, identifier, form, text }: MessageFile): Promise<ReleaseFile> {
    if (!isAbsolute(given) || given.includes('\0')) throw refuse('path-not-absolute', { path: given });
    const folder = await realpath(given).catch((error: unknown) => {
      throw folderProblem(error, given, NOT_WRITTEN);
    });
    const name = `${identifier}${SUFFIX[form]}`;
    const file = join(folder, name);
    const key = `release-file ${form} ${identifier} ${folder}`;
    const before = this.#store.read.station.meta(key);
    if (before === 'done') return { file, first: false };
    const there = await readFile(file, 'utf8').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return null;
      throw folderProblem(error, folder, NOT_WRITTEN);
    });
    if (there === text) {
      this.#note(key, 'done');
      return { file, first: false };
    }
    if (there !== null) throw refuse('release-file-differs', { path: file });
    if (before === 'begun') throw refuse('release-file-unsure', { path: file });

    const draft = join(folder, `.${name}.part`);
    try {
      await writeDurably(() => open(draft, 'w', 0o644), text);
      this.#note(key, 'begun');
      await giveName(draft, file, text).catch((error: unknown) => {
        this.#note(key, 'none');
        throw error;
      });
      this.#note(key, 'done');
      return { file, first: true };
    } catch (error) {
      if (systemCode(error) === 'EEXIST') throw refuse('release-file-differs', { path: file }, error);
      throw folderProblem(error, folder, NOT_WRITTEN);
    } finally {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  #note(key: string, note: Note): void {
    this.#store.transact(({ write }) => write.station.setMeta(key, note));
  }
}

/** A second name fails where a file is already; a renaming would write over it. */
async function giveName(draft: string, file: string, text: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    if (!NO_LINKS.has(systemCode(error))) throw error;
    await writeDurably(() => open(file, 'wx', 0o644), text);
  }
}

async function writeDurably(opening: () => Promise<FileHandle>, text: string): Promise<void> {
  const handle = await opening();
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refuse(code: string, params: Readonly<Record<string, Param>>, cause?: unknown): ProblemError {
  return new ProblemError({ code, origin: 'release', params }, cause);
}
