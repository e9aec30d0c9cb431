import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FACILITY_KINDS, SENSOR_KINDS, UNIT_KINDS } from '../../../shared/domain/resource.ts';
import { Icon } from '../icon.tsx';
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

/** The menu of layers, upper left. The choice is kept with the officer's preferences. */
export function LayersMenu() {
  const { t } = useTranslation('map');
  const word = useLayerWord();
  const [hidden, toggle] = useHiddenLayers();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useId();

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  }

  const shown = GROUPS.filter(({ family }) => !hidden.has(family)).length;
  return (
    <div ref={box} className={styles.layers} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={styles.layersButton}
        aria-expanded={open}
        aria-controls={menu}
        onClick={() => setOpen(!open)}
      >
        <Icon name="layers" />
        {t('layers.button', { count: shown })}
        <Icon name="down" size={14} />
      </button>
      {open && (
        <div id={menu} className={styles.layersMenu} role="group" aria-label={t('layers.title')}>
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
      )}
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
