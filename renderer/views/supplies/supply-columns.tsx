import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hoursLeft } from '../../../shared/domain/supply.ts';
import { HOUR, instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { SHORT_HOURS } from '../../state/stock.ts';
import { useSlowLimit } from '../../state/use-age-limit.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Age, Moment } from '../../widgets/age.tsx';
import { Nothing, Unknown } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { ShareBar } from '../../widgets/share-bar.tsx';
import type { Column } from '../../widgets/table/column.ts';
import styles from './supplies.module.css';

export type SupplyRow = EntityRow<'supply'>;

export function isShort({ data }: SupplyRow): boolean {
  const left = hoursLeft(data);
  return left !== null && left < SHORT_HOURS;
}

function Amount({ value, unit }: { readonly value: number; readonly unit: string }) {
  const format = useFormat();
  return (
    <>
      {format.figure(value)}
      <span className={styles.unit}>{format.unit(unit)}</span>
    </>
  );
}

/** How long it lasts at the present rate; unknown while the rate is, and nothing said of the future when it is zero. */
function Left({ row }: { readonly row: SupplyRow }) {
  const { t } = useTranslation('supply');
  const format = useFormat();
  const { burnPerHour } = row.data;
  if (burnPerHour === null) return <Unknown />;
  const left = hoursLeft(row.data);
  if (left === null) return <Nothing>{t('steady')}</Nothing>;
  const words = format.span(left * HOUR);
  if (!isShort(row)) return words;
  return (
    <span className={styles.short}>
      <Icon name="clock" size={14} />
      {words}
    </span>
  );
}

function Counted({ row }: { readonly row: SupplyRow }) {
  return <Age at={row.data.countedAt} limit={useSlowLimit(row.feed)} />;
}

export function useSupplyColumns(): readonly Column<SupplyRow>[] {
  const { t } = useTranslation('supply');
  const format = useFormat();
  return useMemo<readonly Column<SupplyRow>[]>(
    () => [
      {
        id: 'good',
        header: t('column.good'),
        width: 'minmax(180px, 2fr)',
        sort: ({ data }) => format.text(data.name),
        cell: ({ data }) => (
          <span className={styles.good} title={format.text(data.name)}>
            <Local text={data.name} />
          </span>
        ),
      },
      {
        id: 'depot',
        header: t('column.depot'),
        width: 'minmax(150px, 1.4fr)',
        sort: ({ data }) => format.text(data.depotName),
        cell: ({ data }) => <Local text={data.depotName} />,
      },
      {
        id: 'have',
        header: t('column.have'),
        width: '128px',
        align: 'end',
        sort: ({ data }) => data.quantity,
        cell: ({ data }) => <Amount value={data.quantity} unit={data.unit} />,
      },
      {
        id: 'burn',
        header: t('column.burn'),
        width: '128px',
        align: 'end',
        sort: ({ data }) => data.burnPerHour,
        cell: ({ data }) =>
          data.burnPerHour === null ? <Unknown /> : <Amount value={data.burnPerHour} unit={data.unit} />,
      },
      {
        id: 'left',
        header: t('column.left'),
        width: '136px',
        align: 'end',
        // What is not being used lasts longest; what is unknown is at the end.
        sort: ({ data }) => (data.burnPerHour === null ? null : (hoursLeft(data) ?? Number.MAX_SAFE_INTEGER)),
        cell: (row) => <Left row={row} />,
      },
      {
        id: 'runsOut',
        header: t('column.runsOut'),
        width: '136px',
        align: 'end',
        cell: ({ data }) => {
          if (data.burnPerHour === null) return <Unknown />;
          const left = hoursLeft(data);
          if (left === null) return <Nothing>{t('steady')}</Nothing>;
          return <Moment at={instant(data.countedAt + left * HOUR)} />;
        },
      },
      {
        id: 'reserve',
        header: t('column.reserve'),
        width: '128px',
        align: 'end',
        sort: ({ data }) => data.reserve ?? null,
        cell: ({ data }) =>
          data.reserve === undefined ? (
            <Nothing>{t('noReserve')}</Nothing>
          ) : (
            <Amount value={data.reserve} unit={data.unit} />
          ),
      },
      {
        id: 'share',
        header: t('column.share'),
        width: 'minmax(200px, 1.6fr)',
        align: 'end',
        sort: ({ data }) => (data.reserve ? data.quantity / data.reserve : null),
        cell: ({ data }) =>
          data.reserve === undefined || data.reserve === 0 ? (
            <Nothing>{t('noReserve')}</Nothing>
          ) : (
            <ShareBar
              share={data.quantity / data.reserve}
              words={`${format.number((data.quantity / data.reserve) * 100)}%`}
            />
          ),
      },
      {
        id: 'counted',
        header: t('column.counted'),
        width: '128px',
        align: 'end',
        sort: ({ data }) => -data.countedAt,
        cell: (row) => <Counted row={row} />,
      },
    ],
    [t, format],
  );
}
