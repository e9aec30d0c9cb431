import { useTranslation } from 'react-i18next';
import type { OrderState } from '../../../shared/domain/order.ts';
import styles from './orders.module.css';

const PLACES: readonly OrderState[] = ['sent', 'received', 'acknowledged', 'underWay', 'done'];

/** How far it is, as a word and as bars; what ended otherwise has the word alone. */
export function OrderStateWord({ state }: { readonly state: OrderState }) {
  const { t } = useTranslation('order');
  const place = PLACES.indexOf(state);
  return (
    <span className={styles.state} data-ended={place < 0}>
      {place >= 0 && (
        <span className={styles.bars} aria-hidden="true">
          {PLACES.map((step, index) => (
            <i key={step} data-on={index <= place} />
          ))}
        </span>
      )}
      {t(`state.${state}`)}
    </span>
  );
}
