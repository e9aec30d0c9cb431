import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallArgs } from '../../../shared/protocol/console-api/calls.ts';
import { useConsole } from '../../state/console.ts';
import { useDepartmentName } from '../../state/names.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { useSend } from '../../state/use-send.ts';
import type { ToldState } from './order-state.ts';

export type NewOrder = CallArgs<'giveOrder'>;

export interface OrderActions {
  /** The new order's id, or null when it was not stored. */
  give(order: NewOrder): Promise<string | null>;
  step(row: Pick<OrderRow, 'id' | 'rev'>, state: ToldState, text?: string): Promise<boolean>;
}

/** What an officer can do to an order: stored in the outbox and said so with its number, or said why not. */
export function useOrderActions(): OrderActions {
  const { link } = useConsole();
  const { t } = useTranslation('order');
  const department = useDepartmentName();
  const send = useSend();
  return useMemo(
    () => ({
      async give(order) {
        const said =
          order.replaces !== undefined
            ? t('said.changed')
            : order.cancels !== undefined
              ? t('said.cancelled')
              : t(order.form === 'order' ? 'said.given' : 'said.instruction', {
                  department: department(order.to.department),
                });
        return (await send(link.call('giveOrder', order), said))?.answer.id ?? null;
      },
      async step({ id, rev }, state, text) {
        const told = { id, expectedRev: rev, state, ...(text !== undefined && { text }) };
        return (await send(link.call('stepOrder', told), t(`said.${state}`))) !== null;
      },
    }),
    [link, t, department, send],
  );
}
