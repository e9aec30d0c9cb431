import { useTranslation } from 'react-i18next';
import styles from './ask.module.css';
import type { ShownClosures } from './use-closures.ts';

/** What was taken as closed, said with every answer of the road graph, and what its times are not. */
export function ClosuresNote({ cordons, cuts }: Pick<ShownClosures, 'cordons' | 'cuts'>) {
  const { t } = useTranslation('ask');
  return (
    <p className={styles.hint} data-closures={cordons + cuts}>
      {cordons + cuts === 0 ? t('road.open') : t('road.closed', { cordons, cuts })} {t('road.times')}
    </p>
  );
}
