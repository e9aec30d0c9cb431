import type { Sheet } from './sheet.ts';

/** Null: this seat may not draft. */
export interface KindFormProps {
  readonly onBegin: ((sheet: Sheet) => void) | null;
}
