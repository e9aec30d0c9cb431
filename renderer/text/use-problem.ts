import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Param, Problem } from '../../shared/kit/problem.ts';
import { zh } from './catalogues.ts';

type Known = keyof typeof zh.problem.code;

function isKnown(code: string): code is Known {
  return Object.hasOwn(zh.problem.code, code);
}

/** A sentence for a problem; for a code that nobody has written one for, an honest general one with the code. */
export function useProblemText(): (problem: Pick<Problem, 'code' | 'params' | 'detail'>) => string {
  const { t } = useTranslation('problem');
  return useCallback(
    ({ code, params, detail }) => {
      const places: Record<string, Param> = { detail: detail ?? '', ...params };
      return isKnown(code) ? t(`code.${code}`, places) : t('generic', { code });
    },
    [t],
  );
}
