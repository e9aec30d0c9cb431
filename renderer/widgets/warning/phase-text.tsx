import { useTranslation } from 'react-i18next';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';

/** Where a warning stands in time: a clock while it runs, words when it does not. */
export function PhaseText({ row: { phase, alert } }: { readonly row: Pick<WarningLine, 'phase' | 'alert'> }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  return useClock((now) => {
    switch (phase) {
      case 'upcoming':
        return t('phase.upcoming', { span: format.span((alert.effectiveAt ?? now) - now) });
      case 'active':
        return t('remains', { span: format.duration((alert.expiresAt ?? now) - now) });
      case 'unclear':
        return t('phase.unclear', { span: format.span(now - (alert.expiresAt ?? now)) });
      case 'open':
      case 'over':
      case 'cancelled':
        return t(`phase.${phase}`);
    }
  });
}
