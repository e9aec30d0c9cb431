import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { phaseOf, type AlertChain } from '../../state/alert-chains.ts';
import { levelRank } from '../../state/incident-order.ts';
import { useClock } from '../../state/use-console.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { DrillMark } from '../../widgets/drill-mark.tsx';
import { LevelWord } from '../../widgets/level.tsx';
import { alertOutlines } from '../../widgets/map/alert-outlines.ts';
import { GeometryBadge } from '../../widgets/map/draw/geometry-badge.tsx';
import type { Column } from '../../widgets/table/column.ts';
import type { Alert } from '../../../shared/domain/alert.ts';
import styles from './alerts.module.css';

/** Where the warning stands in time: a clock while it runs, words when it does not. */
export function Remains({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const text = useClock((now) => {
    const phase = phaseOf(alert, now);
    switch (phase) {
      case 'upcoming':
        return t('phase.upcoming', { span: format.span((alert.effectiveAt ?? now) - now) });
      case 'active':
        return t('remains', { span: format.duration((alert.expiresAt ?? now) - now) });
      case 'ended':
        return t('endedAgo', { age: format.age(alert.expiresAt ?? now, now) });
      case 'open':
      case 'cancelled':
        return t(`phase.${phase}`);
    }
  });
  return text;
}

function Areas({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const first = alert.areas[0];
  if (!first) return <Nothing>{t('areaNone')}</Nothing>;
  const badge = <GeometryBadge faults={alertOutlines(alert).faults} />;
  if (alert.areas.length > 1) {
    return (
      <>
        {badge} <bdi>{t('areasMore', { first: format.text(first.name), count: alert.areas.length })}</bdi>
      </>
    );
  }
  return (
    <>
      {badge} <Local text={first.name} />
    </>
  );
}

export function useAlertColumns(): readonly Column<AlertChain>[] {
  const { t } = useTranslation('alert');
  const format = useFormat();
  return useMemo<readonly Column<AlertChain>[]>(() => {
    const sender = ({ row: { data } }: AlertChain): string =>
      data.senderName ? format.text(data.senderName) : data.sender;
    return [
      {
        id: 'level',
        header: t('column.level'),
        width: '92px',
        sort: ({ row }) => [levelRank(row.data.level), -row.data.sentAt],
        cell: ({ row }) => <LevelWord level={row.data.level} />,
      },
      {
        id: 'headline',
        header: t('column.headline'),
        width: 'minmax(260px, 3fr)',
        sort: ({ row }) => format.text(row.data.headline),
        cell: ({ row }) => (
          <span className={styles.headline} title={format.text(row.data.headline)}>
            <DrillMark alert={row.data} />
            <Local text={row.data.headline} />
          </span>
        ),
      },
      {
        id: 'sender',
        header: t('column.sender'),
        width: 'minmax(120px, 1.2fr)',
        sort: sender,
        cell: (chain) => <bdi title={chain.row.data.sender}>{sender(chain)}</bdi>,
      },
      {
        id: 'areas',
        header: t('column.areas'),
        width: 'minmax(140px, 1.6fr)',
        cell: ({ row }) => <Areas alert={row.data} />,
      },
      {
        id: 'effective',
        header: t('column.effective'),
        width: '128px',
        align: 'end',
        sort: ({ row }) => row.data.effectiveAt ?? row.data.sentAt,
        cell: ({ row }) => <Moment at={row.data.effectiveAt ?? row.data.sentAt} />,
      },
      {
        id: 'expires',
        header: t('column.expires'),
        width: '128px',
        align: 'end',
        sort: ({ row }) => row.data.expiresAt ?? null,
        cell: ({ row }) =>
          row.data.expiresAt === undefined ? <Nothing>{t('phase.open')}</Nothing> : <Moment at={row.data.expiresAt} />,
      },
      {
        id: 'remains',
        header: t('column.remains'),
        width: '148px',
        align: 'end',
        sort: ({ row }) => row.data.expiresAt ?? null,
        cell: ({ row }) => <Remains alert={row.data} />,
      },
      {
        id: 'answers',
        header: t('column.answers'),
        width: '72px',
        align: 'end',
        sort: ({ row }) => (row.data.answers ?? []).filter(({ at }) => at === null).length,
        cell: ({ row: { data } }) => {
          const answers = data.answers ?? [];
          if (answers.length === 0) return <Nothing>{t('answersNone')}</Nothing>;
          const done = answers.filter(({ at }) => at !== null).length;
          return <span className={done < answers.length ? styles.late : undefined}>{`${done}/${answers.length}`}</span>;
        },
      },
      {
        id: 'messages',
        header: t('column.messages'),
        width: '88px',
        align: 'end',
        sort: (chain) => chain.before.length,
        cell: (chain) => format.number(chain.before.length + 1),
      },
    ];
  }, [t, format]);
}
