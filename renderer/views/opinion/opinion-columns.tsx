import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpinionRow } from '../../../shared/protocol/console-api/opinion-calls.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Chip, Nothing, Unknown } from '../../widgets/chip.tsx';
import type { Column } from '../../widgets/table/column.ts';
import { LoopTime } from './loop-time.tsx';
import { isNew, loopOf, postsNow, riseOf, urgency, type LoopStep } from './opinion-loop.ts';
import { SparkLine } from './spark-line.tsx';
import { Talk } from './talk-state.tsx';
import styles from './opinion.module.css';

export function useOpinionColumns(): readonly Column<OpinionRow>[] {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  return useMemo<readonly Column<OpinionRow>[]>(() => {
    const step = (name: LoopStep): Column<OpinionRow> => ({
      id: name,
      header: t(`loop.${name}`),
      width: 'minmax(108px, 1fr)',
      sort: (row) => loopOf(row).find((timing) => timing.step === name)?.at ?? null,
      cell: (row) => {
        const timing = loopOf(row).find((one) => one.step === name);
        return timing && <LoopTime timing={timing} from={riseOf(row)} />;
      },
    });
    return [
      {
        id: 'subject',
        header: t('column.subject'),
        width: 'minmax(220px, 2fr)',
        sort: ({ data }) => format.text(data.subject),
        cell: ({ data }) => (
          <span className={styles.subject}>
            <span className="lz-cut" title={format.text(data.subject)}>
              <Local text={data.subject} />
            </span>
            {data.rumour && <Chip tone="edge">{t(data.rumour.fact ? 'rumour.checked' : 'rumour.open')}</Chip>}
          </span>
        ),
      },
      {
        id: 'state',
        header: t('column.state'),
        width: '96px',
        sort: urgency,
        cell: (row) => <Talk row={row} />,
      },
      {
        id: 'spark',
        header: t('column.spark'),
        width: '148px',
        cell: ({ assessment }) => <SparkLine points={assessment.points} />,
      },
      {
        id: 'posts',
        header: t('column.posts'),
        width: '80px',
        align: 'end',
        sort: postsNow,
        cell: (row) => {
          const posts = postsNow(row);
          return posts === null ? <Unknown /> : format.number(posts);
        },
      },
      {
        id: 'usual',
        header: t('column.usual'),
        width: '88px',
        align: 'end',
        sort: ({ assessment }) => assessment.timesUsual,
        cell: (row) => {
          const { timesUsual } = row.assessment;
          if (timesUsual === null) return <Unknown />;
          return isNew(row) ? <Nothing>{t('newSubject')}</Nothing> : t('times', { times: format.figure(timesUsual) });
        },
      },
      {
        id: 'negative',
        header: t('column.negative'),
        width: '72px',
        align: 'end',
        sort: ({ assessment }) => assessment.negative?.share ?? null,
        cell: ({ assessment: { negative } }) =>
          negative === null ? <Nothing>{t('noPosts')}</Nothing> : format.percent(negative.share),
      },
      {
        id: 'seen',
        header: t('loop.seen'),
        width: '88px',
        sort: ({ data }) => data.firstSeenAt,
        cell: (row) => <Moment at={riseOf(row) ?? row.data.firstSeenAt} />,
      },
      step('known'),
      step('reported'),
      step('handled'),
    ];
  }, [t, format]);
}
