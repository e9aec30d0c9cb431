import { useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../widgets/button.tsx';
import { IncidentDrawer } from '../../widgets/incident/incident-drawer.tsx';
import { IncidentList } from '../../widgets/incident/incident-list.tsx';
import { useNewReport } from '../../widgets/incident/new-report-state.ts';
import { MapView } from '../../widgets/map/map-view.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { HazardPanel } from './hazard-panel.tsx';
import { Overview } from './overview/overview.tsx';
import { ResourcePanel } from './resource-panel.tsx';
import { SupplyPanel } from './supply-panel.tsx';
import { TimeStrip } from './time-strip.tsx';
import styles from './picture.module.css';

/** Below this width the drawer lies over the map; below the second one list, map and overview are tabs. As in the style sheet. */
const OVER = window.matchMedia('(width < 1440px)');
const TABBED = window.matchMedia('(width < 1200px)');
/** `--lz-drawer`, px. */
const DRAWER = 432;

function useWidth(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (notify) => {
      query.addEventListener('change', notify);
      return () => query.removeEventListener('change', notify);
    },
    () => query.matches,
  );
}

type Side = 'list' | 'map' | 'overview';

/** The detail of whatever is selected; how the city stands when nothing is. */
function Detail() {
  const selected = useSelection((state) => state.selected);
  switch (selected?.topic) {
    case 'resource':
      return <ResourcePanel key={selected.id} id={selected.id} />;
    case 'alert':
      return <AlertPanel key={selected.id} id={selected.id} />;
    case 'supply':
      return <SupplyPanel key={selected.id} id={selected.id} />;
    case 'hazard':
      return <HazardPanel key={selected.id} id={selected.id} />;
    case 'incident':
      return <IncidentDrawer id={selected.id} />;
    case undefined:
      return <Overview />;
  }
}

/** The first desk 态势: what is open, where it is, and all about the one looked at. */
export function PictureView() {
  const { t } = useTranslation('map');
  const { t: common } = useTranslation();
  const { t: overviewText } = useTranslation('overview');
  const [side, setSide] = useState<Side>('map');
  const [asked, setAsked] = useState(false);
  const desk = useRef<HTMLDivElement>(null);
  const drawer = useRef<HTMLDivElement>(null);
  const selected = useSelection((state) => state.selected) !== null;
  const clear = useSelection((state) => state.clear);
  const reporting = useNewReport((state) => state.draft !== null);
  const over = useWidth(OVER);
  const tabbed = useWidth(TABBED);
  // Where there is no room beside the map, the overview shows when it is asked for.
  const overview = !selected && over && !tabbed && asked;
  const open = selected || overview;

  const back = (): void => {
    if (selected) clear();
    else setAsked(false);
    desk.current?.querySelector<HTMLElement>('[role=listbox]')?.focus();
  };
  const showOverview = (): void => {
    clear();
    setAsked(true);
    setSide('overview');
  };
  const command = { group: 'everywhere', title: overviewText('title') } as const;
  useCommand({ ...command, id: 'picture.overview', key: 'O', run: showOverview });
  useCommand(overview ? { ...command, id: 'picture.back', key: 'Esc', keyOnly: true, run: back } : null);

  return (
    <div ref={desk} className={styles.desk} data-side={side} data-open={open}>
      <div className={styles.tabs}>
        <Tabs
          label={t('picture.label')}
          tabs={[
            { id: 'list', label: t('picture.list') },
            { id: 'map', label: t('picture.map') },
            { id: 'overview', label: overviewText('title') },
          ]}
          value={side}
          onChange={setSide}
        />
      </div>
      <div className={styles.list}>
        <IncidentList onOpen={() => drawer.current?.focus()} />
      </div>
      <div className={styles.middle}>
        <div className={styles.map}>
          <MapView covered={over && open ? DRAWER : 0} detailed={!reporting} />
          {over && !tabbed && !open && (
            <span className={styles.ask}>
              <Button icon="rows" shortcut="O" onClick={showOverview}>
                {overviewText('title')}
              </Button>
            </span>
          )}
        </div>
        <TimeStrip besideDrawer={over && !tabbed && open} />
      </div>
      <div
        ref={drawer}
        className={styles.drawer}
        tabIndex={-1}
        role="group"
        aria-label={t('picture.detail')}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.preventDefault();
          back();
        }}
      >
        {open && (
          <div className={styles.back}>
            <Button look="quiet" icon={over && !(selected && asked) ? 'x' : 'left'} shortcut="Esc" onClick={back}>
              {over && !(selected && asked) ? common('close') : overviewText('title')}
            </Button>
          </div>
        )}
        <Detail />
      </div>
    </div>
  );
}
