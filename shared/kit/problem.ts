/** A value that can be put into a sentence. */
export type Param = string | number | boolean | null;

/**
 * A refusal or failure that crosses a border (process, wire, screen). `code` is a key of the text catalogues
 * (`problem.<code>`), `params` fill its places; `origin` names the room that refused.
 */
export interface Problem {
  readonly code: string;
  readonly origin: string;
  readonly params?: Readonly<Record<string, Param>>;
  /** For engineers and logs; never shown as the only explanation. */
  readonly detail?: string;
}

/** An `Error` that carries a `Problem`, so that a cause survives `throw`. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(`${problem.origin}: ${problem.code}${problem.detail ? ` (${problem.detail})` : ''}`, { cause });
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Any thrown value as a `Problem`; an unforeseen error becomes `unexpected` with its message as detail. */
export function toProblem(error: unknown, origin: string): Problem {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', origin, params: { detail }, detail };
}
