import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrawingKind } from '../../../../shared/domain/drawing.ts';
import type { HazardKind } from '../../../../shared/domain/hazard.ts';
import type { Incident } from '../../../../shared/domain/incident.ts';
import { useDepartmentName } from '../../../state/names.ts';
import { Icon } from '../../icon.tsx';
import { useHiddenLayers } from '../use-hidden-layers.ts';
import type { LayerFamily, LayerKind } from './layer-groups.ts';
import styles from './layers.module.css';

export interface LayerGroupProps {
  readonly family: LayerFamily;
  readonly kinds: readonly LayerKind[];
  /** Codes of departments whose units may be switched. */
  readonly departments?: readonly string[];
}

/** A family with its switch; its kinds unfold. */
export function LayerGroup({ family, kinds, departments = [] }: LayerGroupProps) {
  const { t } = useTranslation('layers');
  const word = useKindWord();
  const departmentName = useDepartmentName();
  const [hidden, toggle] = useHiddenLayers();
  const [isOpen, setOpen] = useState(false);
  const name = t(`family.${family}`);
  const parts = [...kinds.map((kind) => `${family}:${kind}`), ...departments.map((code) => `${family}@${code}`)];
  const off = parts.filter((part) => hidden.has(part)).length;
  const box = (layer: string, words: string) => (
    <label key={layer}>
      <input
        type="checkbox"
        checked={!hidden.has(layer)}
        disabled={layer !== family && hidden.has(family)}
        onChange={() => toggle(layer)}
      />
      <span>{words}</span>
    </label>
  );
  return (
    <div className={styles.group}>
      <div className={styles.head}>
        {box(family, name)}
        {parts.length > 0 && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={t('expand', { name })}
            title={t('expand', { name })}
            onClick={() => setOpen(!isOpen)}
          >
            {off > 0 && !hidden.has(family) && <small>{`${parts.length - off}/${parts.length}`}</small>}
            <Icon name={isOpen ? 'up' : 'down'} size={14} />
          </button>
        )}
      </div>
      {isOpen && (
        <div className={styles.kinds}>
          {departments.length > 0 && <h4>{t('byKind')}</h4>}
          {kinds.map((kind) => box(`${family}:${kind}`, word(family, kind)))}
          {departments.length > 0 && <h4>{t('byDepartment')}</h4>}
          {departments.map((code) => box(`${family}@${code}`, departmentName(code)))}
        </div>
      )}
    </div>
  );
}

/** The word of a kind in the catalogue of its family. */
function useKindWord(): (family: LayerFamily, kind: LayerKind) => string {
  const { t } = useTranslation(['layers', 'incident', 'resource', 'drawing', 'hazard']);
  return (family, kind) => {
    if (family === 'incident') return t(`kind.${kind as Incident['kind']}`, { ns: 'incident' });
    if (family === 'drawing') return t(`kind.${kind as DrawingKind}`, { ns: 'drawing' });
    if (family === 'hazard') return t(`kind.${kind as HazardKind}`, { ns: 'hazard' });
    if (family === 'unit') return t(`unitKind.${kind as 'engine'}`, { ns: 'resource' });
    if (family === 'facility') return t(`facilityKind.${kind as 'depot'}`, { ns: 'resource' });
    if (family === 'sensor') return t(`sensorKind.${kind as 'gauge'}`, { ns: 'resource' });
    if (family === 'figure') return t(`figure.${kind as 'depot'}`);
    return t('expired');
  };
}
