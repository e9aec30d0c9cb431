import { useTranslation } from 'react-i18next';
import { FACILITY_KINDS, SENSOR_KINDS, UNIT_KINDS } from '../../../shared/domain/resource.ts';
import styles from './map.module.css';
import { useHiddenLayers } from './use-hidden-layers.ts';

/** What can be switched: whole families, and the kinds in them. */
const GROUPS = [
  { family: 'incident', kinds: [] },
  { family: 'unit', kinds: UNIT_KINDS.map((kind) => `unit:${kind}`) },
  { family: 'facility', kinds: FACILITY_KINDS.map((kind) => `facility:${kind}`) },
  { family: 'sensor', kinds: SENSOR_KINDS.map((kind) => `sensor:${kind}`) },
  { family: 'area', kinds: ['area:expired'] },
  { family: 'label', kinds: [] },
] as const;

/** What the map shows. The choice is kept with the officer's preferences. */
export function LayersPanel() {
  const { t } = useTranslation('map');
  const word = useLayerWord();
  const [hidden, toggle] = useHiddenLayers();
  return (
    <div className={styles.layers}>
      {GROUPS.map(({ family, kinds }) => (
        <fieldset key={family}>
          <label className={styles.layersHead}>
            <input type="checkbox" checked={!hidden.has(family)} onChange={() => toggle(family)} />
            {t(`layers.${family}`)}
          </label>
          {kinds.length > 0 && (
            <div className={styles.layersKinds}>
              {kinds.map((kind) => (
                <label key={kind}>
                  <input
                    type="checkbox"
                    checked={!hidden.has(kind)}
                    disabled={hidden.has(family)}
                    onChange={() => toggle(kind)}
                  />
                  {word(kind)}
                </label>
              ))}
            </div>
          )}
        </fieldset>
      ))}
    </div>
  );
}

type LayerKind = (typeof GROUPS)[number]['kinds'][number];

function useLayerWord(): (kind: LayerKind) => string {
  const { t } = useTranslation(['resource', 'map']);
  return (kind) => {
    const [family, name] = kind.split(':') as [string, string];
    if (family === 'area') return t('layers.expired', { ns: 'map' });
    if (family === 'unit') return t(`unitKind.${name as (typeof UNIT_KINDS)[number]}`, { ns: 'resource' });
    if (family === 'facility') return t(`facilityKind.${name as (typeof FACILITY_KINDS)[number]}`, { ns: 'resource' });
    return t(`sensorKind.${name as (typeof SENSOR_KINDS)[number]}`, { ns: 'resource' });
  };
}
