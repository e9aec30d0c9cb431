import { ProblemError } from '../../../shared/kit/problem.ts';

/**
 * What a folder that an officer named would not do, in words that he can act on: `folder-missing`, `folder-denied`,
 * `folder-full`, each with its path; anything else under the caller's own code, with the system's reason.
 */
export function folderProblem(
  error: unknown,
  folder: string,
  otherwise: { readonly code: string; readonly origin: string },
): ProblemError {
  if (error instanceof ProblemError) return error;
  const { origin } = otherwise;
  const reason = systemCode(error);
  const known = FOLDER_CODES[reason];
  if (known !== undefined) return new ProblemError({ code: known, origin, params: { path: folder } }, error);
  return new ProblemError({ code: otherwise.code, origin, params: { path: folder, reason } }, error);
}

const FOLDER_CODES: Readonly<Record<string, string>> = {
  ENOENT: 'folder-missing',
  ENOTDIR: 'folder-missing',
  EACCES: 'folder-denied',
  EPERM: 'folder-denied',
  EROFS: 'folder-denied',
  ENOSPC: 'folder-full',
  EDQUOT: 'folder-full',
};

/** The system's own word for it, e.g. `EIO`; the error's text when it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
