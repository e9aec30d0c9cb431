import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import { useCommand } from '../../state/commands.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar, type Chosen } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { EMPTY } from './draft.ts';
import { usePlanColumns } from './plan-columns.tsx';
import { PlanEditor } from './plan-editor.tsx';
import { PlanSheet } from './plan-sheet.tsx';
import { isChanged, usePlans } from './plan-store.ts';
import { usePlanBook, usePlanWords, type PlanWords } from './use-plan-book.ts';
import styles from './plans.module.css';

interface Summary {
  readonly all: number;
  readonly on: number;
  readonly first: string | null;
}

function selectSummary({ rows }: LiveCollection<TemplateRow>): Summary {
  const all = [...rows.values()];
  return { all: all.length, on: all.filter(({ data }) => data.enabled).length, first: all[0]?.id ?? null };
}

const sameSummary = (a: Summary, b: Summary): boolean => a.all === b.all && a.on === b.on && a.first === b.first;

function planFilter(text: string, chosen: Chosen, words: PlanWords): (row: TemplateRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  const states = chosen['state'] ?? [];
  return ({ id, data }) => {
    if (states.length > 0 && !states.includes(data.enabled ? 'on' : 'off')) return false;
    const told = [id, data.name.zh, data.name.en, words.eventType(data.eventType)];
    return query === '' || told.some((word) => word?.toLocaleLowerCase().includes(query));
  };
}

/** The plans of the city by event type, with their tasks at each level; one of them in full beside the list. */
export function PlansView() {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const problemText = useProblemText();
  const templates = useCollection('templates', {});
  const complete = useLive(templates, (rows) => rows.complete);
  const summary = useLive(templates, selectSummary, sameSummary);
  const book = usePlanBook();
  const words = usePlanWords(book);
  const columns = usePlanColumns(words);
  const { sort, setSort, chosen: facets, setChosen } = useTableChoices('plans', { column: 'type', descending: false });
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query);
  const keep = useMemo(() => planFilter(text, facets, words), [text, facets, words]);
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const rows = useSorted(templates, spec);
  const { chosen, choose, draft, open } = usePlans();
  const row = useRow(templates, chosen);
  const mayWord = useMay()('template.word') === null;
  const add = useCallback(() => open({ id: null, version: 0, before: EMPTY, words: EMPTY }), [open]);
  const canAdd = mayWord && draft === null;
  useCommand(canAdd ? { id: 'plan.new', group: 'list', key: 'N', title: t('add'), run: add } : null);
  useUnsavedGuard();
  const first = rows.at(0)?.id ?? null;
  useEffect(() => {
    // Something to look at from the beginning: the first of the list.
    if (chosen === null && first !== null) choose(first);
  }, [chosen, first, choose]);
  const empty = complete ? (summary.all > 0 ? t('emptyFiltered') : t('empty')) : t('loading');
  return (
    <div className={styles.view}>
      <Panel label={t('title')}>
        <PanelHead
          title={t('title')}
          note={t('note', { on: format.number(summary.on), all: format.number(summary.all) })}
        >
          <Button icon="plus" shortcut="N" disabled={!canAdd} onClick={add}>
            {t('add')}
          </Button>
        </PanelHead>
        <FilterBar
          query={query}
          onQuery={setQuery}
          placeholder={t('filter')}
          chosen={facets}
          onChosen={setChosen}
          facets={[
            {
              id: 'state',
              label: t('facet'),
              options: (['on', 'off'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
            },
          ]}
        />
        {book && book.faults.length > 0 && (
          <ul className={styles.faults}>
            {book.faults.map(({ file, problem }) => (
              <li key={file} title={problem.detail}>
                <Icon name="file" size={14} />
                {t('fault', { file, reason: problemText(problem) })}
              </li>
            ))}
          </ul>
        )}
        {rows.length > 0 ? (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={setSort}
            selected={draft?.id === null ? null : chosen}
            onSelect={choose}
            minWidth={600}
          />
        ) : (
          <Empty title={empty} />
        )}
      </Panel>
      {draft && <PlanEditor draft={draft} book={book} words={words} row={draft.id === null ? undefined : row} />}
      {!draft && row && <PlanSheet key={row.id} row={row} book={book} words={words} />}
      {!draft && !row && (
        <Panel className={styles.side} label={t('title')}>
          <Empty title={complete ? t('none') : t('loading')} />
        </Panel>
      )}
    </div>
  );
}

/** The window itself asks before it closes over unsaved words. */
function useUnsavedGuard(): void {
  const isUnsaved = usePlans(({ draft }) => draft !== null && isChanged(draft));
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
