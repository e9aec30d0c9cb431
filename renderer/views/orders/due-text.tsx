import { useTranslation } from 'react-i18next';
import { orderDue, type OrderRow } from '../../state/order-due.ts';
import { limitState } from '../../state/incident-order.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { isOrderOver } from '../../../shared/domain/order.ts';
import styles from './orders.module.css';

/** OR2: what is waited for and how long it still may take, or plainly by how much it is over: word and glyph, not colour alone. */
export function DueText({ row: { data } }: { readonly row: OrderRow }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const due = orderDue(data);
  const state = useClock((now) => (due ? limitState(due.due, due.since, now) : ''));
  const text = useClock((now) => {
    if (!due) return '';
    const duty = t(`due.${due.duty}`);
    return now <= due.due
      ? t('due.left', { duty, span: format.duration(due.due - now) })
      : t('due.over', { duty, span: format.span(now - due.due) });
  });
  if (!due) return <Nothing>{t(isOrderOver(data) ? 'due.ended' : 'due.none')}</Nothing>;
  return (
    <span className={styles.due} data-limit={state}>
      {(state === 'near' || state === 'passed') && <Icon name="clock" size={14} />}
      {text}
    </span>
  );
}
