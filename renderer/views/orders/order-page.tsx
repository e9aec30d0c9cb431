import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { useDepartmentName } from '../../state/names.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Chip, Nothing } from '../../widgets/chip.tsx';
import { ConflictChip } from '../../widgets/command/conflict/conflict-chip.tsx';
import { Empty, Panel, Section } from '../../widgets/panel.tsx';
import { OrderClocks } from './order-clocks.tsx';
import { OrderFoot } from './order-foot.tsx';
import { OrderSteps } from './order-steps.tsx';
import { OrderTies } from './order-ties.tsx';
import { orderNo } from './order-state.ts';
import { usePosts } from './use-posts.ts';
import styles from './orders.module.css';

/** Everything about one order: to whom, by when, what became of it, where it comes from, and what comes next. */
export function OrderPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('order');
  const row = useRow(useCollection('orders', {}), id);
  if (!row) {
    return (
      <Panel className={styles.page} label={t('title')}>
        <Empty title={t('page.gone')} hint={orderNo(id)} />
      </Panel>
    );
  }
  return (
    <Panel className={styles.page} label={t('title')}>
      <div className={styles.body}>
        <Head row={row} />
        <Section title={t('page.clocks')}>
          <OrderClocks order={row.data} />
        </Section>
        <Words row={row} />
        <OrderTies row={row} />
        <OrderSteps order={row.data} />
      </div>
      <OrderFoot key={row.id} row={row} />
    </Panel>
  );
}

function Head({ row: { id, data, pending } }: { readonly row: OrderRow }) {
  const { t } = useTranslation('order');
  const { t: incident } = useTranslation('incident');
  return (
    <Section>
      <div className={styles.chips}>
        <Chip>{t(`form.${data.form}`)}</Chip>
        <Chip tone="edge">{t(`state.${data.status.state}`)}</Chip>
        {data.grave && <Chip icon="warn">{t('page.grave', { code: data.grave })}</Chip>}
        {(pending?.length ?? 0) > 0 && (
          <Chip tone="pending" icon="up">
            {incident('action.pending')}
          </Chip>
        )}
        <ConflictChip topic="order" id={id} />
        <span className={styles.number} title={id}>
          {orderNo(id)}
        </span>
      </div>
      <h2 className={styles.words}>
        <Local text={data.title} />
      </h2>
    </Section>
  );
}

function Words({ row: { data } }: { readonly row: OrderRow }) {
  const { t } = useTranslation('order');
  const { t: common } = useTranslation();
  const format = useFormat();
  const department = useDepartmentName();
  const people = usePeopleNames();
  const posts = usePosts();
  const resources = useCollection('resources', {});
  const { to, from, leader, text } = data;
  const postName = (post: string): string => {
    const known = posts?.find((one) => one.post === post);
    return known ? format.text(known.name) : people.post(post);
  };
  const unitName = (id: string): string => {
    const unit = resources.rows.get(id as EntityRow<'resource'>['id']);
    return unit ? format.text(unit.data.name) : id;
  };
  return (
    <Section title={t('page.text')}>
      {text ? (
        <p className={styles.text}>
          <Local text={text} />
        </p>
      ) : (
        <p className={styles.text}>
          <Nothing>{t('page.noText')}</Nothing>
        </p>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{t('page.to')}</dt>
          <dd>{[department(to.department), to.post && postName(to.post)].filter(Boolean).join(common('comma'))}</dd>
        </div>
        {to.units && to.units.length > 0 && (
          <div>
            <dt>{t('page.units')}</dt>
            <dd>{to.units.map(unitName).join(common('comma'))}</dd>
          </div>
        )}
        {leader !== undefined && (
          <div>
            <dt>{t('page.leader')}</dt>
            <dd>{leader}</dd>
          </div>
        )}
        <div>
          <dt>{t('page.from')}</dt>
          <dd>{[people.officer(from.officer), postName(from.post)].join(common('comma'))}</dd>
        </div>
      </dl>
    </Section>
  );
}
