import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import type { CaseRow } from './case-state.ts';

/** What every form of a case needs. */
export interface FormProps {
  readonly row: CaseRow;
  readonly rules: CaseRules | null | undefined;
  readonly onClose: () => void;
}
