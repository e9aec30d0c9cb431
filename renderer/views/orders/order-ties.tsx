import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { orderNo } from './order-state.ts';
import styles from './orders.module.css';

/** What the order comes from and hangs on: decision, incident, the orders that it ends or that ended it. */
export function OrderTies({ row }: { readonly row: OrderRow }) {
  const { t } = useTranslation('order');
  const { data } = row;
  const orders = useCollection('orders', {});
  const cancelledBy = [...orders.rows.values()].find((other) => other.data.cancels === row.id)?.id ?? null;
  const decision = useRow(useCollection('decisions', {}), data.decision ?? null);
  const incident = useRow(useCollection('incidents', {}), data.incident ?? null);
  const { select } = useSelection.getState();
  const go = (topic: 'decision' | 'incident', id: string, desk: string) => () => {
    select(topic, id, 'command');
    goToDesk(desk);
  };
  const other = (label: string, id: string): ReactNode => (
    <Tie label={label} onOpen={orders.rows.has(id as OrderRow['id']) ? () => select('order', id, 'command') : null}>
      <OtherOrder id={id} />
    </Tie>
  );
  return (
    <Section title={t('page.ties')}>
      <dl className={styles.facts}>
        <Tie
          label={t('page.decision')}
          onOpen={data.decision !== undefined && decision ? go('decision', data.decision, 'decisions') : null}
        >
          {decision ? (
            <Local text={decision.data.question} />
          ) : (
            <Nothing>{t(data.decision === undefined ? 'page.decisionNone' : 'page.decisionGone')}</Nothing>
          )}
        </Tie>
        <Tie
          label={t('page.incident')}
          onOpen={data.incident !== undefined && incident ? go('incident', data.incident, 'incidents') : null}
        >
          {incident ? (
            <Local text={incident.data.title} />
          ) : (
            <Nothing>{t(data.incident === undefined ? 'page.incidentNone' : 'page.incidentGone')}</Nothing>
          )}
        </Tie>
        {data.task && (
          <Tie label={t('page.task')} onOpen={null}>
            {t('page.taskIs', { task: data.task.task })}
          </Tie>
        )}
        {data.replaces !== undefined && other(t('page.replaces'), data.replaces)}
        {data.cancels !== undefined && other(t('page.cancels'), data.cancels)}
        {data.status.state === 'replaced' && other(t('page.replacedBy'), data.status.into)}
        {cancelledBy !== null && other(t('page.cancelledBy'), cancelledBy)}
      </dl>
    </Section>
  );
}

function OtherOrder({ id }: { readonly id: string }) {
  const row = useRow(useCollection('orders', {}), id);
  return row ? <Local text={row.data.title} /> : orderNo(id);
}

interface TieProps {
  readonly label: string;
  /** Null: there is nothing to open. */
  readonly onOpen: (() => void) | null;
  readonly children: ReactNode;
}

function Tie({ label, onOpen, children }: TieProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {onOpen ? (
          <button type="button" className={styles.tie} onClick={onOpen}>
            {children}
          </button>
        ) : (
          children
        )}
      </dd>
    </div>
  );
}
