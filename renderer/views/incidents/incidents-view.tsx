import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countIncidents, type IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { IncidentDrawer } from '../../widgets/incident/incident-drawer.tsx';
import { IncidentsEmpty } from '../../widgets/incident/incidents-empty.tsx';
import { useNewReport } from '../../widgets/incident/new-report-state.ts';
import { Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { Tabs } from '../../widgets/tabs.tsx';
import { useIncidentColumns } from './incident-columns.tsx';
import { incidentFilter, type IncidentTab } from './incident-filter.ts';
import { useIncidentFacets } from './use-incident-facets.tsx';
import styles from './incidents.module.css';

function selectCounts(incidents: LiveCollection<IncidentRow>) {
  return countIncidents(incidents.rows.values());
}

/** All incidents as one table, with the record of the selected one beside it. */
export function IncidentsView() {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const incidents = useCollection('incidents', {});
  const complete = useLive(incidents, (rows) => rows.complete);
  const counts = useSampled(incidents, selectCounts, 250);
  const columns = useIncidentColumns();
  const facets = useIncidentFacets(incidents);
  const { sort, setSort, chosen, setChosen } = useTableChoices('incidents', { column: 'state', descending: false });
  const [tab, setTab] = useState<IncidentTab>('open');
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query);
  const keep = useMemo(() => incidentFilter(tab, text, chosen), [tab, text, chosen]);
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const rows = useSorted(incidents, spec);
  const selected = useSelectedId('incident');
  const select = useSelection((state) => state.select);
  const openReport = useNewReport((state) => state.open);
  const onSelect = useCallback((id: string) => select('incident', id, 'list'), [select]);
  const all = counts.open + counts.closed;
  const note = complete
    ? t('shown', { shown: format.number(rows.length), total: format.number(incidents.rows.size) })
    : t('loading', { count: all });
  return (
    <div className={styles.view} data-open={selected !== null}>
      <Panel label={t('title')}>
        <PanelHead title={t('title')} note={note}>
          <Tabs
            look="segments"
            label={t('title')}
            value={tab}
            onChange={setTab}
            tabs={[
              { id: 'open', label: t('scope.open'), count: format.number(counts.open) },
              { id: 'closed', label: t('scope.closed'), count: format.number(counts.closed) },
              { id: 'all', label: t('scope.all'), count: format.number(all) },
            ]}
          />
          <Button icon="plus" shortcut="N" onClick={() => openReport()}>
            {t('newReport')}
          </Button>
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
          <IncidentsEmpty incidents={incidents} none={all > 0 ? 'emptyFiltered' : 'empty'} />
        ) : (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelect={onSelect}
            minWidth={1380}
          />
        )}
      </Panel>
      {selected !== null && (
        <div className={styles.side}>
          <IncidentDrawer id={selected} />
        </div>
      )}
    </div>
  );
}
