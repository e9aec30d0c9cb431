import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleRow } from '../../../shared/protocol/console-api/rule-calls.ts';
import { useCommand } from '../../state/commands.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar, type Chosen } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { WARNING_METHODS } from '../../../shared/domain/own-warning.ts';
import { useDraft } from './draft-store.ts';
import { formOf, isChanged, NEW_RULE } from './rule-draft.ts';
import { useRuleColumns } from './rule-columns.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { RuleFaults } from './rule-faults.tsx';
import styles from './rules.module.css';

interface Summary {
  readonly on: number;
  readonly standing: number;
  readonly all: number;
}

function selectSummary({ rows }: LiveCollection<RuleRow>): Summary {
  const lines = [...rows.values()].filter((row) => row.form === 'rule');
  return {
    all: lines.length,
    on: lines.filter(({ rule }) => rule.enabled).length,
    standing: lines.reduce((sum, { standing }) => sum + standing, 0),
  };
}

const sameSummary = (a: Summary, b: Summary): boolean => a.all === b.all && a.on === b.on && a.standing === b.standing;

function ruleFilter(text: string, chosen: Chosen): (row: RuleRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  const passes = (values: readonly string[] | undefined, value: string): boolean =>
    values === undefined || values.length === 0 || values.includes(value);
  return (row) => {
    if (row.form !== 'rule') return false;
    const { id, rule } = row;
    if (!passes(chosen['method'], rule.method) || !passes(chosen['enabled'], rule.enabled ? 'on' : 'off')) return false;
    return query === '' || [id, rule.name.zh, rule.name.en].some((word) => word?.toLocaleLowerCase().includes(query));
  };
}

/** The warning rules of the city: what fires, when and how often; one of them in full beside the list. */
export function RulesView() {
  const { t } = useTranslation('rule');
  const format = useFormat();
  const rules = useCollection('rules', {});
  const complete = useLive(rules, (rows) => rows.complete);
  const summary = useLive(rules, selectSummary, sameSummary);
  const columns = useRuleColumns();
  const { sort, setSort, chosen, setChosen } = useTableChoices('rules', { column: 'name', descending: false });
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query);
  const keep = useMemo(() => ruleFilter(text, chosen), [text, chosen]);
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const rows = useSorted(rules, spec);
  const { open, choose } = useChoice(rules);
  const mayPut = useMay()('rule.put') === null;
  const add = (): void => choose(null);
  useCommand(mayPut ? { id: 'rule.new', group: 'list', key: 'N', title: t('add'), run: add } : null);
  const empty = complete ? (summary.all > 0 ? t('emptyFiltered') : t('empty')) : t('loading');
  const note = t('note', { on: format.number(summary.on), standing: format.number(summary.standing) });
  return (
    <div className={styles.view}>
      <Panel label={t('title')}>
        <PanelHead title={t('title')} note={note}>
          <Button icon="plus" shortcut="N" disabled={!mayPut} onClick={add}>
            {t('add')}
          </Button>
        </PanelHead>
        <FilterBar
          query={query}
          onQuery={setQuery}
          placeholder={t('filter')}
          chosen={chosen}
          onChosen={setChosen}
          facets={[
            {
              id: 'method',
              label: t('facet.method'),
              options: WARNING_METHODS.map((value) => ({ value, label: t(`method.${value}`) })),
            },
            {
              id: 'enabled',
              label: t('facet.enabled'),
              options: (['on', 'off'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
            },
          ]}
        />
        <RuleFaults rules={rules} />
        {rows.length > 0 ? (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={setSort}
            selected={open?.id ?? null}
            onSelect={choose}
            minWidth={1060}
          />
        ) : (
          <Empty title={empty} />
        )}
      </Panel>
      {open ? (
        <RuleEditor key={open.id ?? 'new'} draft={open} choose={choose} />
      ) : (
        <Panel className={styles.side} label={t('title')}>
          <Empty title={t('none')} />
        </Panel>
      )}
    </div>
  );
}

/** Which rule is open. What is unsaved is never dropped by choosing another: first it is asked. */
function useChoice(rules: LiveCollection<RuleRow>) {
  const { open, show, want } = useDraft();
  const choose = useCallback(
    (id: string | null) => {
      const { open: current } = useDraft.getState();
      if (current && current.id === id) return want(undefined);
      if (current && isChanged(current.form, current.before)) return want(id);
      const row = id === null ? undefined : rules.rows.get(id);
      if (id === null) show({ id: null, version: 0, before: NEW_RULE, form: NEW_RULE });
      else if (row?.form === 'rule') {
        const form = formOf(row.rule);
        show({ id, version: row.rule.version, before: form, form });
      }
    },
    [rules, show, want],
  );
  // The window itself asks before it closes over unsaved words.
  const isUnsaved = open !== null && isChanged(open.form, open.before);
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  return { open, choose };
}
