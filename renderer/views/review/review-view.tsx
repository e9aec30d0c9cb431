import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FINDING_AREAS, FINDING_STATES } from '../../../shared/domain/finding.ts';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDepartmentName } from '../../state/names.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { useRecordName } from '../../widgets/journal/use-record-names.ts';
import { copyText } from '../../widgets/map/ask/copy-text.ts';
import { csvOf } from '../../widgets/map/ask/inside/csv.ts';
import { download } from '../../widgets/map/draw/geo-files.ts';
import { PaperTable } from '../../widgets/paper/paper-table.tsx';
import { Paper } from '../../widgets/paper/paper.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar, type Facet } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { useFindingColumns } from './finding-columns.tsx';
import { FindingDrawer } from './finding-drawer.tsx';
import { FindingFigures } from './finding-figures.tsx';
import { FindingForm } from './finding-form.tsx';
import { DUES, findingFilter, type FindingRow } from './finding-state.ts';
import { useFindingTable } from './use-finding-table.ts';
import styles from './review.module.css';

/** The clock moves a finding between “soon” and “late” by the hour at most. */
const TURN = 60_000;

/** What after-action reviews found, of every incident, until somebody has mended it and another has looked. */
export function ReviewView() {
  const { t } = useTranslation('review');
  const format = useFormat();
  const { clock } = useConsole();
  const findings = useCollection('findings', {});
  const complete = useLive(findings, (rows) => rows.complete);
  const size = useLive(findings, ({ rows }) => rows.size);
  const columns = useFindingColumns();
  const facets = useFindingFacets(findings);
  const table = useFindingTable();
  const { sort, setSort, chosen, setChosen } = useTableChoices('findings', { column: 'state', descending: false });
  const [query, setQuery] = useState('');
  const [isMaking, setMaking] = useState(false);
  const [copied, setCopied] = useState(false);
  const text = useDeferredValue(query);
  const turn = useClock((now) => Math.floor(now / TURN));
  const keep = useMemo(() => findingFilter(text, chosen, clock.now), [text, chosen, clock, turn]); // eslint-disable-line react-hooks/exhaustive-deps -- `turn`: time passes although nothing is typed
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const rows = useSorted(findings, spec);
  const selected = useSelectedId('finding');
  const { select, clear } = useSelection.getState();
  const onSelect = useCallback((id: string) => select('finding', id, 'list'), [select]);
  const row = useRow(findings, selected);
  const mayMake = useMay()('finding.make') === null;
  const make = (): void => setMaking(true);
  const shown = (): FindingRow[] =>
    Array.from({ length: rows.length }, (_, index) => rows.at(index)).filter((one) => one !== undefined);
  const save = (): void =>
    download({ name: `${t('file')}.csv`, type: 'text/csv', text: `\uFEFF${csvOf(table(shown()))}` });
  useCommand(mayMake ? { id: 'finding.make', group: 'list', key: 'C', title: t('make'), run: make } : null);
  useCommand({ id: 'finding.print', group: 'list', key: 'P', title: t('print'), run: () => window.print() });
  useCommand(
    row && !isMaking
      ? { id: 'finding.leave', group: 'list', key: 'Esc', keyOnly: true, title: t('leave'), run: clear }
      : null,
  );
  return (
    <div className={styles.view} data-open={row !== undefined || isMaking}>
      <Panel label={t('title')}>
        <PanelHead
          title={t('title')}
          note={t('shown', { shown: format.number(rows.length), total: format.number(size) })}
        >
          <Button icon="file" disabled={rows.length === 0} onClick={() => setCopied(copyText(csvOf(table(shown()))))}>
            {t(copied ? 'csvDone' : 'csv')}
          </Button>
          <Button icon="down" disabled={rows.length === 0} onClick={save}>
            {t('save')}
          </Button>
          <Button icon="printer" shortcut="P" disabled={rows.length === 0} onClick={() => window.print()}>
            {t('print')}
          </Button>
          <Button icon="plus" shortcut="C" disabled={!mayMake} onClick={make}>
            {t('make')}
          </Button>
        </PanelHead>
        <FindingFigures findings={findings} />
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
            minWidth={1000}
          />
        ) : (
          <Empty
            title={!complete ? t('loading') : size > 0 ? t('emptyFiltered') : t('empty')}
            hint={complete && size === 0 ? t('emptyHint') : undefined}
          />
        )}
      </Panel>
      {isMaking ? (
        <FindingForm
          onClose={() => setMaking(false)}
          onMade={(id) => {
            setMaking(false);
            select('finding', id, 'list');
          }}
        />
      ) : (
        row && <FindingDrawer row={row} />
      )}
      <Paper title={t('paper')}>
        <PaperTable table={() => table(shown())} />
      </Paper>
    </div>
  );
}

function selectOwners({ rows }: LiveCollection<FindingRow>): string {
  return JSON.stringify([...new Set([...rows.values()].map(({ data }) => data.owner.department))].sort());
}

function selectIncidents({ rows }: LiveCollection<FindingRow>): string {
  return JSON.stringify([...new Set([...rows.values()].flatMap(({ data }) => data.incident ?? []))].sort());
}

function useFindingFacets(findings: LiveCollection<FindingRow>): readonly Facet[] {
  const { t } = useTranslation('review');
  const department = useDepartmentName();
  const name = useRecordName();
  const owners = useSampled(findings, selectOwners);
  const incidents = useSampled(findings, selectIncidents);
  return useMemo(
    () =>
      [
        {
          id: 'state',
          label: t('column.state'),
          options: FINDING_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
        },
        { id: 'due', label: t('column.due'), options: DUES.map((value) => ({ value, label: t(`due.${value}`) })) },
        {
          id: 'area',
          label: t('column.area'),
          options: FINDING_AREAS.map((value) => ({ value, label: t(`area.${value}`) })),
        },
        {
          id: 'department',
          label: t('column.owner'),
          options: (JSON.parse(owners) as string[]).map((value) => ({ value, label: department(value) })),
        },
        {
          id: 'incident',
          label: t('column.incident'),
          options: (JSON.parse(incidents) as string[]).map((value) => ({
            value,
            label: name({ topic: 'incident', id: value }),
          })),
        },
        {
          id: 'sort',
          label: t('column.sort'),
          options: [
            { value: 'weakness', label: t('weakness') },
            { value: 'strength', label: t('strength') },
          ],
        },
      ].filter(({ options }) => options.length > 0),
    [t, department, name, owners, incidents],
  );
}
