import { useState } from 'react';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isOrderOver } from '../../../shared/domain/order.ts';
import { useCommand } from '../../state/commands.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { useMay } from '../../state/use-may.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { CancelForm } from './cancel-form.tsx';
import { OrderForm } from './order-form.tsx';
import { STEPS_AFTER, type ToldState } from './order-state.ts';
import { StepForm } from './step-form.tsx';
import { useOrderActions } from './use-order-actions.ts';
import styles from './orders.module.css';

type Form = 'change' | 'cancel' | 'done' | 'refused';

/** The next step that a department may tell, with its key; what else it may tell; change and cancel. */
export function OrderFoot({ row }: { readonly row: OrderRow }) {
  const { t } = useTranslation('order');
  const { step } = useOrderActions();
  const may = useMay();
  const verb = useVerb(row.feed);
  const [form, setForm] = useState<Form | null>(null);
  const isOver = isOrderOver(row.data);
  const [first, ...more] = STEPS_AFTER[row.data.status.state] ?? [];
  const mayStep = may('order.step') === null;
  const mayGive = may('order.give') === null;
  const tell = (state: ToldState): void => {
    if (state === 'done' || state === 'refused') setForm(state);
    else void step(row, state);
  };
  const offered = first !== undefined && mayStep;
  useCommand(
    offered ? { id: 'order.next', group: 'list', key: 'A', title: t(`action.${first}`), run: () => tell(first) } : null,
  );
  const mayChange = !isOver && mayGive;
  useCommand(
    mayChange
      ? { id: 'order.change', group: 'list', key: 'E', title: t('action.change'), run: () => setForm('change') }
      : null,
  );
  if (first === undefined) return null;
  const close = (): void => setForm(null);
  return (
    <>
      <footer className={styles.foot}>
        <Refusals actions={['order.step', 'order.give']} />
        <p className={styles.says}>{t('fill.toldSays')}</p>
        <div className={styles.actions}>
          <Button look="primary" size="grave" shortcut="A" disabled={!mayStep} onClick={() => tell(first)}>
            {verb(t(`action.${first}`))}
          </Button>
          <Button size="grave" shortcut="E" disabled={!mayChange} onClick={() => setForm('change')}>
            {t('action.change')}
          </Button>
          <Menu position="top-end">
            <Menu.Target>
              <Button size="grave" icon="more" aria-label={t('action.more')} title={t('action.more')} />
            </Menu.Target>
            <Menu.Dropdown>
              {more.map((state) => (
                <Menu.Item key={state} disabled={!mayStep} onClick={() => tell(state)}>
                  {t(`action.${state}`)}
                </Menu.Item>
              ))}
              <Menu.Item disabled={!mayGive} onClick={() => setForm('cancel')}>
                {t('action.cancel')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </footer>
      {(form === 'done' || form === 'refused') && <StepForm row={row} state={form} onClose={close} />}
      {form === 'change' && <OrderForm form={row.data.form} replaces={row} onClose={close} />}
      {form === 'cancel' && <CancelForm row={row} onClose={close} />}
    </>
  );
}
