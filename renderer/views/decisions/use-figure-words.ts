import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-text.ts';
import { figureText, knownFigure } from './figure-words.ts';

export interface FigureWords {
  name(key: string): string;
  /** What the figure says, under its name. */
  hint(key: string): string;
  text(value: number, unit: string | undefined): string;
}

export function useFigureWords(): FigureWords {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const name = useCallback(
    (key: string) => {
      const known = knownFigure(key);
      return known ? t(`figure.${known}`) : key;
    },
    [t],
  );
  const hint = useCallback(
    (key: string) => {
      const known = knownFigure(key);
      return known ? t(`figureHint.${known}`) : '';
    },
    [t],
  );
  const text = useCallback((value: number, unit: string | undefined) => figureText({ value, unit }, format), [format]);
  return { name, hint, text };
}
