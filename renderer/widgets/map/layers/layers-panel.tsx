import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { Button } from '../../button.tsx';
import type { MapToolPanelProps } from '../tools/map-tool.ts';
import { FilterPart } from './filter-part.tsx';
import { LayerGroup } from './layer-group.tsx';
import { LAYER_GROUPS } from './layer-groups.ts';
import styles from './layers.module.css';
import { PeoplePart } from './people-part.tsx';
import { SurfaceList } from './surface-list.tsx';
import { useSettingWays } from './use-layer-settings.ts';
import { ViewsPart } from './views-part.tsx';

/** What is typed into a field is not for the map around it, which has keys of its own. */
function keepKeys(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (key !== 'Escape' && !ctrlKey && !metaKey && !altKey) event.stopPropagation();
}

/** What the map shows: views, filter, layers, surfaces. All of it is kept with the officer's preferences. */
export function LayersPanel({ engine }: MapToolPanelProps) {
  const { t } = useTranslation('layers');
  const { reset } = useSettingWays();
  const units = useLive(useCollection('resources', {}), unitDepartments).split(' ').filter(Boolean);
  const leads = useLive(useCollection('incidents', {}), leadDepartments).split(' ').filter(Boolean);
  const owners = useLive(useCollection('hazards', {}), ownerDepartments).split(' ').filter(Boolean);
  return (
    <div className={styles.panel} onKeyDown={keepKeys}>
      <ViewsPart engine={engine} />
      <FilterPart departments={[...new Set([...units, ...leads, ...owners])].sort()} />
      <section className={styles.part} aria-label={t('show')}>
        <header>
          <h3>{t('show')}</h3>
        </header>
        {LAYER_GROUPS.map(({ family, kinds }) => (
          <LayerGroup key={family} family={family} kinds={kinds} {...(family === 'unit' && { departments: units })} />
        ))}
        <PeoplePart />
      </section>
      <SurfaceList />
      <section className={styles.part}>
        <Button onClick={reset}>{t('reset')}</Button>
      </section>
    </div>
  );
}

/** As one string, so that the panel is drawn anew only when there are others. */
function unitDepartments({ rows }: LiveCollection<EntityRow<'resource'>>): string {
  const codes = new Set<string>();
  for (const { data } of rows.values()) if (data.form === 'unit') codes.add(data.department);
  return [...codes].sort().join(' ');
}

function leadDepartments({ rows }: LiveCollection<EntityRow<'incident'>>): string {
  const codes = new Set<string>();
  for (const { data } of rows.values()) if (data.lead !== undefined) codes.add(data.lead);
  return [...codes].sort().join(' ');
}

function ownerDepartments({ rows }: LiveCollection<EntityRow<'hazard'>>): string {
  const codes = new Set<string>();
  for (const { data } of rows.values()) codes.add(data.owner);
  return [...codes].sort().join(' ');
}
