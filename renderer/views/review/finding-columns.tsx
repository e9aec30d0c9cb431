import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartmentName } from '../../state/names.ts';
import { useClock } from '../../state/use-console.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Chip, Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { useRecordName } from '../../widgets/journal/use-record-names.ts';
import type { Column } from '../../widgets/table/column.ts';
import { dueOf, urgencyOf, type FindingRow } from './finding-state.ts';
import styles from './review.module.css';

export function useFindingColumns(): readonly Column<FindingRow>[] {
  const { t } = useTranslation('review');
  const format = useFormat();
  const department = useDepartmentName();
  const name = useRecordName();
  return useMemo<readonly Column<FindingRow>[]>(
    () => [
      {
        id: 'title',
        header: t('column.title'),
        width: 'minmax(280px, 3fr)',
        sort: ({ data }) => format.text(data.title),
        cell: ({ data }) => (
          <span className={styles.found}>
            <span className="lz-cut" title={format.text(data.title)}>
              <Local text={data.title} />
            </span>
            {data.isStrength && (
              <Chip tone="live" icon="check">
                {t('strength')}
              </Chip>
            )}
          </span>
        ),
      },
      {
        id: 'area',
        header: t('column.area'),
        width: '112px',
        sort: ({ data }) => t(`area.${data.area}`),
        cell: ({ data }) => t(`area.${data.area}`),
      },
      {
        id: 'state',
        header: t('column.state'),
        width: '108px',
        sort: urgencyOf,
        cell: ({ data }) => (
          <Chip tone={data.status.state === 'done' ? 'act' : 'plain'}>{t(`state.${data.status.state}`)}</Chip>
        ),
      },
      {
        id: 'owner',
        header: t('column.owner'),
        width: 'minmax(120px, 1fr)',
        sort: ({ data }) => department(data.owner.department),
        cell: ({ data }) => (
          <span className="lz-cut">
            <bdi>{department(data.owner.department)}</bdi>
          </span>
        ),
      },
      {
        id: 'due',
        header: t('column.due'),
        width: '136px',
        sort: ({ data }) => (data.isStrength ? null : data.dueAt),
        cell: ({ data }) => <DueDate row={data} />,
      },
      {
        id: 'incident',
        header: t('column.incident'),
        width: 'minmax(140px, 1.2fr)',
        sort: ({ data }) => (data.incident === undefined ? null : name({ topic: 'incident', id: data.incident })),
        cell: ({ data }) =>
          data.incident === undefined ? (
            <Nothing>{t('form.none')}</Nothing>
          ) : (
            <span className="lz-cut">
              <bdi>{name({ topic: 'incident', id: data.incident })}</bdi>
            </span>
          ),
      },
      {
        id: 'made',
        header: t('column.made'),
        width: '104px',
        sort: ({ data }) => data.madeBy.at,
        cell: ({ data }) => <Moment at={data.madeBy.at} />,
      },
    ],
    [t, format, department, name],
  );
}

/** Its date, and that it is over where it is: by glyph and word. */
export function DueDate({ row }: { readonly row: FindingRow['data'] }) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const due = useClock((now) => dueOf(row, now) ?? '');
  if (row.isStrength) return <Nothing>{t('strength')}</Nothing>;
  return (
    <span className={styles.due} data-due={due}>
      {due === 'late' && <Icon name="clock" size={14} />}
      {format.date(row.dueAt)}
      {due === 'late' && <small>{t('late')}</small>}
    </span>
  );
}
