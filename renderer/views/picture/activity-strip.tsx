import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { HOUR, instant } from '../../../shared/kit/time.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { BIN, reportHistogram } from './report-histogram.ts';
import styles from './picture.module.css';

/** Incidents reported per ten minutes over the last three hours. Not shown where nothing was reported in that time. */
export function ActivityStrip() {
  const { t } = useTranslation('map');
  const { number, time } = useFormat();
  const incidents = useCollection('incidents', {});
  // A step each ten seconds: the bars do not need the second.
  const now = useClock((present) => Math.floor(present / 10_000) * 10_000 + 9_999);
  const read = useCallback(
    (rows: LiveCollection<IncidentRow>) => {
      function* reports() {
        for (const { data } of rows.rows.values()) yield data.reportedAt;
      }
      return reportHistogram(reports(), instant(now));
    },
    [now],
  );
  const { from, counts } = useSampled(incidents, read, 1_000);
  const most = Math.max(...counts);
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0) return null;
  return (
    <section className={styles.strip} aria-label={t('strip.label', { count: sum })}>
      <p className={styles.stripLabel}>
        <b>{t('strip.title')}</b>
        {t('strip.sum', { count: sum })}
      </p>
      <div className={styles.bars}>
        {counts.map((count, bin) => {
          const start = from + bin * BIN;
          return (
            <div
              key={start}
              className={styles.bar}
              data-now={bin === counts.length - 1}
              title={`${time(instant(start))}–${time(instant(start + BIN))}: ${number(count)}`}
            >
              <i style={{ height: `${(count / most) * 100}%` }} />
              {start % (HOUR / 2) === 0 && <span>{time(instant(start))}</span>}
            </div>
          );
        })}
      </div>
    </section>
  );
}
