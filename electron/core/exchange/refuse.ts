import { ProblemError, type Param } from '../../../shared/kit/problem.ts';

export function refuse(code: string, params?: Readonly<Record<string, Param>>, cause?: unknown): ProblemError {
  return new ProblemError({ code, origin: 'exchange', ...(params && { params }) }, cause);
}
