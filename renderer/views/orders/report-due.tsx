import { useTranslation } from 'react-i18next';
import { instant } from '../../../shared/kit/time.ts';
import { clocksOf, type OwedLine } from '../../state/report-lines.ts';
import { nextClock, type ReportClock } from '../../../shared/domain/report-clocks.ts';
import { limitState } from '../../state/incident-order.ts';
import { useClock, useNow } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import styles from './orders.module.css';

/** OR5: how long a report still may take, or plainly by how much it is over; at once where something told is so no more. */
export function ReportDue({ clock }: { readonly clock: ReportClock | null }) {
  const { t } = useTranslation('report');
  const format = useFormat();
  const due = clock?.due ?? null;
  const state = useClock((now) => {
    if (!clock) return '';
    if (clock.state === 'now') return 'passed';
    return due === null ? '' : limitState(due, clock.since ?? due, now);
  });
  const text = useClock((now) => {
    if (!clock) return '';
    if (clock.state === 'now') return t('due.now');
    if (due === null) return t('due.unknown');
    return now <= due
      ? t('due.left', { span: format.duration(due - now) })
      : t('due.over', { span: format.span(now - due) });
  });
  if (!clock) return <Nothing>{t('due.none')}</Nothing>;
  return (
    <span className={styles.due} data-limit={state} title={clock.isAssumed ? t('due.assumed') : undefined}>
      {(state === 'near' || state === 'passed') && <Icon name="clock" size={14} />}
      {text}
    </span>
  );
}

/** Every clock of a line, done ones too. */
export function ReportClocks({ line }: { readonly line: OwedLine }) {
  const { t } = useTranslation('report');
  const format = useFormat();
  const now = useNow();
  const clocks = clocksOf(line, now);
  return (
    <dl className={styles.clocks}>
      {clocks.map((clock) => {
        const { duty, due, doneAt, lateBy, state, isAssumed } = clock;
        const isLate = lateBy > 0 || state === 'now';
        return (
          <div key={duty} data-late={isLate}>
            <dt>{t(`duty.${duty}`)}</dt>
            <dd>
              {doneAt === null ? (
                <b>
                  <ReportDue clock={clock} />
                </b>
              ) : (
                <b>
                  {lateBy > 0
                    ? t('due.doneLate', { span: format.span(lateBy), time: format.moment(doneAt, now) })
                    : t('due.doneInTime', { time: format.moment(doneAt, now) })}
                </b>
              )}
              {due !== null && <small>{t('due.by', { time: format.moment(due, now) })}</small>}
              {isAssumed && <small>{t('due.assumed')}</small>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The order of clocks: what is wanted at once, then what runs out first, then what nobody knows. To the minute, so that it does not flicker. */
export function urgentLines(
  lines: readonly OwedLine[],
  minute: number,
): readonly { line: OwedLine; clock: ReportClock }[] {
  const open = lines.flatMap((line) => {
    const clock = nextClock(clocksOf(line, instant(minute)));
    return clock ? [{ line, clock }] : [];
  });
  const rank = ({ clock: { state, due } }: { readonly clock: ReportClock }): number =>
    state === 'now' ? 0 : (due ?? Number.MAX_SAFE_INTEGER);
  return open.toSorted((a, b) => rank(a) - rank(b));
}
