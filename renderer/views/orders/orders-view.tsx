import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { useSelection } from '../../state/selection.ts';
import { Tabs } from '../../widgets/tabs.tsx';
import { OrderBoard } from './order-board.tsx';
import { ReportDesk } from './report-desk.tsx';

const TABS = ['orders', 'reports'] as const;
type Tab = (typeof TABS)[number];

/** Orders and instructions with their clocks; information reports with theirs. What is selected elsewhere opens its own. */
export function OrdersView() {
  const { t } = useTranslation('order');
  const topic = useSelection(({ selected }) => selected?.topic);
  const [tab, setTab] = useState<Tab>(topic === 'report' ? 'reports' : 'orders');
  useEffect(() => {
    if (topic === 'report') setTab('reports');
    if (topic === 'order') setTab('orders');
  }, [topic]);
  const other = tab === 'orders' ? 'reports' : 'orders';
  useCommand({
    id: 'orders.tab',
    group: 'list',
    key: 'X',
    title: t(other === 'reports' ? 'toReports' : 'toOrders'),
    run: () => setTab(other),
  });
  const tabs = (
    <Tabs
      look="segments"
      label={t('title')}
      value={tab}
      onChange={setTab}
      tabs={TABS.map((id) => ({ id, label: t(`tab.${id}`) }))}
    />
  );
  return tab === 'orders' ? <OrderBoard tabs={tabs} /> : <ReportDesk tabs={tabs} />;
}
