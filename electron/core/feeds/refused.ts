import type * as z from 'zod';
import type { Refusal } from '../../../shared/protocol/feed/change.ts';

/**
 * Why a change goes to quarantine (feeds/README lists the codes). A value, not an exception: ten thousand of them in a
 * row must cost little.
 */
export class Refused {
  readonly code: string;
  readonly detail: string | null;
  /** What a source said of its own input, when it was the source that refused. */
  readonly refusal: Refusal | null;

  constructor(code: string, detail: string | null = null, refusal: Refusal | null = null) {
    this.code = code;
    this.detail = detail;
    this.refusal = refusal;
  }
}

const DETAIL_LENGTH = 300;

/** The first fault of a value, by place and rule. Never the value itself: it may be personal. */
export function faultOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return '';
  const path = issue.path.map(String).join('.');
  return `${path ? `${path}: ` : ''}${issue.message}`.slice(0, DETAIL_LENGTH);
}

/** What a throw says, kept short. */
export function faultOfThrow(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, DETAIL_LENGTH);
}
