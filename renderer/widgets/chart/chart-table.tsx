import { useTranslation } from 'react-i18next';
import { instant } from '../../../shared/kit/time.ts';
import { useNow } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Unknown } from '../chip.tsx';
import type { PlotPoint } from './chart-points.ts';
import styles from './chart.module.css';

/** The same as the chart in figures, newest first: for those who cannot see it, and for copying. */
export function ChartTable({ label, points }: { readonly label: string; readonly points: readonly PlotPoint[] }) {
  const { t } = useTranslation('warning');
  const format = useFormat();
  const now = useNow();
  const hasBand = points.some(({ band }) => band !== null);
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            <th scope="col">{t('chart.value')}</th>
            {hasBand && <th scope="col">{t('chart.low')}</th>}
            {hasBand && <th scope="col">{t('chart.high')}</th>}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ at, value, band, odd }) => (
            <tr key={at}>
              <td>{format.moment(instant(at), now)}</td>
              <td>
                {odd && <span className={styles.oddWord}>{t('chart.odd')}</span>}{' '}
                {value === null ? <Unknown /> : format.figure(value)}
              </td>
              {hasBand && <td>{band ? format.figure(band[0]) : <Unknown />}</td>}
              {hasBand && <td>{band ? format.figure(band[1]) : <Unknown />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
