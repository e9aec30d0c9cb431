import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpinionAssessment } from '../../../shared/protocol/console-api/opinion-calls.ts';
import { useFormat } from '../../text/use-text.ts';
import { TimeChart } from '../../widgets/chart/time-chart.tsx';

/** Posts an interval over the half day with what was usual before each, rises marked. Loaded with the first subject that is opened. */
export function OpinionChart({ assessment: { points, width } }: { readonly assessment: OpinionAssessment }) {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  const chart = useMemo(
    () =>
      points.map(({ at, count, low, high, isBurst }) => ({
        at,
        value: count,
        low,
        high,
        ...(isBurst && { odd: true as const }),
      })),
    [points],
  );
  return (
    <TimeChart
      label={width === null ? t('chart.title') : t('chart.per', { span: format.span(width) })}
      points={chart}
    />
  );
}
