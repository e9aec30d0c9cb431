import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../../shared/domain/order.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { useCommand } from '../../state/commands.ts';
import { sameSummary, selectSummary } from '../../state/feed-health.ts';
import { useDepartmentName } from '../../state/names.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useClock } from '../../state/use-console.ts';
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
import { useOrderColumns } from './order-columns.tsx';
import { OrderForm } from './order-form.tsx';
import { OrderPage } from './order-page.tsx';
import { inScope, ORDER_SCOPES, orderFilter, type OrderScope } from './order-state.ts';
import { useIncidentName } from './use-incident-name.ts';
import { useOrderFacets } from './use-order-facets.ts';
import styles from './orders.module.css';

/** OR1: every order and instruction; what runs out first on top. @param tabs the desk's own, in the head */
export function OrderBoard({ tabs }: { readonly tabs: ReactNode }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const orders = useCollection('orders', {});
  const version = useLive(orders, (rows) => rows.version);
  const isComplete = useLive(orders, (rows) => rows.complete);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const minute = instant(useClock((now) => Math.floor(now / MINUTE) * MINUTE));
  const incidentName = useIncidentName();
  const department = useDepartmentName();
  const columns = useOrderColumns(incidentName);
  const facets = useOrderFacets(orders, incidentName);
  const { sort, setSort, chosen, setChosen } = useTableChoices('orders', { column: 'due', descending: false });
  const [scope, setScope] = useState<OrderScope>('open');
  const [query, setQuery] = useState('');
  const [making, setMaking] = useState<Order['form'] | null>(null);
  const text = useDeferredValue(query);
  const names = useCallback(
    ({ data }: OrderRow) => [
      department(data.to.department),
      (data.incident === undefined ? undefined : incidentName(data.incident)) ?? '',
    ],
    [department, incidentName],
  );
  const spec = useMemo(
    () => tableSpec(columns, sort, orderFilter({ scope, text, chosen, now: minute, names }), format.language),
    [columns, sort, scope, text, chosen, minute, names, format.language],
  );
  const rows = useSorted(orders, spec);
  const counts = useMemo(() => {
    const all = [...orders.rows.values()];
    return ORDER_SCOPES.map((one) => all.filter((row) => inScope(row, one, minute)).length);
  }, [orders, version, minute]); // eslint-disable-line react-hooks/exhaustive-deps -- `version`: its rows are others now
  const selected = useSelectedId('order');
  const onSelect = useCallback((id: string) => {
    setMaking(null);
    useSelection.getState().select('order', id, 'list');
  }, []);
  const mayGive = useMay()('order.give') === null;
  useCommand(
    mayGive ? { id: 'order.new', group: 'list', key: 'W', title: t('newOrder'), run: () => setMaking('order') } : null,
  );
  useCommand(
    mayGive
      ? { id: 'instruction.new', group: 'list', key: 'I', title: t('newInstruction'), run: () => setMaking('instruction') } // prettier-ignore
      : null,
  );
  const total = orders.rows.size;
  const none = total === 0 ? 'empty' : scope === 'open' && counts[0] === 0 ? 'emptyOpen' : 'emptyFiltered';
  const isUnknown = total === 0 && feeds.all === feeds.down;
  const isOpen = making !== null || selected !== null;
  return (
    <div className={styles.board} data-open={isOpen}>
      <Panel label={t('title')}>
        <PanelHead
          title={t('title')}
          note={
            isComplete
              ? t('shown', { shown: format.number(rows.length), total: format.number(total) })
              : t('loading', { count: total })
          }
        >
          {tabs}
          <Button icon="note" shortcut="I" disabled={!mayGive} onClick={() => setMaking('instruction')}>
            {t('newInstruction')}
          </Button>
          <Button icon="plus" shortcut="W" disabled={!mayGive} onClick={() => setMaking('order')}>
            {t('newOrder')}
          </Button>
        </PanelHead>
        <FilterBar
          query={query}
          onQuery={setQuery}
          placeholder={t('filter')}
          facets={facets}
          chosen={chosen}
          onChosen={setChosen}
        >
          <Tabs
            look="segments"
            label={t('column.state')}
            value={scope}
            onChange={setScope}
            tabs={ORDER_SCOPES.map((id, index) => ({
              id,
              label: t(`scope.${id}`),
              count: format.number(counts[index] ?? 0),
            }))}
          />
        </FilterBar>
        {rows.length > 0 ? (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelect={onSelect}
            minWidth={1_120}
          />
        ) : (
          <Empty
            title={!isComplete ? t('loading', { count: total }) : t(isUnknown ? 'notKnown' : none)}
            hint={isComplete && !isUnknown && total === 0 ? t('emptyHint') : undefined}
          />
        )}
      </Panel>
      {isOpen && (
        <div className={styles.side}>
          {making !== null ? (
            <OrderForm key={making} form={making} onClose={() => setMaking(null)} />
          ) : (
            selected !== null && <OrderPage id={selected} />
          )}
        </div>
      )}
    </div>
  );
}
