import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import { healthOf } from '../../state/feed-health.ts';
import { useClock } from '../../state/use-console.ts';
import { useFeedWords } from '../../state/use-feed-words.ts';
import { Local } from '../../text/local.tsx';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Age } from '../../widgets/age.tsx';
import { Nothing, Unknown } from '../../widgets/chip.tsx';
import { FeedGlyph } from '../../widgets/feed-glyph.tsx';
import type { Column } from '../../widgets/table/column.ts';
import styles from './feeds.module.css';

/** A clock difference beyond which it is named, ms (R20). */
const SKEW = 2_000;

function State({ feed }: { readonly feed: FeedRow }) {
  const { t } = useTranslation('feed');
  const { t: common } = useTranslation();
  const format = useFormat();
  const words = useFeedWords(feed);
  const problemText = useProblemText();
  const reason = feed.status.state === 'offline' ? problemText({ code: feed.status.reason }) : '';
  const retryAt = feed.status.state === 'offline' ? feed.status.retryAt : null;
  const retry = useClock((now) => {
    if (retryAt === null) return '';
    return retryAt > now ? t('retryIn', { span: format.span(retryAt - now) }) : t('retryNow');
  });
  const health = healthOf(feed);
  const text = health === 'up' ? t('state.live') : [words, reason, retry].filter(Boolean).join(common('comma'));
  return (
    <span className={styles.state} data-health={health} title={text}>
      <FeedGlyph feed={feed} />
      <span className="lz-cut">{text}</span>
    </span>
  );
}

export function useFeedColumns(): readonly Column<FeedRow>[] {
  const { t } = useTranslation('feed');
  const format = useFormat();
  return useMemo<readonly Column<FeedRow>[]>(() => {
    const number = (value: number | null) => (value === null ? <Unknown /> : format.number(value));
    /** A count that is 0 in a healthy feed. */
    const trouble = (value: number) =>
      value === 0 ? format.number(0) : <span className={styles.off}>{format.number(value)}</span>;
    const header = (id: Parameters<typeof title>[0]) => ({ id, header: title(id) });
    const title = (
      id:
        | 'name'
        | 'state'
        | 'heard'
        | 'changed'
        | 'maxAge'
        | 'lag'
        | 'gaps'
        | 'missing'
        | 'quarantined'
        | 'offset'
        | 'roundTrip'
        | 'changes'
        | 'grade'
        | 'loss'
        | 'heldBack'
        | 'bytesReceived'
        | 'bytesSent'
        | 'cursor'
        | 'epoch'
        | 'url',
    ) => t(`column.${id}`);
    return [
      {
        ...header('name'),
        width: 'minmax(150px, 1fr)',
        cell: (feed) => (
          <span className={styles.name}>
            <Local text={feed.name} />
          </span>
        ),
      },
      { ...header('state'), width: 'minmax(260px, 2.6fr)', cell: (feed) => <State feed={feed} /> },
      {
        ...header('grade'),
        hint: t('columnHint.grade'),
        width: '92px',
        cell: ({ grade }) =>
          grade === 'full' ? t('grade.full') : <span className={styles.off}>{t(`grade.${grade}`)}</span>,
      },
      {
        ...header('heard'),
        width: '100px',
        align: 'end',
        cell: (feed) => <Age at={feed.lastHeardAt} limit={feed.maxAgeSeconds} />,
      },
      { ...header('changed'), width: '100px', align: 'end', cell: (feed) => <Age at={feed.lastChangeAt} /> },
      {
        ...header('maxAge'),
        width: '72px',
        align: 'end',
        cell: (feed) => format.span(feed.maxAgeSeconds * 1_000),
      },
      { ...header('lag'), hint: t('columnHint.lag'), width: '72px', align: 'end', cell: (feed) => number(feed.lag) },
      {
        ...header('heldBack'),
        hint: t('columnHint.heldBack'),
        width: '84px',
        align: 'end',
        cell: (feed) => format.number(feed.heldBack),
      },
      { ...header('gaps'), hint: t('columnHint.gaps'), width: '64px', align: 'end', cell: (feed) => number(feed.gaps) },
      {
        ...header('missing'),
        hint: t('columnHint.missing'),
        width: '64px',
        align: 'end',
        cell: (feed) => trouble(feed.missing),
      },
      { ...header('quarantined'), width: '84px', align: 'end', cell: (feed) => trouble(feed.quarantined) },
      {
        ...header('offset'),
        hint: t('columnHint.offset'),
        width: '100px',
        align: 'end',
        cell: ({ clockOffset }) => {
          if (clockOffset === null) return <Unknown />;
          const words = format.offset(Math.round(clockOffset));
          return Math.abs(clockOffset) > SKEW ? <span className={styles.off}>{words}</span> : words;
        },
      },
      {
        ...header('roundTrip'),
        width: '84px',
        align: 'end',
        cell: ({ roundTrip }) => (roundTrip === null ? <Unknown /> : format.milliseconds(roundTrip)),
      },
      {
        ...header('loss'),
        hint: t('columnHint.loss'),
        width: '84px',
        align: 'end',
        cell: ({ loss }) => (loss === null ? <Unknown /> : format.percent(loss)),
      },
      {
        ...header('bytesReceived'),
        hint: t('columnHint.bytesReceived'),
        width: '92px',
        align: 'end',
        cell: (feed) => format.bytes(feed.bytesReceived),
      },
      {
        ...header('bytesSent'),
        hint: t('columnHint.bytesSent'),
        width: '92px',
        align: 'end',
        cell: (feed) => format.bytes(feed.bytesSent),
      },
      {
        ...header('changes'),
        hint: t('columnHint.changes'),
        width: '84px',
        align: 'end',
        cell: (feed) => format.number(feed.changes),
      },
      {
        ...header('cursor'),
        width: '148px',
        align: 'end',
        cell: ({ seq, head }) => (
          <>
            {format.number(seq)} / {head === null ? <Unknown /> : format.number(head)}
          </>
        ),
      },
      {
        ...header('epoch'),
        width: '92px',
        cell: ({ epoch }) =>
          epoch === null ? <Nothing>{t('neverHeard')}</Nothing> : <span title={epoch}>{epoch.slice(0, 8)}</span>,
      },
      { ...header('url'), width: 'minmax(140px, 1fr)', cell: ({ url }) => <bdi title={url}>{url}</bdi> },
    ];
  }, [t, format]);
}
