import type { Conflict } from '../../../../shared/domain/conflict.ts';

/** For `other`: of each field what the two started from, where that is known. */
export function thirdValues(conflict: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  const fields = (conflict as unknown as Conflict | undefined)?.fields ?? [];
  return Object.fromEntries(fields.map(({ field, base, current }) => [field, base ?? current]));
}
