import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const NAMED = ['12345', 'officer', 'web', 'grid', 'file', '110'] as const;

/** By which way it came, in words; a channel that nobody has named says its own name. */
export function useCaseChannel(): (channel: string) => string {
  const { t } = useTranslation('citizenCase');
  return useCallback(
    (channel) => {
      const named = NAMED.find((name) => name === channel);
      return named ? t(`channel.${named}`) : channel;
    },
    [t],
  );
}
