import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { inForce, isReal, selectChains, type AlertChain } from '../../state/alert-chains.ts';
import { sameSummary, selectSummary } from '../../state/feed-health.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useConsole } from '../../state/console.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { rowsOf, tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { Tabs } from '../../widgets/tabs.tsx';
import { LevelWord } from '../../widgets/level.tsx';
import { useAlertColumns } from './alert-columns.tsx';
import { AlertDrawer } from './alert-drawer.tsx';
import styles from './alerts.module.css';

type TabId = 'active' | 'ended' | 'drill' | 'all';

const LEVELS = [1, 2, 3, 4, 0] as const;

function tabOf(chain: AlertChain, now: Instant): Exclude<TabId, 'all'> {
  if (!isReal(chain.row.data)) return 'drill';
  return inForce(chain, now) ? 'active' : 'ended';
}

function says({ row: { data } }: AlertChain, query: string): boolean {
  const texts: (LocalText | undefined)[] = [
    data.headline,
    data.event,
    data.senderName,
    ...data.areas.map((a) => a.name),
  ];
  return texts.some((text) =>
    [text?.zh, text?.en].some((words) => words !== undefined && words.toLocaleLowerCase().includes(query)),
  );
}

const EMPTY_KEY = { active: 'empty', ended: 'emptyEnded', drill: 'emptyDrill', all: 'empty' } as const;

/** One row per warning: the message that holds now stands for all that it replaced. */
export function AlertsView() {
  const { t } = useTranslation('alert');
  const { t: incident } = useTranslation('incident');
  const format = useFormat();
  const { clock } = useConsole();
  const alerts = useCollection('alerts', {});
  const complete = useLive(alerts, (rows) => rows.complete);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const chains = useSampled(alerts, selectChains, 500);
  const columns = useAlertColumns();
  const { sort, setSort, chosen, setChosen } = useTableChoices('alerts', { column: 'level', descending: false });
  const [tab, setTab] = useState<TabId>('active');
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query).trim().toLocaleLowerCase();
  const selected = useSelectedId('alert');
  const select = useSelection((state) => state.select);
  const onSelect = useCallback((id: string) => select('alert', id, 'list'), [select]);
  // Which chain is under which tab changes with the clock; as a string it renders only when it does.
  const tabs = useClock((now) => chains.map((chain) => tabOf(chain, now)).join());
  const rows = useMemo(() => {
    const now = clock.now;
    const levels = chosen['level'] ?? [];
    const keep = (chain: AlertChain): boolean =>
      (tab === 'all' || tabOf(chain, now) === tab) &&
      (levels.length === 0 || levels.includes(String(chain.row.data.level))) &&
      (text === '' || says(chain, text));
    return rowsOf(chains, tableSpec(columns, sort, keep, format.language));
  }, [chains, clock, tabs, tab, chosen, text, columns, sort, format.language]); // eslint-disable-line react-hooks/exhaustive-deps -- `tabs` stands for the clock
  const placed = tabs === '' ? [] : tabs.split(',');
  const count = (id: TabId): string =>
    format.number(id === 'all' ? placed.length : placed.filter((other) => other === id).length);
  const open = selected !== null;
  return (
    <div className={styles.view} data-open={open}>
      <Panel label={t('title')}>
        <PanelHead title={t('title')} note={t('activeCount', { count: placed.filter((id) => id === 'active').length })}>
          <Tabs
            look="segments"
            label={t('title')}
            value={tab}
            onChange={setTab}
            tabs={(['active', 'ended', 'drill', 'all'] as const).map((id) => ({
              id,
              label: t(`tab.${id}`),
              count: count(id),
            }))}
          />
        </PanelHead>
        <FilterBar
          query={query}
          onQuery={setQuery}
          placeholder={t('filter')}
          facets={[
            {
              id: 'level',
              label: incident('facet.level'),
              options: LEVELS.map((level) => ({ value: String(level), label: <LevelWord level={level} /> })),
            },
          ]}
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
            minWidth={1180}
            mark={({ row }) => (isReal(row.data) ? null : 'drill')}
          />
        ) : (
          <Empty
            title={
              !complete
                ? t('loading')
                : chains.length === 0 && feeds.down === feeds.all
                  ? t('notKnown')
                  : count(tab) !== '0'
                    ? t('emptyFiltered')
                    : t(EMPTY_KEY[tab])
            }
          />
        )}
      </Panel>
      {open && (
        <div className={styles.side}>
          <AlertDrawer
            chain={chains.find(({ id, before }) => id === selected || before.some((row) => row.id === selected))}
          />
        </div>
      )}
    </div>
  );
}
