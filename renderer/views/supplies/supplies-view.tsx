import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { sameSummary, selectSummary } from '../../state/feed-health.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { MoveStock } from '../../widgets/command/move-stock.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar, type Chosen } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { isShort, useSupplyColumns, type SupplyRow } from './supply-columns.tsx';
import styles from './supplies.module.css';

function supplyFilter(text: string, chosen: Chosen): (row: SupplyRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  const passes = (values: readonly string[] | undefined, value: string): boolean =>
    values === undefined || values.length === 0 || values.includes(value);
  return ({ data }) => {
    if (!passes(chosen['depot'], data.depot) || !passes(chosen['good'], data.good)) return false;
    const words = [data.name.zh, data.name.en, data.depotName.zh, data.depotName.en, data.good];
    return query === '' || words.some((word) => word?.toLocaleLowerCase().includes(query));
  };
}

function selectStock(supplies: LiveCollection<SupplyRow>) {
  const depots = new Map<string, SupplyRow['data']['depotName']>();
  const goods = new Map<string, SupplyRow['data']['name']>();
  let short = 0;
  for (const row of supplies.rows.values()) {
    depots.set(row.data.depot, row.data.depotName);
    goods.set(row.data.good, row.data.name);
    if (isShort(row)) short += 1;
  }
  return { depots, goods, short };
}

/** Stock by good and depot: what is there, how fast it goes, how long it lasts. What runs out first is at the top. */
export function SuppliesView() {
  const { t } = useTranslation('supply');
  const { t: command } = useTranslation('command');
  const format = useFormat();
  const supplies = useCollection('supplies', {});
  const complete = useLive(supplies, (rows) => rows.complete);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const stock = useSampled(supplies, selectStock);
  const columns = useSupplyColumns();
  const { sort, setSort, chosen, setChosen } = useTableChoices('supplies', { column: 'left', descending: false });
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query);
  const keep = useMemo(() => supplyFilter(text, chosen), [text, chosen]);
  const spec = useMemo(() => tableSpec(columns, sort, keep, format.language), [columns, sort, keep, format.language]);
  const rows = useSorted(supplies, spec);
  const selected = useSelectedId('supply');
  const select = useSelection((state) => state.select);
  const onSelect = useCallback((id: string) => select('supply', id, 'list'), [select]);
  const from = useRow(supplies, selected);
  const [moving, setMoving] = useState(false);
  const verb = useVerb(from?.feed ?? null);
  const refusal = useMay()('stock.move');
  const refusalText = useRefusalText();
  const refused = refusal && refusalText(refusal, [command('verb.move')]);
  const move = (): void => setMoving(true);
  useCommand(
    from && !refusal ? { id: 'stock.move', group: 'list', key: 'D', title: command('move.title'), run: move } : null,
  );
  const why = (): string => {
    if (!complete) return t('loading');
    if (supplies.rows.size > 0) return t('emptyFiltered');
    return feeds.down === feeds.all ? t('notKnown') : t('empty');
  };
  const options = (names: ReadonlyMap<string, SupplyRow['data']['name']>) =>
    [...names].map(([value, name]) => ({ value, label: <Local text={name} /> }));
  return (
    <Panel className={styles.view} label={t('title')}>
      <PanelHead title={t('title')} note={t('count', { goods: stock.goods.size, depots: stock.depots.size })}>
        <Button shortcut="D" disabled={!from || refused !== null} title={refused ?? undefined} onClick={move}>
          {from ? verb(command('move.title')) : command('move.pickFirst')}
        </Button>
        {stock.short > 0 && (
          <Chip tone="edge" icon="clock">
            {t('shortCount', { count: stock.short })}
          </Chip>
        )}
      </PanelHead>
      <FilterBar
        query={query}
        onQuery={setQuery}
        placeholder={t('filter')}
        facets={[
          { id: 'depot', label: t('facet.depot'), options: options(stock.depots) },
          { id: 'good', label: t('facet.good'), options: options(stock.goods) },
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
          minWidth={1120}
        />
      )}
      {moving && from && <MoveStock key={from.id} from={from} onClose={() => setMoving(false)} />}
    </Panel>
  );
}
