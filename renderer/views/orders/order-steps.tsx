import { useTranslation } from 'react-i18next';
import { isOrderOver, type Order, type OrderStatus } from '../../../shared/domain/order.ts';
import { useDepartmentName, useSourceName } from '../../state/names.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useClock } from '../../state/use-console.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Section } from '../../widgets/panel.tsx';
import styles from './orders.module.css';

function saidIn(step: OrderStatus) {
  if (step.state === 'done') return step.result;
  return step.state === 'refused' || step.state === 'cancelled' ? step.reason : undefined;
}

/** From the sending to the end: every step with its time and who made it, the newest first. */
export function OrderSteps({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const source = useSourceName();
  const department = useDepartmentName();
  const people = usePeopleNames();
  const ended = isOrderOver(order) ? order.status.at : null;
  const span = useClock((now) => format.span((ended ?? now) - order.from.at));
  const steps = [...order.steps, order.status];
  // A post with its department, a department by its name, a system or seat by its own.
  const who = (by: string): string => {
    if (people.post(by) !== by) return people.postInFull(by);
    return department(by) === by ? source(by) : department(by);
  };
  return (
    <Section title={t('page.steps')} hint={t('page.stepsSince', { span })}>
      <ol className={styles.loop}>
        {steps.toReversed().map((step, index) => {
          const said = saidIn(step);
          return (
            <li key={steps.length - index} data-now={index === 0}>
              <i aria-hidden="true" />
              <Moment at={step.at} />
              <div>
                <b>{t(`state.${step.state}`)}</b>
                <span className={styles.by}>{who(step.by)}</span>
                {said && (
                  <p>
                    <Local text={said} />
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
