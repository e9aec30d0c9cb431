import { useTranslation } from 'react-i18next';
import { isOrderOver, type Order, type OrderState } from '../../../shared/domain/order.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Nothing } from '../../widgets/chip.tsx';
import styles from './orders.module.css';

const YES: ReadonlySet<OrderState> = new Set(['acknowledged', 'underWay', 'done']);
const DONE: ReadonlySet<OrderState> = new Set(['done']);

/** When a department first came to one of these; null: it has not. */
function reachedAt({ steps, status }: Order, states: ReadonlySet<OrderState>): Instant | null {
  return [...steps, status].find(({ state }) => states.has(state))?.at ?? null;
}

/** The two limits of an order, each with what became of it. */
export function OrderClocks({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const { acknowledgeBy, doneBy } = order.clocks;
  return (
    <dl className={styles.clocks}>
      <Limit name={t('page.acknowledge')} due={acknowledgeBy} at={reachedAt(order, YES)} isOver={isOrderOver(order)} />
      {doneBy === undefined ? (
        <div>
          <dt>{t('page.done')}</dt>
          <dd>
            <b>
              <Nothing>{t('due.none')}</Nothing>
            </b>
          </dd>
        </div>
      ) : (
        <Limit name={t('page.done')} due={doneBy} at={reachedAt(order, DONE)} isOver={isOrderOver(order)} />
      )}
    </dl>
  );
}

interface LimitProps {
  readonly name: string;
  readonly due: Instant;
  /** When it was kept, early or late; null: not yet. */
  readonly at: Instant | null;
  readonly isOver: boolean;
}

function Limit({ name, due, at, isOver }: LimitProps) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const isLate = useClock((now) => (at ?? (isOver ? due : now)) > due);
  const text = useClock((now) => {
    const time = format.moment(at ?? due, now);
    if (at !== null)
      return at > due ? t('page.late', { span: format.span(at - due), time }) : t('page.inTime', { time });
    if (isOver) return t('page.ended');
    if (now > due) return t('page.overSince', { span: format.span(now - due), time });
    return t('page.leftUntil', { span: format.duration(due - now), time });
  });
  return (
    <div data-late={isLate}>
      <dt>{name}</dt>
      <dd>
        <b>{text}</b>
      </dd>
    </div>
  );
}
