import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Level } from '../../../shared/domain/common.ts';
import { levelColour } from './warning-colour.ts';

/** A warning level in words: its colour, or that it is not graded. */
export function useColourWord(): (level: Level) => string {
  const { t } = useTranslation('alert');
  const { t: common } = useTranslation();
  return useCallback(
    (level) => {
      const colour = levelColour(level);
      return colour ? t(`colour.${colour}`) : common('levelName.0');
    },
    [t, common],
  );
}
