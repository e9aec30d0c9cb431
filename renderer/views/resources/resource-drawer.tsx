import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartmentName, useDistrictName, useSourceName } from '../../state/names.ts';
import type { ResourceRow } from '../../state/nearby.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment, Since } from '../../widgets/age.tsx';
import { Chip, Unknown } from '../../widgets/chip.tsx';
import { ConflictChip } from '../../widgets/command/conflict/conflict-chip.tsx';
import { UnitFoot } from '../../widgets/command/unit-foot.tsx';
import { LevelChip, LevelWord } from '../../widgets/level.tsx';
import { Empty, Panel, Section } from '../../widgets/panel.tsx';
import { BoundFor, Eta, Load, NextLimit, Position, Reading, Told } from './resource-parts.tsx';
import styles from './resources.module.css';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What only a unit, a place or a sensor has. */
function OwnFacts({ row }: { readonly row: ResourceRow }) {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const district = useDistrictName();
  const { data } = row;
  switch (data.form) {
    case 'unit':
      return (
        <>
          <Fact name={t('column.incident')}>
            <BoundFor unit={data} />
          </Fact>
          <Fact name={t('column.eta')}>
            <Eta unit={data} />
          </Fact>
          <Fact name={t('column.since')}>
            <Since at={data.status.since} />
          </Fact>
          <Fact name={t('column.speed')}>
            {data.speed === undefined ? <Unknown /> : format.speed(Math.round(data.speed))}
          </Fact>
          <Fact name={t('column.crew')}>{data.crew === undefined ? <Unknown /> : format.number(data.crew)}</Fact>
          <Fact name={t('column.position')}>
            <Position row={row} at={data.positionAt} />
          </Fact>
        </>
      );
    case 'facility':
      return (
        <>
          <Fact name={t('column.service')}>{t(data.inService ? 'service.in' : 'service.out')}</Fact>
          <Fact name={t('column.load')}>
            <Load facility={data} />
          </Fact>
          <Fact name={t('column.loadAge')}>{data.load ? <Told row={row} at={data.load.at} /> : t('noLoad')}</Fact>
          <Fact name={t('column.district')}>{data.district === undefined ? <Unknown /> : district(data.district)}</Fact>
        </>
      );
    case 'sensor':
      return (
        <>
          <Fact name={t('column.reading')}>
            <Reading row={row} sensor={data} />
          </Fact>
          <Fact name={t('column.limit')}>
            <NextLimit sensor={data} />
          </Fact>
          <Fact name={t('column.readingAge')}>
            {data.reading ? <Moment at={data.reading.at} seconds /> : <Unknown />}
          </Fact>
          {(data.limits ?? []).map(({ level, value }) => (
            <Fact key={level} name={t('drawer.limits')}>
              <LevelWord level={level} /> {format.number(value, 2)}
            </Fact>
          ))}
        </>
      );
  }
}

function useKindWord(): (data: ResourceRow['data']) => string {
  const { t } = useTranslation('resource');
  return (data) => {
    switch (data.form) {
      case 'unit':
        return t(`unitKind.${data.kind}`);
      case 'facility':
        return t(`facilityKind.${data.kind}`);
      case 'sensor':
        return t(`sensorKind.${data.kind}`);
    }
  };
}

export function ResourceDrawer({ id }: { readonly id: string }) {
  const { t } = useTranslation('resource');
  const { t: incident } = useTranslation('incident');
  const department = useDepartmentName();
  const source = useSourceName();
  const kind = useKindWord();
  const row = useRow(useCollection('resources', {}), id);
  if (!row) {
    return (
      <Panel className={styles.drawer}>
        <Empty title={t('drawer.gone')} hint={id} />
      </Panel>
    );
  }
  const { data } = row;
  return (
    <Panel className={styles.drawer} label={t('title')}>
      <div className={styles.body}>
        <Section>
          <div className={styles.chips}>
            {data.form === 'sensor' && data.level > 0 && <LevelChip level={data.level} />}
            <Chip>{kind(data)}</Chip>
            {data.form === 'unit' && <Chip>{incident(`unitState.${data.status.state}`)}</Chip>}
            {row.pending && row.pending.length > 0 && (
              <Chip tone="pending" icon="up">
                {incident('action.pending')}
              </Chip>
            )}
            <ConflictChip topic="resource" id={row.id} />
            <span className={styles.number}>{row.id}</span>
          </div>
          <h2 className={styles.title}>
            <Local text={data.name} />
          </h2>
        </Section>
        <Section>
          <dl className={styles.facts}>
            <OwnFacts row={row} />
            <Fact name={t('column.department')}>
              {data.department === undefined ? <Unknown /> : department(data.department)}
            </Fact>
            <Fact name={t('drawer.feed')}>{source(row.feed)}</Fact>
          </dl>
        </Section>
      </div>
      <UnitFoot key={row.id} row={row} />
    </Panel>
  );
}
