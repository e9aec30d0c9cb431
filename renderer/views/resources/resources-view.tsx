import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameSummary, selectSummary } from '../../state/feed-health.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useFormat } from '../../text/use-text.ts';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { Tabs } from '../../widgets/tabs.tsx';
import { useFacilityColumns, useSensorColumns, useUnitColumns, type Form } from './resource-columns.tsx';
import { ResourceDrawer } from './resource-drawer.tsx';
import { resourceFilter, selectResourceCounts } from './resource-filter.ts';
import { useResourceFacets } from './use-resource-facets.tsx';
import styles from './resources.module.css';

const INITIAL_SORT = {
  unit: { column: 'state', descending: false },
  facility: { column: 'load', descending: true },
  sensor: { column: 'level', descending: false },
};

const EMPTY_KEY = { unit: 'units', facility: 'facilities', sensor: 'sensors' } as const;

/** Units, places and sensors: what there is, how it stands, how old that is. */
export function ResourcesView() {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const resources = useCollection('resources', {});
  const complete = useLive(resources, (rows) => rows.complete);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const counts = useSampled(resources, selectResourceCounts);
  const selected = useSelectedId('resource');
  const select = useSelection((state) => state.select);
  const selectedForm = useRow(resources, selected)?.data.form;
  const [tab, setTab] = useState<Form>(selectedForm ?? 'unit');
  const columns = { unit: useUnitColumns(), facility: useFacilityColumns(), sensor: useSensorColumns() }[tab];
  const facets = useResourceFacets(tab, counts);
  const { sort, setSort, chosen, setChosen } = useTableChoices(`resources.${tab}`, INITIAL_SORT[tab]);
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query);
  const keep = useMemo(() => resourceFilter(tab, text, chosen), [tab, text, chosen]);
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const rows = useSorted(resources, spec);
  const onSelect = useCallback((id: string) => select('resource', id, 'list'), [select]);
  const notes = {
    unit: t('unitCount', { all: counts.unit, free: counts.free }),
    facility: t('facilityCount', { all: counts.facility, out: counts.out }),
    sensor: t('sensorCount', { all: counts.sensor, over: counts.over }),
  };
  const why = (): string => {
    if (!complete) return t('loading');
    if (resources.rows.size === 0 && feeds.down === feeds.all) return t('notKnown');
    return counts[tab] > 0 ? t('emptyFiltered') : t(`empty.${EMPTY_KEY[tab]}`);
  };
  return (
    <div className={styles.view} data-open={selected !== null}>
      <Panel label={t('title')}>
        <PanelHead title={t('title')} note={notes[tab]}>
          <Tabs
            look="segments"
            label={t('title')}
            value={tab}
            onChange={setTab}
            tabs={(['unit', 'facility', 'sensor'] as const).map((id) => ({
              id,
              label: t(`tab.${EMPTY_KEY[id]}`),
              count: format.number(counts[id]),
            }))}
          />
        </PanelHead>
        <FilterBar
          query={query}
          onQuery={setQuery}
          placeholder={t('filter')}
          facets={facets}
          chosen={chosen}
          onChosen={setChosen}
        />
        {rows.length === 0 ? (
          <Empty title={why()} />
        ) : (
          <DataTable
            key={tab}
            label={t('title')}
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelect={onSelect}
            minWidth={1120}
          />
        )}
      </Panel>
      {selected !== null && (
        <div className={styles.side}>
          <ResourceDrawer id={selected} />
        </div>
      )}
    </div>
  );
}
