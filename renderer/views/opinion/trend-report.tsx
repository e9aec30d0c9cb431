import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { OPINION_LIMITS } from '../../../shared/domain/opinion.ts';
import type { OpinionRow } from '../../../shared/protocol/console-api/opinion-calls.ts';
import { useDepartmentName } from '../../state/names.ts';
import { useNow, useSession } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { isNew, loopOf, postsNow, riseOf, talkState, type LoopTiming } from './opinion-loop.ts';
import { SparkLine } from './spark-line.tsx';
import styles from './trend-report.module.css';

/** Subjects on the page: more do not fit on one. */
const LISTED = 10;

/**
 * The trend report, black on white, one page: beside the screen, not in it. The browser's print makes paper or PDF of it.
 * `rows` in the order of urgency.
 */
export function TrendReport({ rows }: { readonly rows: readonly OpinionRow[] }) {
  const { t } = useTranslation('opinion');
  const { t: common } = useTranslation();
  const format = useFormat();
  const session = useSession();
  const department = useDepartmentName();
  const now = useNow();
  const rises = rows.filter((row) => talkState(row) === 'burst');
  const open = rises.filter(({ data }) => !data.handled);
  const rumours = rows.filter(({ data }) => data.rumour);
  const officer = session?.officerName ? format.text(session.officerName) : common('unknown');
  const timesWords = (row: OpinionRow): string => {
    const { timesUsual } = row.assessment;
    if (timesUsual === null) return common('unknown');
    return isNew(row) ? t('newSubject') : t('times', { times: format.figure(timesUsual) });
  };
  const time = (timing: LoopTiming): string => {
    if (timing.at === null) return timing.due === null ? t('loop.none') : t('loop.waiting');
    const took = timing.took === null ? '' : ` (${format.span(timing.took)})`;
    return `${format.moment(timing.at, now)}${took}`;
  };
  return createPortal(
    <section className={styles.paper} aria-hidden="true">
      <h1>{t('paper.title')}</h1>
      <p>
        {t('paper.head', {
          station: session?.stationId ?? common('unknown'),
          officer,
          time: `${format.date(now)} ${format.time(now, true)}`,
        })}
      </p>
      <p className={styles.sum}>
        {t('paper.sum', { subjects: rows.length, rises: rises.length, open: open.length, rumours: rumours.length })}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('column.subject')}</th>
            <th>{t('column.state')}</th>
            <th>{t('column.spark')}</th>
            <th>{t('column.posts')}</th>
            <th>{t('column.usual')}</th>
            <th>{t('column.negative')}</th>
            <th>{t('loop.seen')}</th>
            <th>{t('loop.known')}</th>
            <th>{t('loop.reported')}</th>
            <th>{t('loop.handled')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, LISTED).map((row) => {
            const { assessment, data } = row;
            const state = talkState(row);
            const posts = postsNow(row);
            return (
              <tr key={row.id}>
                <td>{format.text(data.subject)}</td>
                <td>{state === 'unknown' ? common('unknown') : t(`state.${state}`)}</td>
                <td>
                  <SparkLine points={assessment.points} />
                </td>
                <td>{posts === null ? common('unknown') : format.number(posts)}</td>
                <td>{timesWords(row)}</td>
                <td>{assessment.negative === null ? t('noPosts') : format.percent(assessment.negative.share)}</td>
                <td>{format.moment(riseOf(row) ?? data.firstSeenAt, now)}</td>
                {loopOf(row).map((timing) => (
                  <td key={timing.step}>{time(timing)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > LISTED && <p>{t('paper.more', { count: rows.length - LISTED })}</p>}
      {rumours.length > 0 && (
        <>
          <h2>{t('paper.rumours')}</h2>
          <ul>
            {rumours.map(({ id, data: { rumour } }) => (
              <li key={id}>
                {rumour &&
                  (rumour.fact
                    ? t('paper.fact', {
                        claim: format.text(rumour.claim),
                        department: department(rumour.fact.department),
                        fact: format.text(rumour.fact.text),
                        time: format.moment(rumour.fact.at, now),
                      })
                    : t('paper.noFact', { claim: format.text(rumour.claim) }))}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.foot}>
        {t('paper.foot', {
          known: format.span(OPINION_LIMITS.known),
          reported: format.span(OPINION_LIMITS.reported),
          handled: format.span(OPINION_LIMITS.handled),
        })}
      </p>
    </section>,
    document.body,
  );
}
