import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { levelRank } from '../../state/incident-order.ts';
import { useDepartmentName, useDistrictName } from '../../state/names.ts';
import type { ResourceRow } from '../../state/nearby.ts';
import { useFormat } from '../../text/use-text.ts';
import { Age, Since } from '../../widgets/age.tsx';
import { Nothing, Unknown } from '../../widgets/chip.tsx';
import { LevelWord } from '../../widgets/level.tsx';
import type { Column } from '../../widgets/table/column.ts';
import { BoundFor, Eta, Load, NextLimit, Position, Reading, ResourceName, Told, nextLimit } from './resource-parts.tsx';
import styles from './resources.module.css';

export type Form = ResourceRow['data']['form'];

const UNIT_ORDER = ['onScene', 'enRoute', 'free', 'returning', 'offDuty'];

function useShared() {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const department = useDepartmentName();
  return useMemo(() => {
    const name: Column<ResourceRow> = {
      id: 'name',
      header: t('column.name'),
      width: 'minmax(180px, 2fr)',
      sort: (row) => format.text(row.data.name),
      cell: (row) => <ResourceName row={row} />,
    };
    const owner: Column<ResourceRow> = {
      id: 'department',
      header: t('column.department'),
      width: 'minmax(120px, 1.2fr)',
      sort: ({ data }) => (data.department === undefined ? null : department(data.department)),
      cell: ({ data }) => (data.department === undefined ? <Unknown /> : department(data.department)),
    };
    return { name, owner };
  }, [t, format, department]);
}

export function useUnitColumns(): readonly Column<ResourceRow>[] {
  const { t } = useTranslation('resource');
  const { t: incident } = useTranslation('incident');
  const format = useFormat();
  const { name, owner } = useShared();
  return useMemo<readonly Column<ResourceRow>[]>(
    () => [
      name,
      {
        id: 'kind',
        header: t('column.kind'),
        width: '112px',
        sort: ({ data }) => (data.form === 'unit' ? t(`unitKind.${data.kind}`) : null),
        cell: ({ data }) => data.form === 'unit' && t(`unitKind.${data.kind}`),
      },
      owner,
      {
        id: 'state',
        header: t('column.state'),
        width: '96px',
        sort: ({ data }) => (data.form === 'unit' ? UNIT_ORDER.indexOf(data.status.state) : null),
        cell: ({ data }) => data.form === 'unit' && incident(`unitState.${data.status.state}`),
      },
      {
        id: 'since',
        header: t('column.since'),
        width: '104px',
        align: 'end',
        sort: ({ data }) => (data.form === 'unit' ? data.status.since : null),
        cell: ({ data }) => data.form === 'unit' && <Since at={data.status.since} />,
      },
      {
        id: 'incident',
        header: t('column.incident'),
        width: 'minmax(180px, 2fr)',
        sort: ({ data }) => (data.form === 'unit' && 'incident' in data.status ? data.status.incident : null),
        cell: ({ data }) => data.form === 'unit' && <BoundFor unit={data} />,
      },
      {
        id: 'eta',
        header: t('column.eta'),
        width: '104px',
        align: 'end',
        sort: ({ data }) =>
          data.form === 'unit' && data.status.state === 'enRoute' ? (data.status.etaAt ?? null) : null,
        cell: ({ data }) => data.form === 'unit' && <Eta unit={data} />,
      },
      {
        id: 'speed',
        header: t('column.speed'),
        width: '96px',
        align: 'end',
        sort: ({ data }) => (data.form === 'unit' ? (data.speed ?? null) : null),
        cell: ({ data }) =>
          data.form === 'unit' && (data.speed === undefined ? <Unknown /> : format.speed(Math.round(data.speed))),
      },
      {
        id: 'crew',
        header: t('column.crew'),
        width: '72px',
        align: 'end',
        sort: ({ data }) => (data.form === 'unit' ? (data.crew ?? null) : null),
        cell: ({ data }) => data.form === 'unit' && (data.crew === undefined ? <Unknown /> : format.number(data.crew)),
      },
      {
        id: 'position',
        header: t('column.position'),
        width: '124px',
        align: 'end',
        sort: ({ data }) => (data.form === 'unit' ? -data.positionAt : null),
        cell: (row) => <Position row={row} at={row.data.form === 'unit' ? row.data.positionAt : null} />,
      },
    ],
    [t, incident, format, name, owner],
  );
}

export function useFacilityColumns(): readonly Column<ResourceRow>[] {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const district = useDistrictName();
  const { name, owner } = useShared();
  return useMemo<readonly Column<ResourceRow>[]>(
    () => [
      name,
      {
        id: 'kind',
        header: t('column.kind'),
        width: '128px',
        sort: ({ data }) => (data.form === 'facility' ? t(`facilityKind.${data.kind}`) : null),
        cell: ({ data }) => data.form === 'facility' && t(`facilityKind.${data.kind}`),
      },
      owner,
      {
        id: 'district',
        header: t('column.district'),
        width: '112px',
        sort: ({ data }) => (data.form === 'facility' && data.district !== undefined ? district(data.district) : null),
        cell: ({ data }) =>
          data.form === 'facility' && (data.district === undefined ? <Unknown /> : district(data.district)),
      },
      {
        id: 'service',
        header: t('column.service'),
        width: '88px',
        sort: ({ data }) => (data.form === 'facility' && data.inService ? 1 : 0),
        cell: ({ data }) =>
          data.form === 'facility' &&
          (data.inService ? t('service.in') : <b className={styles.late}>{t('service.out')}</b>),
      },
      {
        id: 'load',
        header: t('column.load'),
        width: 'minmax(220px, 2fr)',
        sort: ({ data }) =>
          data.form === 'facility' && data.load && data.load.used !== null && data.load.capacity > 0
            ? data.load.used / data.load.capacity
            : null,
        cell: ({ data }) => data.form === 'facility' && <Load facility={data} />,
      },
      {
        id: 'free',
        header: t('column.free'),
        width: '112px',
        align: 'end',
        sort: ({ data }) =>
          data.form === 'facility' && data.load && data.load.used !== null ? data.load.capacity - data.load.used : null,
        cell: ({ data }) => {
          if (data.form !== 'facility' || !data.load) return <Nothing>{t('noLoad')}</Nothing>;
          if (data.load.used === null) return <Unknown />;
          return `${format.number(data.load.capacity - data.load.used)} ${format.text(data.load.unit)}`;
        },
      },
      {
        id: 'loadAge',
        header: t('column.loadAge'),
        width: '124px',
        align: 'end',
        sort: ({ data }) => (data.form === 'facility' && data.load ? -data.load.at : null),
        cell: (row) =>
          row.data.form === 'facility' &&
          (row.data.load ? <Told row={row} at={row.data.load.at} /> : <Nothing>{t('noLoad')}</Nothing>),
      },
    ],
    [t, format, district, name, owner],
  );
}

export function useSensorColumns(): readonly Column<ResourceRow>[] {
  const { t } = useTranslation('resource');
  const { name, owner } = useShared();
  return useMemo<readonly Column<ResourceRow>[]>(
    () => [
      {
        id: 'level',
        header: t('column.level'),
        width: '104px',
        sort: ({ data }) => (data.form === 'sensor' ? levelRank(data.level) : null),
        cell: ({ data }) =>
          data.form === 'sensor' &&
          (data.level === 0 ? <Nothing>{t('underLimit')}</Nothing> : <LevelWord level={data.level} />),
      },
      name,
      {
        id: 'kind',
        header: t('column.kind'),
        width: '112px',
        sort: ({ data }) => (data.form === 'sensor' ? t(`sensorKind.${data.kind}`) : null),
        cell: ({ data }) => data.form === 'sensor' && t(`sensorKind.${data.kind}`),
      },
      owner,
      {
        id: 'reading',
        header: t('column.reading'),
        width: 'minmax(180px, 1fr)',
        align: 'end',
        sort: ({ data }) => (data.form === 'sensor' ? (data.reading?.value ?? null) : null),
        cell: (row) => row.data.form === 'sensor' && <Reading row={row} sensor={row.data} />,
      },
      {
        id: 'limit',
        header: t('column.limit'),
        width: '160px',
        align: 'end',
        sort: ({ data }) => (data.form === 'sensor' ? (nextLimit(data)?.value ?? null) : null),
        cell: ({ data }) => data.form === 'sensor' && <NextLimit sensor={data} />,
      },
      {
        id: 'readingAge',
        header: t('column.readingAge'),
        width: '124px',
        align: 'end',
        sort: ({ data }) => (data.form === 'sensor' && data.reading ? -data.reading.at : null),
        cell: ({ data }) => data.form === 'sensor' && <Age at={data.reading?.at ?? null} />,
      },
    ],
    [t, name, owner],
  );
}
