import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../text/use-text.ts';
import styles from './layers.module.css';
import { useUndrawnAreas } from '../area-layer.ts';
import { useLeftOut } from './use-filtered-layers.ts';

/** L3: that something is left out, and how much, is said while the panel is closed too. */
export function FilterBadge() {
  const { t } = useTranslation('layers');
  const { number } = useFormat();
  const count = useLeftOut((state) => state.count);
  const undrawn = useUndrawnAreas((state) => state.count);
  return (
    <>
      {count !== null && <span className={styles.badge}>{t('filtering', { number: number(count) })}</span>}
      {undrawn > 0 && <span className={styles.badge}>{t('undrawn', { number: number(undrawn) })}</span>}
    </>
  );
}
