import { useTranslation } from 'react-i18next';
import { Icon } from '../icon.tsx';
import type { IconName } from '../icon-paths.ts';
import type { MapEngine } from './map-engine.ts';
import styles from './map.module.css';

export interface MapControlsProps {
  readonly engine: MapEngine;
  readonly hasCity: boolean;
}

export function MapControls({ engine, hasCity }: MapControlsProps) {
  const { t } = useTranslation('map');
  const button = (icon: IconName, label: string, run: () => void) => (
    <button type="button" aria-label={label} title={label} onClick={run}>
      <Icon name={icon} size={18} />
    </button>
  );
  return (
    <div className={styles.controls} role="group" aria-label={t('controls.label')}>
      {button('plus', t('controls.zoomIn'), () => engine.camera.zoomBy(1))}
      {button('minus', t('controls.zoomOut'), () => engine.camera.zoomBy(-1))}
      {hasCity && button('map', t('controls.fitCity'), () => engine.camera.fitCity())}
      {button('target', t('controls.fitAll'), () => engine.camera.fitAll())}
    </div>
  );
}
