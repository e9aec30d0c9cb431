import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { riskOf } from '../../../shared/domain/hazard.ts';
import type { Hazard } from '../../../shared/domain/hazard.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Facility, Sensor, Unit } from '../../../shared/domain/resource.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { useDepartmentName, useDistrictName, useSourceName } from '../../state/names.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Age, AgedValue, Moment, Remaining, Since } from '../age.tsx';
import { Nothing, Unknown } from '../chip.tsx';
import { LevelWord } from '../level.tsx';
import type { SymbolRow } from './symbol-item.ts';
import { isHazard, isResource } from './use-item-title.ts';
import styles from './map.module.css';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Age limit of a feed's data, seconds; null before the feed has told. */
function useFeedLimit(feed: string): number | null {
  const feeds = useCollection('feeds', {});
  return useRow(feeds, feed)?.maxAgeSeconds ?? null;
}

function IncidentFacts({ row }: { readonly row: EntityRow<'incident'> }) {
  const { t } = useTranslation('map');
  const incident: Incident = row.data;
  const department = useDepartmentName();
  const district = useDistrictName();
  const format = useFormat();
  const limit = useFeedLimit(row.feed);
  return (
    <>
      {incident.place && (
        <Fact label={t('fact.place')}>
          {incident.district !== undefined &&
            !format.text(incident.place).includes(district(incident.district)) &&
            `${district(incident.district)} `}
          <Local text={incident.place} />
        </Fact>
      )}
      <Fact label={t('fact.reported')}>
        <Moment at={incident.reportedAt} /> <Age at={incident.reportedAt} />
      </Fact>
      <Fact label={t('fact.inState')}>
        <Since at={incident.status.since} />
      </Fact>
      {incident.lead !== undefined && <Fact label={t('fact.lead')}>{department(incident.lead)}</Fact>}
      {(incident.figures ?? []).slice(0, 3).map(({ key, label, value, unit, at }) => (
        <Fact key={key} label={format.text(label)}>
          <AgedValue
            value={value === null ? null : `${format.figure(value)} ${unit ? format.text(unit) : ''}`}
            at={at}
            limit={limit}
          />
        </Fact>
      ))}
    </>
  );
}

function UnitFacts({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const department = useDepartmentName();
  const select = useSelection((state) => state.select);
  const task = 'incident' in unit.status ? unit.status.incident : null;
  const incident = useRow(useCollection('incidents', {}), task);
  const eta = unit.status.state === 'enRoute' ? unit.status.etaAt : undefined;
  return (
    <>
      <Fact label={t('fact.department')}>{department(unit.department)}</Fact>
      <Fact label={t('fact.task')}>
        {task === null && <Nothing>{t('fact.noTask')}</Nothing>}
        {task !== null && (
          <button type="button" className={styles.link} onClick={() => select('incident', task, 'command')}>
            {incident ? <Local text={incident.data.title} /> : task}
          </button>
        )}
      </Fact>
      {unit.status.state === 'enRoute' && (
        <Fact label={t('fact.arrival')}>
          {eta === undefined ? <Unknown /> : <Remaining until={eta} passed={(span) => t('fact.etaPassed', { span })} />}
        </Fact>
      )}
      <Fact label={t('fact.inState')}>
        <Since at={unit.status.since} />
      </Fact>
      {unit.speed !== undefined && unit.speed > 0 && <Fact label={t('fact.speed')}>{format.speed(unit.speed)}</Fact>}
      {unit.crew !== undefined && <Fact label={t('fact.crew')}>{format.number(unit.crew)}</Fact>}
      <Fact label={t('fact.position')}>
        <Age at={unit.positionAt} />
      </Fact>
    </>
  );
}

function FacilityFacts({ facility, limit }: { readonly facility: Facility; readonly limit: number | null }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const department = useDepartmentName();
  const district = useDistrictName();
  const { load } = facility;
  return (
    <>
      {facility.district !== undefined && <Fact label={t('fact.district')}>{district(facility.district)}</Fact>}
      {facility.department !== undefined && <Fact label={t('fact.department')}>{department(facility.department)}</Fact>}
      {load && (
        <Fact label={t('fact.load')}>
          <AgedValue
            value={
              load.used === null
                ? null
                : `${format.number(load.used)} / ${format.number(load.capacity)} ${format.text(load.unit)}`
            }
            at={load.at}
            limit={limit}
          />
        </Fact>
      )}
    </>
  );
}

function SensorFacts({ sensor, limit }: { readonly sensor: Sensor; readonly limit: number | null }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { reading } = sensor;
  const unit = sensor.unit ?? '';
  return (
    <>
      {sensor.kind !== 'video' && (
        <Fact label={t('fact.reading')}>
          {!reading && <Unknown />}
          {reading && (
            <AgedValue
              value={reading.value === null ? null : `${format.figure(reading.value)} ${unit}`}
              at={reading.at}
              limit={limit}
            />
          )}
        </Fact>
      )}
      {(sensor.limits ?? []).map(({ level, value }) => (
        <Fact key={`${level} ${value}`} label={t('fact.limit')}>
          {format.figure(value)} {unit} <LevelWord level={level} />
        </Fact>
      ))}
    </>
  );
}

function HazardFacts({ hazard }: { readonly hazard: Hazard }) {
  const { t } = useTranslation('hazard');
  const { t: map } = useTranslation('map');
  const format = useFormat();
  const department = useDepartmentName();
  const { likelihood, severity, persons, dueAt } = hazard;
  return (
    <>
      <Fact label={map('fact.place')}>
        <Local text={hazard.place} />
      </Fact>
      <Fact label={t('fact.risk')}>
        {t('risk', { likelihood, severity, risk: riskOf(hazard) })}
        {hazard.nearVulnerable && t('and', { note: t('raised') })}
        {hazard.estimated && t('and', { note: t('estimated') })}
      </Fact>
      <Fact label={t('fact.persons')}>{persons === null ? <Unknown /> : format.number(persons)}</Fact>
      <Fact label={t('fact.owner')}>{department(hazard.owner)}</Fact>
      <Fact label={t('fact.found')}>
        {department(hazard.inspector)} <Age at={hazard.foundAt} />
      </Fact>
      <Fact label={t('fact.due')}>
        {format.date(dueAt)} <Remaining until={dueAt} passed={(span) => t('overdueBy', { span })} />
      </Fact>
      <Fact label={map('fact.inState')}>
        {t(`state.${hazard.status.state}`)} <Since at={hazard.status.since} />
      </Fact>
    </>
  );
}

/** The few facts of a record that a card on the map has room for. */
export function RecordFacts({ row }: { readonly row: SymbolRow }) {
  const { t } = useTranslation('map');
  const source = useSourceName();
  const limit = useFeedLimit(row.feed);
  const record = row.data;
  return (
    <dl className={styles.facts}>
      {isHazard(record) && <HazardFacts hazard={record} />}
      {!isResource(record) && !isHazard(record) && <IncidentFacts row={row as EntityRow<'incident'>} />}
      {isResource(record) && record.form === 'unit' && <UnitFacts unit={record} />}
      {isResource(record) && record.form === 'facility' && <FacilityFacts facility={record} limit={limit} />}
      {isResource(record) && record.form === 'sensor' && <SensorFacts sensor={record} limit={limit} />}
      <Fact label={t('fact.source')}>
        {source(row.feed)} <Age at={row.received} />
      </Fact>
    </dl>
  );
}
