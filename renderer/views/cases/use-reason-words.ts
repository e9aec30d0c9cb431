import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { HOUR, MINUTE } from '../../../shared/kit/time.ts';
import type { CaseReason } from '../../../shared/protocol/console-api/case-rows.ts';
import { useFormat } from '../../text/use-text.ts';

/** Why two reports look like one, or must not be merged, in words. */
export function useReasonWords(): (reasons: readonly CaseReason[]) => string {
  const { t } = useTranslation('citizenCase');
  const { t: common } = useTranslation();
  const format = useFormat();
  return useCallback(
    (reasons) => {
      const words = (reason: CaseReason): string => {
        switch (reason.because) {
          case 'samePhone':
            return t('reason.samePhone', { span: format.span(Math.max(1, reason.withinMinutes) * MINUTE) });
          case 'near':
            return t('reason.near', { distance: format.distance(reason.metres) });
          case 'alikeText':
            return t('reason.alikeText', { percent: format.number(reason.percent) });
          case 'soonAfter':
            return t('reason.soonAfter', { span: format.span(Math.max(1, reason.minutes) * MINUTE) });
          case 'count':
            return t('reason.count', {
              count: reason.count,
              span: format.span(Math.max(1, reason.minutes) * MINUTE),
            });
          case 'calledBefore':
            return t('reason.calledBefore', { span: format.span(Math.max(1, reason.hours) * HOUR) });
          case 'otherFloor':
            return t('reason.otherFloor', { a: reason.floors[0], b: reason.floors[1] });
          default:
            return t(`reason.${reason.because}`);
        }
      };
      return reasons.map(words).join(common('comma'));
    },
    [t, common, format],
  );
}
