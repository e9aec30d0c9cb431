import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import { ROW_HEIGHT, useDensity } from '../../state/display.ts';
import { sameSummary, selectSummary } from '../../state/feed-health.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { rowsOf, tableSpec, type Sort } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { useFeedColumns } from './feed-columns.tsx';
import { QuarantinePanel } from './quarantine-panel.tsx';
import { StoreLine } from './store-line.tsx';
import styles from './feeds.module.css';

function selectRows(feeds: LiveCollection<FeedRow>): readonly FeedRow[] {
  return [...feeds.rows.values()];
}

function sameRows(a: readonly FeedRow[], b: readonly FeedRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

function keepAll(): boolean {
  return true;
}

/** The order of the strip: as the core gives it. */
const AS_GIVEN: Sort = { column: '', descending: false };

/** The health of every feed with its numbers, below what could not be read, and how the local copy is kept. */
export function FeedsView() {
  const { t } = useTranslation('feed');
  const format = useFormat();
  const [density] = useDensity();
  const collection = useCollection('feeds', {});
  const feeds = useLive(collection, selectRows, sameRows);
  const complete = useLive(collection, (rows) => rows.complete);
  const summary = useLive(collection, selectSummary, sameSummary);
  const columns = useFeedColumns();
  const [sort, setSort] = useState(AS_GIVEN);
  const rows = useMemo(
    () => rowsOf(feeds, tableSpec(columns, sort, keepAll, format.language)),
    [feeds, columns, sort, format.language],
  );
  // All feeds in sight while they leave room for the quarantine; 48 head + 32 column heads.
  const height = Math.min(80 + feeds.length * ROW_HEIGHT[density] + 1, 520);
  return (
    <div className={styles.view}>
      <Panel label={t('title')}>
        <PanelHead title={t('title')} note={t('count', { count: summary.all, live: summary.up })} />
        {feeds.length === 0 ? (
          <Empty title={t(complete ? 'empty' : 'loading')} />
        ) : (
          <div className={styles.table} style={{ height: height - 48 }}>
            <DataTable label={t('title')} columns={columns} rows={rows} sort={sort} onSort={setSort} minWidth={1940} />
          </div>
        )}
      </Panel>
      <QuarantinePanel />
      <StoreLine />
    </div>
  );
}
