import { useTranslation } from 'react-i18next';
import { groupOf, limitState, waitsSince, type IncidentRow } from '../../state/incident-order.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Countdown, Since } from '../age.tsx';
import styles from './incident-list.module.css';

/**
 * The right end of a row. While a decision or a feedback is waited for: what, for how long, and its limit; otherwise the
 * state and how long it has been so, unless its limit is near.
 */
export function IncidentClock({ row }: { readonly row: IncidentRow }) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const { status, due } = row.data;
  const group = groupOf(row.data);
  const late = useClock((now) => {
    const state = limitState(due?.at, waitsSince(row.data), now);
    return state === 'near' || state === 'passed';
  });
  const waits = group === 'now' || (group === 'feedback' && due?.what === 'feedback') || late;
  if (!waits) {
    return (
      <div className={styles.clock}>
        <span className={styles.state}>{t(`state.${status.state}`)}</span>
        <small>
          <Since at={status.since} />
        </small>
      </div>
    );
  }
  const since = waitsSince(row.data);
  return (
    <div className={styles.clock}>
      <Countdown label={due ? t(`due.${due.what}`) : t('waits.reported')} since={since} due={due?.at} />
      <small>{due ? t('limit', { limit: format.duration(due.at - since) }) : t('limitNone')}</small>
    </div>
  );
}
