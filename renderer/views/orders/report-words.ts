import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { Report } from '../../../shared/domain/report.ts';
import type { ReportSet } from '../../../shared/domain/report-set.ts';
import { zh } from '../../text/catalogues.ts';
import { useFormat } from '../../text/use-text.ts';

type KnownField = keyof typeof zh.report.field;

function isKnown(key: string): key is KnownField {
  return Object.hasOwn(zh.report.field, key);
}

/** The word for a field; its key when a set asks for one that nobody has a word for. */
export function useFieldName(): (key: string) => string {
  const { t } = useTranslation('report');
  return useCallback((key) => (isKnown(key) ? t(`field.${key}`) : key), [t]);
}

/** OR6: 初报 · 续报一 · 续报二 … · 终报 */
export function useKindName(): (report: Pick<Report, 'kind' | 'number'>) => string {
  const { t } = useTranslation('report');
  return useCallback(
    ({ kind, number }) => {
      if (kind !== 'followUp' || number === 0) return t(`kind.${kind}`);
      return t('numbered', { number: t('numerals').split(' ')[number - 1] ?? number });
    },
    [t],
  );
}

/** A text, or the word for unknown. */
export function useSaid(): (text: LocalText | null) => string {
  const { t } = useTranslation();
  const { text: inLanguage } = useFormat();
  return useCallback((text) => (text === null ? t('unknown') : inLanguage(text)), [t, inLanguage]);
}

/** OR7: what a set asks for first, in its order; then what the report tells besides. */
export function orderedKeys(set: ReportSet | undefined, { kind, fields }: Pick<Report, 'kind' | 'fields'>): string[] {
  const required = set?.fields[kind] ?? [];
  return [...new Set([...required, ...fields.map(({ key }) => key)])];
}
