import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { groupOf, levelRank, type IncidentRow, urgencyKey, waitsSince } from '../../state/incident-order.ts';
import { useDepartmentName, useDistrictName } from '../../state/names.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Countdown, Since } from '../../widgets/age.tsx';
import { Chip, Nothing, Unknown } from '../../widgets/chip.tsx';
import { useChannelName } from '../../widgets/incident/use-channel-name.ts';
import { IncidentKindIcon } from '../../widgets/kind-icon.tsx';
import { LevelWord } from '../../widgets/level.tsx';
import type { Column } from '../../widgets/table/column.ts';
import styles from './incidents.module.css';

function unitsOf({ data }: IncidentRow): number | null {
  return 'units' in data.status ? data.status.units.length : null;
}

export function useIncidentColumns(): readonly Column<IncidentRow>[] {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const district = useDistrictName();
  const department = useDepartmentName();
  const channel = useChannelName();
  return useMemo<readonly Column<IncidentRow>[]>(() => {
    const header = (id: keyof typeof widths) => ({ id, header: t(`column.${id}`), width: widths[id] });
    return [
      {
        ...header('level'),
        sort: (row) => [levelRank(row.data.level), -row.data.reportedAt],
        cell: (row) => <LevelWord level={row.data.level} />,
      },
      {
        ...header('title'),
        sort: (row) => format.text(row.data.title),
        cell: (row) => (
          <span className={styles.title} title={format.text(row.data.title)}>
            <Local text={row.data.title} />
            {(row.pending?.length ?? 0) > 0 && (
              <Chip tone="pending" icon="up">
                {t('action.pending')}
              </Chip>
            )}
          </span>
        ),
      },
      {
        ...header('kind'),
        sort: (row) => t(`kind.${row.data.kind}`),
        cell: (row) => (
          <span className={styles.kind}>
            <IncidentKindIcon kind={row.data.kind} />
            {t(`kind.${row.data.kind}`)}
          </span>
        ),
      },
      {
        ...header('state'),
        sort: urgencyKey,
        cell: (row) => t(`state.${row.data.status.state}`),
      },
      {
        ...header('limit'),
        align: 'end',
        sort: (row) => row.data.due?.at ?? null,
        cell: ({ data }) => <Limit data={data} />,
      },
      {
        ...header('district'),
        sort: (row) => (row.data.district === undefined ? null : district(row.data.district)),
        cell: ({ data }) => (data.district === undefined ? <Unknown /> : district(data.district)),
      },
      {
        ...header('place'),
        sort: (row) => (row.data.place ? format.text(row.data.place) : null),
        cell: ({ data }) => <Place data={data} />,
      },
      {
        ...header('channel'),
        sort: (row) => channel(row.data.channel),
        cell: (row) => <bdi>{channel(row.data.channel)}</bdi>,
      },
      {
        ...header('lead'),
        sort: (row) => (row.data.lead === undefined ? null : department(row.data.lead)),
        cell: ({ data }) => (data.lead === undefined ? <Nothing>{t('noLead')}</Nothing> : department(data.lead)),
      },
      {
        ...header('units'),
        align: 'end',
        sort: (row) => unitsOf(row) ?? -1,
        cell: (row) => {
          const count = unitsOf(row);
          return count === null ? <Nothing>{t('noUnits')}</Nothing> : format.number(count);
        },
      },
      {
        ...header('age'),
        align: 'end',
        sort: (row) => row.data.reportedAt,
        cell: (row) => <Since at={row.data.reportedAt} />,
      },
    ];
  }, [t, format, district, department, channel]);
}

const widths = {
  level: '92px',
  title: 'minmax(200px, 3fr)',
  kind: '128px',
  state: '96px',
  limit: '148px',
  district: 'minmax(100px, 0.8fr)',
  place: 'minmax(104px, 1.4fr)',
  channel: '92px',
  lead: 'minmax(96px, 1fr)',
  units: '60px',
  age: '96px',
} as const;

function Place({ data }: { readonly data: IncidentRow['data'] }) {
  const { t } = useTranslation('incident');
  if (data.place) return <Local text={data.place} />;
  if (data.address !== undefined) return <bdi>{data.address}</bdi>;
  return data.at ? <Nothing>{t('placeOnMap')}</Nothing> : <Unknown />;
}

/** The clock that runs against a limit, in the words of what is waited for. */
function Limit({ data }: { readonly data: IncidentRow['data'] }) {
  const { t } = useTranslation('incident');
  if (groupOf(data) === 'closed' || !data.due) return <Nothing>{t('limitNone')}</Nothing>;
  return (
    <Countdown
      label={t(`due.${data.due.what}`)}
      since={waitsSince(data)}
      due={data.due.at}
      quiet={groupOf(data) !== 'now'}
    />
  );
}
