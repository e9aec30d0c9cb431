import { ProblemError } from '../../../../shared/kit/problem.ts';

/**
 * What an error of the disk or of SQLite means to the store.
 * - `full`: nothing was written and nothing is in doubt (a full disk undoes a transaction cleanly).
 * - `io`: nobody can say what is on the disk.
 * - `corrupt`: what was read is not what was written.
 */
export type Trouble = 'full' | 'io' | 'corrupt' | 'other';

const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);
/** Errors of SQLite's input/output that mean damage: the file ends too early, or its names are not as they must be. */
const DAMAGE = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_DATA'];

export function troubleOf(error: unknown): Trouble {
  const code = codeOf(error);
  if (FULL.has(code)) return 'full';
  if (DAMAGE.some((prefix) => code.startsWith(prefix))) return 'corrupt';
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO' || code === 'EROFS' || code === 'SQLITE_READONLY') return 'io';
  return 'other';
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The named refusals of a write. Of all but `outcome-unknown` it is sure that nothing was written. */
export type WriteRefusal =
  /** No room; for feeds: hold the cursor and come again. */
  | 'disk-full'
  /** The disk failed, and what is there now shows that the write is not. */
  | 'write-failed'
  /** The disk failed and cannot be read back: whether it was written is not known until it can. */
  | 'outcome-unknown'
  /** Writing has stopped since the disk failed; this write was not tried. */
  | 'store-unavailable';

export function writeRefusal(code: WriteRefusal, cause?: unknown): ProblemError {
  const detail = cause === undefined ? undefined : cause instanceof Error ? cause.message : String(cause);
  return new ProblemError({ code, origin: 'store', ...(detail !== undefined && { detail }) }, cause);
}

/** What this process cannot go on with, and starting it again puts right: what it holds in memory may not be so. */
export type Restart = 'database-damaged' | 'store-regained';
