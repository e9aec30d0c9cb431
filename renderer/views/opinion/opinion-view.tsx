import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpinionRow } from '../../../shared/protocol/console-api/opinion-calls.ts';
import { useCommand } from '../../state/commands.ts';
import { sameSummary, selectSummary } from '../../state/feed-health.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { compareKeys, tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar, type Chosen } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { usePrinting } from '../../widgets/paper/use-printing.ts';
import { useOpinionColumns } from './opinion-columns.tsx';
import { OpinionDrawer } from './opinion-drawer.tsx';
import { TALK_STATES, talkState, urgency } from './opinion-loop.ts';
import { TrendReport } from './trend-report.tsx';
import styles from './opinion.module.css';

function opinionFilter(text: string, chosen: Chosen): (row: OpinionRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  const states = chosen['state'] ?? [];
  return (row) => {
    if (states.length > 0 && !states.includes(talkState(row))) return false;
    const { subject, keywords } = row.data;
    return (
      query === '' || [subject.zh, subject.en, ...keywords].some((word) => word?.toLocaleLowerCase().includes(query))
    );
  };
}

const selectOpenRises = ({ rows }: LiveCollection<OpinionRow>): number =>
  [...rows.values()].filter((row) => talkState(row) === 'burst' && !row.data.handled).length;

/** Public opinion: what people talk about, what rises, and how soon it was known, reported and handled. */
export function OpinionView() {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  const opinions = useCollection('opinions', {});
  const complete = useLive(opinions, (rows) => rows.complete);
  const size = useLive(opinions, ({ rows }) => rows.size);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const rises = useSampled(opinions, selectOpenRises);
  const columns = useOpinionColumns();
  const { sort, setSort, chosen, setChosen } = useTableChoices('opinions', { column: 'state', descending: false });
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query);
  const keep = useMemo(() => opinionFilter(text, chosen), [text, chosen]);
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const rows = useSorted(opinions, spec);
  const selected = useSelectedId('opinion');
  const { select, clear } = useSelection.getState();
  const onSelect = useCallback((id: string) => select('opinion', id, 'list'), [select]);
  const row = useRow(opinions, selected);
  const isPrinting = usePrinting();
  const print = (): void => window.print();
  useCommand({ id: 'opinion.print', group: 'list', key: 'P', title: t('print'), run: print });
  useCommand(
    row ? { id: 'opinion.leave', group: 'list', key: 'Esc', keyOnly: true, title: t('leave'), run: clear } : null,
  );
  const why = (): string => {
    if (!complete) return t('loading');
    if (size > 0) return t('emptyFiltered');
    return feeds.down === feeds.all ? t('notKnown') : t('empty');
  };
  return (
    <div className={styles.view} data-open={row !== undefined}>
      <Panel label={t('title')}>
        <PanelHead title={t('title')} note={t('count', { count: size })}>
          {rises > 0 && (
            <Chip tone="edge" icon="warn">
              {t('openRises', { count: rises })}
            </Chip>
          )}
          <Button icon="printer" shortcut="P" disabled={size === 0} onClick={print}>
            {t('print')}
          </Button>
        </PanelHead>
        <FilterBar
          query={query}
          onQuery={setQuery}
          placeholder={t('filter')}
          facets={[
            {
              id: 'state',
              label: t('column.state'),
              options: TALK_STATES.filter((state) => state !== 'unknown').map((value) => ({
                value,
                label: t(`state.${value}`),
              })),
            },
          ]}
          chosen={chosen}
          onChosen={setChosen}
        />
        {rows.length === 0 ? (
          <Empty title={why()} />
        ) : (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelect={onSelect}
            minWidth={1140}
          />
        )}
      </Panel>
      {row && <OpinionDrawer row={row} />}
      {isPrinting && <TrendReport rows={byUrgency(opinions, format.language)} />}
    </div>
  );
}

function byUrgency({ rows }: LiveCollection<OpinionRow>, language: string): readonly OpinionRow[] {
  return [...rows.values()].sort((a, b) => compareKeys(urgency(a), urgency(b), false, language));
}
