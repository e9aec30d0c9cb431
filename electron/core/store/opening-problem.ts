import { ProblemError } from '../../../shared/kit/problem.ts';
import { troubleOf } from './protect/trouble.ts';

/**
 * Why a file of the profile could not be opened, as a named problem: `database-damaged` (it stays as it is, for salvage)
 * or `profile-unreadable`.
 */
export function openingProblem(error: unknown, path: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const damaged = troubleOf(error) === 'corrupt';
  return new ProblemError(
    { code: damaged ? 'database-damaged' : 'profile-unreadable', origin: 'store', params: { path }, detail },
    error,
  );
}
