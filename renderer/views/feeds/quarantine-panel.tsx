import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantineRow } from '../../../shared/protocol/console-api/rows.ts';
import { useSourceName } from '../../state/names.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec, type Column, type Sort } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import styles from './feeds.module.css';

function useQuarantineColumns(): readonly Column<QuarantineRow>[] {
  const { t } = useTranslation('feed');
  const { t: common } = useTranslation();
  const format = useFormat();
  const source = useSourceName();
  const problemText = useProblemText();
  return useMemo<readonly Column<QuarantineRow>[]>(() => {
    const absent = <Nothing>{common('none')}</Nothing>;
    return [
      {
        id: 'time',
        header: t('quarantine.time'),
        width: '136px',
        sort: (row) => row.received,
        cell: (row) => <Moment at={row.received} seconds />,
      },
      {
        id: 'feed',
        header: t('quarantine.feed'),
        width: 'minmax(110px, 0.8fr)',
        sort: (row) => source(row.feed),
        cell: (row) => source(row.feed),
      },
      {
        id: 'reason',
        header: t('quarantine.reason'),
        width: 'minmax(220px, 1.6fr)',
        sort: (row) => row.code,
        cell: (row) => (
          <span className={styles.reason} title={row.code}>
            {problemText({ code: row.code })}
          </span>
        ),
      },
      {
        id: 'file',
        header: t('quarantine.file'),
        width: 'minmax(160px, 1.4fr)',
        sort: (row) => row.place.file ?? null,
        cell: ({ place }) =>
          place.file === undefined ? (
            <Nothing>{t('quarantine.wire')}</Nothing>
          ) : (
            <bdi title={place.file}>{place.file}</bdi>
          ),
      },
      {
        id: 'row',
        header: t('quarantine.row'),
        width: '84px',
        align: 'end',
        sort: (row) => row.place.row ?? null,
        cell: ({ place }) => (place.row === undefined ? absent : format.number(place.row)),
      },
      {
        id: 'column',
        header: t('quarantine.column'),
        width: 'minmax(80px, 0.6fr)',
        sort: (row) => row.place.column ?? null,
        cell: ({ place }) => (place.column === undefined ? absent : <bdi>{place.column}</bdi>),
      },
      {
        id: 'entity',
        header: t('quarantine.entity'),
        width: 'minmax(100px, 0.8fr)',
        cell: ({ entityId }) => (entityId === null ? absent : <bdi title={entityId}>{entityId}</bdi>),
      },
      {
        id: 'detail',
        header: t('quarantine.detail'),
        width: 'minmax(140px, 1.6fr)',
        cell: ({ detail }) => (detail === null ? absent : <bdi title={detail}>{detail}</bdi>),
      },
    ];
  }, [t, common, format, source, problemText]);
}

function keepAll(): boolean {
  return true;
}

/** What could not be read, why, and where it stands in its source. The rest came in. */
export function QuarantinePanel() {
  const { t } = useTranslation('feed');
  const format = useFormat();
  const quarantine = useCollection('quarantine', {});
  const complete = useLive(quarantine, (rows) => rows.complete);
  const columns = useQuarantineColumns();
  const [sort, setSort] = useState<Sort>({ column: 'time', descending: true });
  const spec = useMemo(() => tableSpec(columns, sort, keepAll, format.language), [columns, sort, format.language]);
  const rows = useSorted(quarantine, spec);
  return (
    <Panel className={styles.lower} label={t('quarantine.title')}>
      <PanelHead
        title={t('quarantine.title')}
        note={rows.length > 0 ? t('quarantine.count', { count: rows.length }) : undefined}
      />
      {rows.length === 0 ? (
        <Empty title={t(complete ? 'quarantine.empty' : 'quarantine.loading')} />
      ) : (
        <DataTable
          label={t('quarantine.title')}
          columns={columns}
          rows={rows}
          sort={sort}
          onSort={setSort}
          minWidth={1120}
        />
      )}
    </Panel>
  );
}
