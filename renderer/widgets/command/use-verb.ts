import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useReachable } from '../../state/use-age-limit.ts';

/** What a button says: its verb, and without a way to the hub that the order is kept here first (design.md §10). */
export function useVerb(feed: string | null): (verb: string) => string {
  const { t } = useTranslation('command');
  const reachable = useReachable(feed);
  return useCallback((verb) => (reachable ? verb : t('keptHere', { verb })), [reachable, t]);
}
