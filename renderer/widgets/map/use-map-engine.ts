import { useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useConsole } from '../../state/console.ts';
import { useCityMap } from '../../state/names.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection } from '../../state/use-live.ts';
import { useWarnings } from '../../state/use-warnings.ts';
import type { WarningIndex } from '../../state/warnings.ts';
import { useFormat } from '../../text/use-text.ts';
import { MapEngine } from './map-engine.ts';
import type { HiddenLayers } from './layer-choice.ts';
import type { MapEvents } from './map-input.ts';
import { useFilteredLayers } from './layers/use-filtered-layers.ts';
import { surfaceStyles, useSurfaces } from './layers/surfaces.ts';

/** Every so many seconds ages, limits and expiries are looked at again. */
const TICK_SECONDS = 5;

const selectOpenRed = (index: WarningIndex): ReadonlySet<string> => index.openRed;

/** A map beside something else. What it leaves out besides the officer's own choice: whole layers, and single things by key. */
export interface SideMap {
  readonly leavesOut: { readonly layers: readonly string[]; has(key: string): boolean };
}

/**
 * Mounts the map into `container` and keeps it told about city, language, layers and selection. React does no more than
 * that: rows reach the canvas without it. Null until mounted. `side`: a map beside something else, whose view is not the window's and does
 * not follow the selection; it may leave more out.
 */
export function useMapEngine(
  container: RefObject<HTMLElement | null>,
  events: MapEvents,
  side: SideMap | null = null,
): MapEngine | null {
  const isSide = side !== null;
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const { clock } = useConsole();
  const incidents = useCollection('incidents', {});
  const resources = useCollection('resources', {});
  const alerts = useCollection('alerts', {});
  const hazards = useCollection('hazards', {});
  const feeds = useCollection('feeds', {});
  const city = useCityMap();
  const format = useFormat();
  const { t } = useTranslation('map');
  const filtered = useFilteredLayers();
  const leavesOut = side?.leavesOut;
  const hidden = useMemo<HiddenLayers>(() => {
    if (!leavesOut) return filtered;
    return {
      has: (name) => leavesOut.layers.includes(name) || filtered.has(name),
      out: { has: (key) => leavesOut.has(key) || filtered.out?.has(key) === true },
    };
  }, [filtered, leavesOut]);
  const [surfaces] = useSurfaces();
  const areaWords = { drill: t('area.drill'), test: t('area.test'), expired: t('area.expired'), open: t('area.open') };

  const openRed = useWarnings(selectOpenRed);

  const latestEvents = useRef(events);
  useEffect(() => {
    latestEvents.current = events;
  });

  useEffect(() => {
    if (!container.current) return;
    const made = new MapEngine(
      container.current,
      { incidents, resources, alerts, hazards, feeds },
      { format, areaWords, hidden, openRed, now: () => clock.now },
      {
        place: () => latestEvents.current.place(),
        hover: (picked) => latestEvents.current.hover(picked),
        pick: (picked) => latestEvents.current.pick(picked),
        pickArea: (id) => latestEvents.current.pickArea(id),
        pointer: (at) => latestEvents.current.pointer(at),
      },
    );
    made.camera.isSide = isSide;
    setEngine(made);
    let seconds = 0;
    const stopClock = clock.subscribe(() => {
      seconds += 1;
      if (seconds % TICK_SECONDS === 0) made.tick();
    });
    return () => {
      stopClock();
      made.destroy();
      setEngine(null);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the map is made once; what may change reaches it below
  }, [container, clock, incidents, resources, alerts, hazards, feeds]);

  useEffect(() => engine?.setCity(city), [engine, city]);
  useEffect(() => engine?.setSettings({ hidden }), [engine, hidden]);
  useEffect(() => engine?.setSettings({ openRed }), [engine, openRed]);
  useEffect(() => engine?.setSurfaces(surfaceStyles(surfaces)), [engine, surfaces]);
  useEffect(() => engine?.setSettings({ format, areaWords }), [engine, format]); // eslint-disable-line react-hooks/exhaustive-deps -- the words change with the language only

  const selected = useSelection((state) => state.selected);
  const from = useSelection((state) => state.from);
  useEffect(() => engine?.setSelected(selected, from !== 'map' && !isSide), [engine, selected, from, isSide]);
  return engine;
}
