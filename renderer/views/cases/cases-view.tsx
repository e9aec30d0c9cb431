import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { sameSummary, selectSummary } from '../../state/feed-health.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { Tabs } from '../../widgets/tabs.tsx';
import { useCaseColumns } from './case-columns.tsx';
import { CasePage } from './case-page.tsx';
import { caseFilter, tabOf, type CaseRow, type CaseTab } from './case-state.ts';
import { FiguresStrip } from './figures-strip.tsx';
import { NewCase } from './new-case.tsx';
import { useCaseFacets } from './use-case-facets.tsx';
import { useCaseRules } from './use-case-rules.ts';
import { useProposals } from './use-proposals.ts';
import styles from './cases.module.css';

const TABS = ['desk', 'department', 'over', 'all'] as const;

function selectCounts(cases: LiveCollection<CaseRow>): Readonly<Record<CaseTab, number>> {
  const counts = { desk: 0, department: 0, over: 0, all: 0 };
  for (const row of cases.rows.values()) {
    counts[tabOf(row)] += 1;
    counts.all += 1;
  }
  return counts;
}

/** What citizens told: who has it now, by when, and whether it was told before. */
export function CasesView() {
  const { t } = useTranslation('citizenCase');
  const format = useFormat();
  const cases = useCollection('cases', {});
  const complete = useLive(cases, (rows) => rows.complete);
  const counts = useSampled(cases, selectCounts, 250);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const rules = useCaseRules();
  const proposals = useProposals();
  const same = useMemo(() => new Map([...proposals].map(([id, list]) => [id, list.length])), [proposals]);
  const columns = useCaseColumns(rules, same);
  const facets = useCaseFacets(cases);
  const { sort, setSort, chosen, setChosen } = useTableChoices('cases', { column: 'limit', descending: false });
  const [tab, setTab] = useState<CaseTab>('desk');
  const [query, setQuery] = useState('');
  const [isTaking, setIsTaking] = useState(false);
  const text = useDeferredValue(query);
  const keep = useMemo(() => caseFilter(tab, text, chosen), [tab, text, chosen]);
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const rows = useSorted(cases, spec);
  const selected = useSelectedId('case');
  const select = useSelection((state) => state.select);
  const onSelect = useCallback((id: string) => select('case', id, 'list'), [select]);
  const mayTake = useMay()('case.create') === null;
  const take = (): void => setIsTaking(true);
  useCommand(mayTake ? { id: 'case.create', group: 'list', key: 'C', title: t('newCase'), run: take } : null);
  const note = complete
    ? t('shown', { shown: format.number(rows.length), total: format.number(cases.rows.size) })
    : t('loading', { count: counts.all });
  const isUnknown = cases.rows.size === 0 && feeds.all === feeds.down;
  const none = counts.all === 0 ? 'empty' : tab === 'desk' && counts.desk === 0 ? 'emptyDesk' : 'emptyFiltered';
  return (
    <div className={styles.view} data-open={selected !== null}>
      <Panel label={t('title')}>
        <PanelHead title={t('title')} note={note}>
          <Tabs
            look="segments"
            label={t('title')}
            value={tab}
            onChange={setTab}
            tabs={TABS.map((id) => ({ id, label: t(`tab.${id}`), count: format.number(counts[id]) }))}
          />
          <Button icon="plus" shortcut="C" disabled={!mayTake} onClick={take}>
            {t('newCase')}
          </Button>
        </PanelHead>
        <FiguresStrip cases={cases} rules={rules} />
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
            minWidth={1180}
          />
        ) : (
          <Empty title={!complete ? t('loading', { count: counts.all }) : isUnknown ? t('notKnown') : t(none)} />
        )}
      </Panel>
      {selected !== null && (
        <div className={styles.side}>
          <CasePage id={selected} rules={rules} proposals={proposals} />
        </div>
      )}
      {isTaking && <NewCase rules={rules} onClose={() => setIsTaking(false)} />}
    </div>
  );
}
