import { useTranslation } from 'react-i18next';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Icon } from '../../widgets/icon.tsx';
import styles from './alerts.module.css';

/** That the minor warnings are folded, and that no grave one is: said as long as it is so. */
export function StormNote() {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const storm = useRow(useCollection('storm', {}), 'storm');
  const time = useClock((now) => (storm ? format.moment(storm.since, now) : ''));
  if (storm?.state !== 'storm') return null;
  return (
    <p className={styles.storm} role="status" data-storm={storm.folded}>
      <Icon name="layers" />
      <b>{t('storm.title', { perMinute: format.number(storm.perMinute) })}</b>
      <span>{t('storm.text', { folded: format.number(storm.folded), time })}</span>
    </p>
  );
}
