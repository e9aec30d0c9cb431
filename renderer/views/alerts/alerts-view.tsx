import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WarningRow } from '../../../shared/protocol/console-api/warning-rows.ts';
import { useCommand } from '../../state/commands.ts';
import { sameSummary, selectSummary } from '../../state/feed-health.ts';
import { LiveCollection } from '../../state/live-collection.ts';
import { useOpenFold } from '../../state/open-fold.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useWarnings } from '../../state/use-warnings.ts';
import { isFold, type WarningIndex } from '../../state/warnings.ts';
import { useFormat } from '../../text/use-text.ts';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { Tabs } from '../../widgets/tabs.tsx';
import { FoldPanel } from './fold-panel.tsx';
import { StormNote } from './storm-note.tsx';
import { unfolded } from './unfolded-rows.ts';
import { useWarningColumns } from './warning-columns.tsx';
import { WarningDrawer } from './warning-drawer.tsx';
import { warningFilter, type BoardTab } from './warning-filter.ts';
import { useWarningFacets } from './use-warning-facets.tsx';
import styles from './alerts.module.css';

/** While no fold is open nothing stands under it. */
const NO_MEMBERS = new LiveCollection<WarningRow>();

const TABS = ['now', 'taken', 'over', 'drill', 'all'] as const;

type Counts = Readonly<Record<Exclude<BoardTab, 'all'>, number>>;

function selectCounts(index: WarningIndex): Counts {
  return {
    now: index.count('now'),
    taken: index.count('taken'),
    over: index.count('over'),
    drill: index.count('drill'),
  };
}

const sameCounts = (a: Counts, b: Counts): boolean =>
  a.now === b.now && a.taken === b.taken && a.over === b.over && a.drill === b.drill;

/** The warning desk: one row per warning, what needs somebody first, the whole of the selected one beside it. */
export function AlertsView() {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const warnings = useCollection('warnings', {});
  const alerts = useCollection('alerts', {});
  const complete = useLive(warnings, (rows) => rows.complete);
  const counts = useWarnings(selectCounts, sameCounts);
  const { selected, onSelect, cursor } = useCursor();
  const columns = useWarningColumns(selected !== null);
  const facets = useWarningFacets(warnings);
  const { sort, setSort, chosen, setChosen } = useTableChoices('warnings', { column: 'level', descending: false });
  const [tab, setTab] = useState<BoardTab>('now');
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query);
  const fold = useOpenFold((state) => state.fold);
  const members = useCollection('warnings', fold === null ? {} : { fold });
  const keep = useMemo(
    () => warningFilter(tab, text, chosen, (id) => alerts.rows.get(id as never)?.data),
    [tab, text, chosen, alerts],
  );
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const board = useSorted(warnings, spec);
  const inside = useSorted(fold === null ? NO_MEMBERS : members, spec);
  const rows = unfolded<WarningRow>(board, fold, inside);
  const all = counts.now + counts.taken + counts.over + counts.drill;
  const count = (id: BoardTab): number => (id === 'all' ? all : counts[id]);
  return (
    <div className={styles.view} data-open={selected !== null}>
      <Panel label={t('title')}>
        <PanelHead
          title={t('title')}
          note={t('note', { now: format.number(counts.now), taken: format.number(counts.taken) })}
        >
          <Tabs
            look="segments"
            label={t('title')}
            value={tab}
            onChange={setTab}
            tabs={TABS.map((id) => ({ id, label: t(`group.${id}`), count: format.number(count(id)) }))}
          />
        </PanelHead>
        <StormNote />
        <FilterBar
          query={query}
          onQuery={setQuery}
          placeholder={t('filter')}
          facets={facets}
          chosen={chosen}
          onChosen={setChosen}
        />
        {rows.length > 0 ? (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelect={onSelect}
            minWidth={selected === null ? 1280 : 860}
            mark={(row) => {
              if (row.isDrill) return 'drill';
              return !isFold(row) && fold !== null && members.rows.has(row.id) ? 'member' : null;
            }}
          />
        ) : (
          <NoRows tab={tab} complete={complete} isFiltered={count(tab) > 0} isEmpty={warnings.rows.size === 0} />
        )}
      </Panel>
      {selected !== null && (
        <div className={styles.side}>
          {cursor === null ? <WarningDrawer id={selected} /> : <FoldPanel key={cursor} id={cursor} />}
        </div>
      )}
    </div>
  );
}

/** The row the keys are at: a warning is the window's selection; a fold is no record, so the board itself remembers it. */
function useCursor() {
  const { t } = useTranslation('alert');
  const warnings = useCollection('warnings', {});
  const alert = useSelectedId('alert');
  const { select, clear } = useSelection.getState();
  const toggle = useOpenFold((state) => state.toggle);
  const [fold, setFold] = useState<string | null>(null);
  const cursor = alert === null ? fold : null;
  const onSelect = useCallback(
    (id: string) => {
      const row = warnings.rows.get(id);
      if (row && isFold(row)) {
        clear();
        setFold(id);
      } else {
        setFold(null);
        select('alert', id, 'list');
      }
    },
    [warnings, select, clear],
  );
  useCommand(
    cursor === null
      ? null
      : { id: 'warning.fold', group: 'warning', key: 'X', title: t('fold.open'), run: () => toggle(cursor) },
  );
  useCommand(
    cursor === null
      ? null
      : {
          id: 'warning.leaveFold',
          group: 'list',
          key: 'Esc',
          keyOnly: true,
          title: t('fold.shut'),
          run: () => setFold(null),
        },
  );
  return { selected: alert ?? cursor, onSelect, cursor };
}

interface NoRowsProps {
  readonly tab: BoardTab;
  readonly complete: boolean;
  readonly isFiltered: boolean;
  readonly isEmpty: boolean;
}

/** None, none that match, or not known: never the same words. */
function NoRows({ tab, complete, isFiltered, isEmpty }: NoRowsProps) {
  const { t } = useTranslation('alert');
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  if (!complete) return <Empty title={t('loading')} />;
  if (isEmpty && feeds.down === feeds.all) return <Empty title={t('notKnown')} />;
  return <Empty title={t(`empty.${isFiltered ? 'filtered' : tab}`)} />;
}
