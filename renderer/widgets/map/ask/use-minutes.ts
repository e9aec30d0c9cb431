import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../text/use-text.ts';

/** A travel time: in whole minutes, rounded up, because nobody is to be promised sooner. */
export function useMinutes(): (seconds: number) => string {
  const { t } = useTranslation('ask');
  const { number } = useFormat();
  return useCallback((seconds) => t('road.minutes', { value: number(Math.max(1, Math.ceil(seconds / 60)), 0) }), [t, number]); // prettier-ignore
}
