import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import { useSourceName } from '../../state/names.ts';
import { Local } from '../../text/local.tsx';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import type { zh } from '../../text/catalogues.ts';
import { Moment, Since } from '../../widgets/age.tsx';
import { Chip, Nothing, type ChipTone } from '../../widgets/chip.tsx';
import type { IconName } from '../../widgets/icon-paths.ts';
import type { Column } from '../../widgets/table/column.ts';
import styles from './outbox.module.css';

/** The verbs we have words for; a type of a later hub is shown by its own name. */
const VERBS: ReadonlyMap<string, keyof typeof zh.outbox.type> = new Map([
  ['incident.create', 'create'],
  ['incident.acknowledge', 'acknowledge'],
  ['incident.setLevel', 'setLevel'],
  ['incident.addNote', 'addNote'],
]);

export function isOpen({ status }: OutboxRow): boolean {
  return status.state !== 'effectSeen';
}

const LOOK: Readonly<Record<OutboxRow['status']['state'], { tone: ChipTone; icon: IconName }>> = {
  queued: { tone: 'pending', icon: 'up' },
  sent: { tone: 'pending', icon: 'up' },
  accepted: { tone: 'act', icon: 'check' },
  effectSeen: { tone: 'plain', icon: 'check' },
  rejected: { tone: 'offline', icon: 'x' },
  conflict: { tone: 'conflict', icon: 'split' },
  expired: { tone: 'stale', icon: 'clock' },
};

function State({ row }: { readonly row: OutboxRow }) {
  const { t } = useTranslation('outbox');
  const { tone, icon } = LOOK[row.status.state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`state.${row.status.state}`)}
    </Chip>
  );
}

/** What the state alone does not say: how often it was tried, why it came back, what came first. */
function Why({ row }: { readonly row: OutboxRow }) {
  const { t } = useTranslation('outbox');
  const problemText = useProblemText();
  const { status } = row;
  switch (status.state) {
    case 'sent':
      return status.tries > 1 ? t('tries', { count: status.tries }) : null;
    case 'rejected':
      return problemText({ code: status.code });
    case 'conflict':
      return t('conflictText', { rev: status.answer.rev });
    case 'expired':
      return t('expiredText');
    case 'queued':
    case 'accepted':
    case 'effectSeen':
      return null;
  }
}

export function useOutboxColumns(): readonly Column<OutboxRow>[] {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const source = useSourceName();
  return useMemo<readonly Column<OutboxRow>[]>(() => {
    const verb = ({ type }: OutboxRow): string => {
      const known = VERBS.get(type);
      return known ? t(`type.${known}`) : t('otherType', { type });
    };
    return [
      {
        id: 'order',
        header: t('column.order'),
        width: '64px',
        align: 'end',
        sort: (row) => row.stationSeq,
        cell: (row) => format.number(row.stationSeq),
      },
      {
        id: 'time',
        header: t('column.time'),
        width: '136px',
        sort: (row) => row.issuedAt,
        cell: (row) => <Moment at={row.issuedAt} seconds />,
      },
      {
        id: 'command',
        header: t('column.command'),
        width: 'minmax(260px, 3fr)',
        sort: verb,
        cell: (row) => (
          <span className={styles.command}>
            <b className="lz-cut">
              {verb(row)}
              {row.title && (
                <>
                  {' '}
                  <Local text={row.title} />
                </>
              )}
            </b>
            <small className="lz-cut">
              <bdi>{row.entityId}</bdi>
            </small>
          </span>
        ),
      },
      {
        id: 'to',
        header: t('column.to'),
        width: 'minmax(100px, 1fr)',
        sort: (row) => source(row.feed),
        cell: (row) => source(row.feed),
      },
      {
        id: 'state',
        header: t('column.state'),
        width: '168px',
        sort: (row) => row.status.state,
        cell: (row) => <State row={row} />,
      },
      {
        id: 'why',
        header: t('column.why'),
        width: 'minmax(180px, 2fr)',
        cell: (row) => (
          <span className={styles.why}>
            <Why row={row} />
          </span>
        ),
      },
      {
        id: 'age',
        header: t('column.age'),
        width: '112px',
        align: 'end',
        sort: (row) => row.issuedAt,
        cell: (row) => (isOpen(row) ? <Since at={row.issuedAt} /> : <Nothing>{t('over')}</Nothing>),
      },
      {
        id: 'expires',
        header: t('column.expires'),
        width: '136px',
        align: 'end',
        sort: (row) => row.expiresAt,
        cell: (row) => (isOpen(row) ? <Moment at={row.expiresAt} /> : <Nothing>{t('over')}</Nothing>),
      },
    ];
  }, [t, format, source]);
}
