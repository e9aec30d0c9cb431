import type { PlanBook } from '../../../shared/protocol/console-api/template-calls.ts';
import type { Words } from './draft.ts';
import type { PlanWords } from './use-plan-book.ts';

/** What is wrong in the form: of the whole, or of a task (index). */
export interface FieldFault {
  readonly field: string;
  readonly task: number | undefined;
  readonly text: string;
}

/** A part of the editor's form. */
export interface EditorPartProps {
  readonly words: Words;
  readonly faults: readonly FieldFault[];
  readonly book: PlanBook | null;
  readonly codes: PlanWords;
  readonly onChange: (words: Words, field?: string) => void;
}

/** What the template says stays to be seen, also where nobody here knows it. */
export function withOwn(
  known: readonly { readonly value: string; readonly label: string }[],
  value: string,
): { value: string; label: string }[] {
  const isKnown = value === '' || known.some((one) => one.value === value);
  return [...known, ...(isKnown ? [] : [{ value, label: value }])];
}
