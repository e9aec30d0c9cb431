import { ProblemError } from '../../../shared/kit/problem.ts';

/**
 * Why a file of the profile could not be opened, as a named problem: `database-damaged` (it stays as it is, for salvage)
 * or `profile-unreadable`.
 */
export function openingProblem(error: unknown, path: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  const damaged = code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT');
  return new ProblemError(
    { code: damaged ? 'database-damaged' : 'profile-unreadable', origin: 'store', params: { path }, detail },
    error,
  );
}
