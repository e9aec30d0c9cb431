import { useTranslation } from 'react-i18next';
import { hoursLeft } from '../../../shared/domain/supply.ts';
import { HOUR, instant } from '../../../shared/kit/time.ts';
import { useSelection } from '../../state/selection.ts';
import { useSlowLimit } from '../../state/use-age-limit.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Age, Moment } from '../../widgets/age.tsx';
import { Nothing, Unknown } from '../../widgets/chip.tsx';
import { Empty, Panel } from '../../widgets/panel.tsx';
import styles from './picture.module.css';

/** One stock: what is there, how fast it goes, until when it lasts. Its depot can be gone to. */
export function SupplyPanel({ id }: { readonly id: string }) {
  const { t } = useTranslation('supply');
  const { t: overview } = useTranslation('overview');
  const format = useFormat();
  const row = useRow(useCollection('supplies', {}), id);
  const depot = useRow(useCollection('resources', {}), row?.data.depot ?? null);
  const limit = useSlowLimit(row?.feed ?? '');
  const select = useSelection((state) => state.select);
  if (!row) {
    return (
      <Panel className={styles.panel} label={t('title')}>
        <Empty title={overview('supplyGone')} hint={id} />
      </Panel>
    );
  }
  const { name, depotName, quantity, unit, burnPerHour, reserve, countedAt } = row.data;
  const left = hoursLeft(row.data);
  const amount = (value: number): string => `${format.figure(value)} ${format.unit(unit)}`;
  const lasts = (text: string) => {
    if (burnPerHour === null) return <Unknown />;
    return left === null ? <Nothing>{t('steady')}</Nothing> : text;
  };
  return (
    <Panel className={styles.panel} label={t('title')}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <Local text={name} />
        </h2>
      </header>
      <div className={styles.body}>
        <dl className={styles.facts}>
          <div>
            <dt>{t('column.depot')}</dt>
            <dd>
              {depot ? (
                <button type="button" className={styles.link} onClick={() => select('resource', depot.id, 'command')}>
                  <Local text={depotName} />
                </button>
              ) : (
                <Local text={depotName} />
              )}
            </dd>
          </div>
          <div>
            <dt>{t('column.have')}</dt>
            <dd>{amount(quantity)}</dd>
          </div>
          <div>
            <dt>{t('column.burn')}</dt>
            <dd>{burnPerHour === null ? <Unknown /> : amount(burnPerHour)}</dd>
          </div>
          <div>
            <dt>{t('column.left')}</dt>
            <dd>{lasts(format.span((left ?? 0) * HOUR))}</dd>
          </div>
          {left !== null && (
            <div>
              <dt>{t('column.runsOut')}</dt>
              <dd>
                <Moment at={instant(countedAt + left * HOUR)} />
              </dd>
            </div>
          )}
          <div>
            <dt>{t('column.reserve')}</dt>
            <dd>{reserve === undefined ? <Nothing>{t('noReserve')}</Nothing> : amount(reserve)}</dd>
          </div>
          <div>
            <dt>{t('column.counted')}</dt>
            <dd>
              <Age at={countedAt} limit={limit} />
            </dd>
          </div>
        </dl>
      </div>
    </Panel>
  );
}
