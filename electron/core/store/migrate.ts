import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Database } from '../kernel/ports.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations } from './migrations/migrations.ts';
import { hasSeal, reseal } from './protect/seal.ts';

export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** The schema that this program writes. */
export function latestSchema(steps: readonly Migration[] = migrations): number {
  return steps.at(-1)?.number ?? 0;
}

/**
 * S3: refuses a database of a newer program before anything is written to it.
 * Throws `ProblemError` `database-from-future`.
 */
export function refuseFuture(db: Database, steps: readonly Migration[] = migrations): void {
  const found = schemaVersion(db);
  const known = latestSchema(steps);
  if (found > known)
    throw new ProblemError({ code: 'database-from-future', origin: 'store', params: { found, known } });
}

/**
 * S4: brings the schema up to date; each step and its number in one transaction, so that a cut leaves no half step. A step
 * may change rows of the outbox, so they are sealed anew in the same transaction.
 */
export function migrate(db: Database, steps: readonly Migration[] = migrations): void {
  refuseFuture(db, steps);
  for (const step of steps) {
    if (step.number <= schemaVersion(db)) continue;
    db.transaction(() => {
      step.up(db);
      if (hasSeal(db)) reseal(db);
      db.pragma(`user_version = ${step.number}`);
    }).immediate();
  }
}
