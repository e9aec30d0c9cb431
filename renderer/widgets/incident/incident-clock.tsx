import { useTranslation } from 'react-i18next';
import { groupOf, type IncidentRow } from '../../state/incident-order.ts';
import { useFormat } from '../../text/use-text.ts';
import { Countdown, Since } from '../age.tsx';
import styles from './incident-list.module.css';

/**
 * The right end of a row. While a decision or a feedback is waited for: what, for how long, and its limit; otherwise the
 * state and how long it has been so.
 */
export function IncidentClock({ row }: { readonly row: IncidentRow }) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const { status, due, reportedAt } = row.data;
  const group = groupOf(row.data);
  const waits = group === 'now' || (group === 'feedback' && due?.what === 'feedback');
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
  const since = status.state === 'reported' ? reportedAt : status.since;
  return (
    <div className={styles.clock}>
      <Countdown label={due ? t(`due.${due.what}`) : t('waits.reported')} since={since} due={due?.at} />
      <small>{due ? t('limit', { limit: format.duration(due.at - since) }) : t('limitNone')}</small>
    </div>
  );
}
