import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormFault } from './rule-draft.ts';

/** What is wrong with a field, in words; undefined: nothing. */
export function useFaultText(): (fault: FormFault | undefined) => string | undefined {
  const { t } = useTranslation('rule');
  return useCallback((fault) => fault && t(`invalid.${fault.code}`, { ...fault.params }), [t]);
}
