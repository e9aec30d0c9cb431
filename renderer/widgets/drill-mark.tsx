import { useTranslation } from 'react-i18next';
import type { Alert } from '../../shared/domain/alert.ts';
import { Chip } from './chip.tsx';

/** Before the title of everything that is not real: a drill can never look like the real thing (design.md §1.9). */
export function DrillMark({ alert }: { readonly alert: Pick<Alert, 'status'> }) {
  const { t } = useTranslation('alert');
  if (alert.status === 'Actual') return null;
  return <Chip tone="drill">{t(`status.${alert.status}`)}</Chip>;
}
