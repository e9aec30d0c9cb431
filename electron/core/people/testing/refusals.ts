import { ProblemError } from '../../../../shared/kit/problem.ts';

/** The problem that a promise is rejected with; rejects when it is let through, or fails otherwise. */
export async function refusal(promise: Promise<unknown>): Promise<{ code: string; params?: unknown }> {
  const error: unknown = await promise.then(
    () => new Error('was let through'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw error;
  return { code: error.problem.code, params: error.problem.params };
}

/** The code that something synchronous is refused with. */
export function codeOf(act: () => unknown): string {
  try {
    act();
    return 'let through';
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}
