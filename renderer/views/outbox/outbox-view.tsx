import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useFormat } from '../../text/use-text.ts';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { Tabs } from '../../widgets/tabs.tsx';
import { isOpen, useOutboxColumns } from './outbox-columns.tsx';
import styles from './outbox.module.css';

type TabId = 'open' | 'done' | 'all';

const KEEP: Readonly<Record<TabId, (row: OutboxRow) => boolean>> = {
  open: isOpen,
  done: (row) => !isOpen(row),
  all: () => true,
};

function selectOpen(outbox: LiveCollection<OutboxRow>) {
  const open = [...outbox.rows.values()].filter(isOpen);
  const first = open.reduce<OutboxRow | null>((low, row) => (low && low.issuedAt <= row.issuedAt ? low : row), null);
  return { open: open.length, all: outbox.rows.size, oldest: first?.issuedAt ?? null };
}

/** This station's own commands in the order they were given, until their effect is seen. */
export function OutboxView() {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const outbox = useCollection('outbox', {});
  const complete = useLive(outbox, (rows) => rows.complete);
  const counts = useSampled(outbox, selectOpen, 200);
  const oldest = useClock((now) =>
    counts.oldest === null ? '' : t('oldest', { age: format.age(counts.oldest, now) }),
  );
  const columns = useOutboxColumns();
  const [tab, setTab] = useState<TabId>('open');
  const { sort, setSort } = useTableChoices('outbox', { column: 'order', descending: false });
  const spec = useMemo(
    () => tableSpec(columns, sort, KEEP[tab], format.language),
    [columns, sort, tab, format.language],
  );
  const rows = useSorted(outbox, spec);
  const why = (): string => {
    if (!complete) return t('loading');
    if (counts.all === 0) return t('empty');
    return t(tab === 'done' ? 'emptyDone' : 'emptyOpen');
  };
  return (
    <Panel className={styles.view} label={t('title')}>
      <PanelHead title={t('title')} note={counts.open > 0 ? t('count', { count: counts.open }) : t('countNone')}>
        {oldest !== '' && <span>{oldest}</span>}
        <Tabs
          look="segments"
          label={t('title')}
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'open', label: t('tab.open'), count: format.number(counts.open) },
            { id: 'done', label: t('tab.done'), count: format.number(counts.all - counts.open) },
            { id: 'all', label: t('tab.all'), count: format.number(counts.all) },
          ]}
        />
      </PanelHead>
      {rows.length === 0 ? (
        <Empty title={why()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          sort={sort}
          onSort={setSort}
          minWidth={1120}
          rowHeight={56}
          mark={({ status }) => (status.state === 'conflict' ? 'conflict' : null)}
        />
      )}
    </Panel>
  );
}
