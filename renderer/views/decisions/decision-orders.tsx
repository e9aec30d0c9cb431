import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isOrderOver } from '../../../shared/domain/order.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDepartmentName } from '../../state/names.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { Countdown, Moment } from '../../widgets/age.tsx';
import { Chip, type ChipTone } from '../../widgets/chip.tsx';
import { Empty } from '../../widgets/panel.tsx';
import styles from './steps.module.css';

type OrderRow = EntityRow<'order'>;

const same = (a: readonly OrderRow[], b: readonly OrderRow[]): boolean =>
  a.length === b.length && a.every((row, index) => row === b[index]);

const TONES: Readonly<Record<OrderRow['data']['status']['state'], ChipTone>> = {
  sent: 'pending',
  received: 'pending',
  acknowledged: 'live',
  underWay: 'live',
  done: 'live',
  refused: 'conflict',
  cancelled: 'plain',
  replaced: 'plain',
};

/** What became of it: its orders, live, each with its clock. */
export function DecisionOrders({ id }: { readonly id: string }) {
  const { t } = useTranslation('decision');
  const orders = useCollection('orders', {});
  const select = useCallback(
    ({ rows }: LiveCollection<OrderRow>) =>
      [...rows.values()]
        .filter(({ data }) => data.decision === id)
        .sort((a, b) => a.data.from.at - b.data.from.at || (a.id < b.id ? -1 : 1)),
    [id],
  );
  const rows = useLive(orders, select, same);
  const isComplete = useLive(orders, ({ complete }) => complete);
  if (rows.length === 0)
    return (
      <Empty title={t(isComplete ? 'orders.none' : 'loading')} hint={isComplete ? t('orders.noneHint') : undefined} />
    );
  return (
    <div className={styles.steps} role="list" aria-label={t('tab.orders')}>
      {rows.map((row) => (
        <Order key={row.id} row={row} />
      ))}
    </div>
  );
}

function Order({ row: { id, data } }: { readonly row: OrderRow }) {
  const { t } = useTranslation('decision');
  const { t: order } = useTranslation('order');
  const department = useDepartmentName();
  const { status, title, to, clocks } = data;
  const waits = status.state === 'sent' || status.state === 'received';
  return (
    <div className={styles.order} role="listitem" data-order={id} data-state={status.state}>
      <button
        type="button"
        onClick={() => {
          useSelection.getState().select('order', id, 'command');
          goToDesk('orders');
        }}
      >
        <Local text={title} />
      </button>
      <span>{department(to.post ?? to.department)}</span>
      <Chip tone={TONES[status.state]}>{order(`state.${status.state}`)}</Chip>
      <span>{waits ? <Countdown since={data.from.at} due={clocks.acknowledgeBy} /> : <Moment at={status.at} />}</span>
      <span>
        {clocks.doneBy !== undefined && !isOrderOver(data) && (
          <Countdown label={t('orders.doneBy')} since={data.from.at} due={clocks.doneBy} quiet />
        )}
      </span>
    </div>
  );
}
