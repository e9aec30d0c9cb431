import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Facility } from '../../../shared/domain/resource.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { nearbyOf, type Near, type ResourceRow } from '../../state/nearby.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { ResourceKindIcon } from '../kind-icon.tsx';
import { LevelGlyph } from '../level.tsx';
import { Section } from '../panel.tsx';
import styles from './drawer.module.css';

/** Rows of each kind; more would be a map, and that is beside it. */
const SHOWN = { sensors: 2, units: 3, facilities: 3 };

function Line({ near, state }: { readonly near: Near<ResourceRow['data']>; readonly state: string }) {
  const format = useFormat();
  const select = useSelection((selection) => selection.select);
  const { data } = near;
  return (
    <li>
      <button type="button" className={styles.line} onClick={() => select('resource', near.row.id, 'command')}>
        {data.form === 'sensor' ? <LevelGlyph level={data.level} /> : <ResourceKindIcon resource={data} />}
        <span className="lz-cut">
          <Local text={data.name} />
        </span>
        <span className={styles.state}>{state}</span>
        <span className={styles.end}>{format.distance(near.distance)}</span>
      </button>
    </li>
  );
}

export function IncidentNearby({ at }: { readonly at: LonLat | undefined }) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const { t: resource } = useTranslation('resource');
  const format = useFormat();
  const [lon, lat] = at ?? [];
  const read = useCallback(
    (resources: LiveCollection<ResourceRow>) =>
      lon === undefined || lat === undefined ? null : nearbyOf([lon, lat], resources.rows.values()),
    [lon, lat],
  );
  const nearby = useSampled(useCollection('resources', {}), read, 2_000);
  const left = ({ load, kind }: Facility): string => {
    if (!load || load.used === null) return resource(`facilityKind.${kind}`);
    return t('nearby.loadOf', { free: format.number(load.capacity - load.used), unit: format.text(load.unit) });
  };
  const empty = nearby && nearby.sensors.length + nearby.units.length + nearby.facilities.length === 0;
  return (
    <Section title={t('nearby.title')} hint={t('nearby.within')}>
      {!nearby && <p className={styles.quiet}>{t('nearby.noPlace')}</p>}
      {empty && <p className={styles.quiet}>{t('nearby.none')}</p>}
      <ul className={styles.rows}>
        {nearby?.sensors.slice(0, SHOWN.sensors).map((near) => (
          <Line
            key={near.row.id}
            near={near}
            state={t('nearby.overLimit', { level: common(`levelColour.${near.data.level}`) })}
          />
        ))}
        {nearby?.units.slice(0, SHOWN.units).map((near) => (
          <Line key={near.row.id} near={near} state={t('nearby.free')} />
        ))}
        {nearby?.facilities.slice(0, SHOWN.facilities).map((near) => (
          <Line key={near.row.id} near={near} state={left(near.data)} />
        ))}
      </ul>
    </Section>
  );
}
