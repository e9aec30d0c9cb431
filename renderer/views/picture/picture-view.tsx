import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../widgets/button.tsx';
import { IncidentDrawer } from '../../widgets/incident/incident-drawer.tsx';
import { IncidentList } from '../../widgets/incident/incident-list.tsx';
import { MapView } from '../../widgets/map/map-view.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { ActivityStrip } from './activity-strip.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { ResourcePanel } from './resource-panel.tsx';
import styles from './picture.module.css';

/** Below this width the drawer lies over the map; the same limit as in the style sheet. */
const NARROW = window.matchMedia('(width < 1440px)');
/** `--lz-drawer`, px. */
const DRAWER = 432;

function subscribeWidth(notify: () => void): () => void {
  NARROW.addEventListener('change', notify);
  return () => NARROW.removeEventListener('change', notify);
}

type Side = 'list' | 'map';

/** The detail of whatever is selected; an incident when nothing is, because that is what this desk is about. */
function Detail() {
  const selected = useSelection((state) => state.selected);
  switch (selected?.topic) {
    case 'resource':
      return <ResourcePanel key={selected.id} id={selected.id} />;
    case 'alert':
      return <AlertPanel key={selected.id} id={selected.id} />;
    default:
      return <IncidentDrawer id={selected?.topic === 'incident' ? selected.id : null} />;
  }
}

/** The first desk 态势: what is open, where it is, and all about the one looked at. */
export function PictureView() {
  const { t } = useTranslation('map');
  const { t: common } = useTranslation();
  const [side, setSide] = useState<Side>('map');
  const selected = useSelection((state) => state.selected);
  const clear = useSelection((state) => state.clear);
  const over = useSyncExternalStore(subscribeWidth, () => NARROW.matches);
  return (
    <div className={styles.desk} data-side={side} data-selected={selected !== null}>
      <div className={styles.tabs}>
        <Tabs
          label={t('picture.label')}
          tabs={[
            { id: 'list', label: t('picture.list') },
            { id: 'map', label: t('picture.map') },
          ]}
          value={side}
          onChange={setSide}
        />
      </div>
      <div className={styles.list}>
        <IncidentList />
      </div>
      <div className={styles.middle}>
        <div className={styles.map}>
          <MapView covered={over && selected !== null ? DRAWER : 0} />
        </div>
        <ActivityStrip />
      </div>
      <div
        className={styles.drawer}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) clear();
        }}
      >
        <span className={styles.close}>
          <Button look="quiet" icon="x" aria-label={common('close')} onClick={clear} />
        </span>
        <Detail />
      </div>
    </div>
  );
}
