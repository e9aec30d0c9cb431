import { ProblemError } from '../../../../shared/kit/problem.ts';
import type { AuthorityMatrix } from '../../../../shared/protocol/authority.ts';

export const MATRIX: AuthorityMatrix = {
  version: 1,
  authorities: {
    leader: { name: { zh: '值班长', en: 'Leader' }, may: ['incident.create', 'people.manage'] },
    intake: { name: { zh: '受理', en: 'Intake' }, may: ['incident.create'] },
  },
};
export const CANARY = 'canary-沙袋-4711';
export const FIRST = { id: 'li', name: '李望', post: 'DL', postName: '值班长', authority: 'leader', password: CANARY };
export const SECOND = {
  id: 'wang',
  name: 'Wang Jing',
  post: 'DO',
  postName: 'Intake',
  authority: 'intake',
  password: 'second-password',
};

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
