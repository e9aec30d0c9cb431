import { useTranslation } from 'react-i18next';
import type { Facility, Sensor, Unit } from '../../../shared/domain/resource.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { ResourceRow } from '../../state/nearby.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useAgeLimit, useSlowLimit } from '../../state/use-age-limit.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Age, AgedValue } from '../../widgets/age.tsx';
import { Nothing, Unknown } from '../../widgets/chip.tsx';
import { ResourceKindIcon } from '../../widgets/kind-icon.tsx';
import { ShareBar } from '../../widgets/share-bar.tsx';
import styles from './resources.module.css';

export function ResourceName({ row }: { readonly row: ResourceRow }) {
  const format = useFormat();
  return (
    <span className={styles.name} title={format.text(row.data.name)}>
      <ResourceKindIcon resource={row.data} />
      <Local text={row.data.name} />
    </span>
  );
}

/** The incident a unit is bound for, by its title; a click shows it. */
export function BoundFor({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation('resource');
  const id = 'incident' in unit.status ? unit.status.incident : null;
  const incident = useRow(useCollection('incidents', {}), id);
  const select = useSelection((state) => state.select);
  if (id === null) return <Nothing>{t('noIncident')}</Nothing>;
  return (
    <button
      type="button"
      className={styles.link}
      onClick={(event) => {
        event.stopPropagation();
        select('incident', id, 'command');
        goToDesk('incidents');
      }}
    >
      {incident ? <Local text={incident.data.title} /> : <bdi>{id}</bdi>}
    </button>
  );
}

/** In how long a unit is due, or how long past that it is. */
export function Eta({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const eta: Instant | undefined = unit.status.state === 'enRoute' ? unit.status.etaAt : undefined;
  const left = useClock((now) => (eta === undefined || now > eta ? '' : format.span(eta - now)));
  const past = useClock((now) =>
    eta === undefined || now <= eta ? '' : t('etaPassed', { span: format.span(now - eta) }),
  );
  if (unit.status.state !== 'enRoute') return <Nothing>{t('notUnderWay')}</Nothing>;
  if (eta === undefined) return <Unknown />;
  return past === '' ? left : <span className={styles.late}>{past}</span>;
}

/** When a place last told its figures; it need not tell them often, so they age only while its feed is not whole. */
export function Told({ row, at }: { readonly row: ResourceRow; readonly at: Instant }) {
  return <Age at={at} limit={useSlowLimit(row.feed)} />;
}

export function Position({ row, at }: { readonly row: ResourceRow; readonly at: Instant | null }) {
  return <Age at={at} limit={useAgeLimit(row.feed)} />;
}

export function Load({ facility }: { readonly facility: Facility }) {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const { load } = facility;
  if (!load) return <Nothing>{t('noLoad')}</Nothing>;
  if (load.used === null) return <Unknown />;
  const words = `${format.number(load.used)} / ${format.number(load.capacity)}`;
  return <ShareBar share={load.capacity > 0 ? load.used / load.capacity : 0} words={words} />;
}

export function Reading({ row, sensor }: { readonly row: ResourceRow; readonly sensor: Sensor }) {
  const format = useFormat();
  const limit = useAgeLimit(row.feed);
  const { reading, unit } = sensor;
  if (!reading || reading.value === null) return <Unknown />;
  const value = `${format.number(reading.value, 2)}${unit === undefined ? '' : ` ${format.unit(unit)}`}`;
  return <AgedValue value={value} at={reading.at} limit={limit} />;
}

/** The lowest limit that the reading has not reached. */
export function nextLimit(sensor: Sensor): { readonly level: Sensor['level']; readonly value: number } | null {
  const value = sensor.reading?.value ?? null;
  const open = (sensor.limits ?? []).filter((limit) => value === null || limit.value > value);
  return open.reduce<(typeof open)[number] | null>(
    (low, limit) => (low && low.value <= limit.value ? low : limit),
    null,
  );
}

export function NextLimit({ sensor }: { readonly sensor: Sensor }) {
  const { t } = useTranslation('resource');
  const { t: common } = useTranslation();
  const format = useFormat();
  if (!sensor.limits || sensor.limits.length === 0) return <Nothing>{t('noLimit')}</Nothing>;
  const next = nextLimit(sensor);
  if (!next) return t('overTop');
  return t('atLimit', { value: format.number(next.value, 2), level: common(`levelColour.${next.level}`) });
}
