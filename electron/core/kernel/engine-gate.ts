import type { Problem } from '../../../shared/kit/problem.ts';

/** The first SQLite without the WAL race that silently loses committed writes (3.7.0 … 3.51.2). */
const FIRST_SOUND = [3, 51, 3] as const;
/** Withdrawn by its makers. */
const WITHDRAWN: ReadonlySet<string> = new Set(['3.52.0']);

/**
 * R7: the engine must be one that keeps what it acknowledged.
 * @param version what `SELECT sqlite_version()` says, e.g. `3.54.1`.
 * @returns why this engine is refused, or null.
 */
export function refuseEngine(version: string): Problem | null {
  const refusal: Problem = {
    code: 'sqlite-version',
    origin: 'kernel',
    params: { found: version, needed: FIRST_SOUND.join('.') },
  };
  const parts = version.split('.').map(Number);
  if (parts.length < 3 || parts.some((part) => !Number.isInteger(part)) || WITHDRAWN.has(version)) return refusal;
  for (const [index, wanted] of FIRST_SOUND.entries()) {
    const found = parts[index] ?? 0;
    if (found > wanted) return null;
    if (found < wanted) return refusal;
  }
  return null;
}
