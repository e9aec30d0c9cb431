import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import type { CityMap } from '../../../../shared/domain/city.ts';
import { useConsole } from '../../../state/console.ts';
import { useCityMap } from '../../../state/names.ts';
import { useCollection } from '../../../state/use-live.ts';
import { areaLook, replacedAlerts } from '../alert-areas.ts';
import type { HiddenLayers } from '../layer-choice.ts';
import { useHiddenLayers } from '../use-hidden-layers.ts';
import {
  alertFacts,
  drawingFacts,
  hazardFacts,
  incidentFacts,
  isFiltering,
  isLeftOut,
  resourceFacts,
  useMapFilter,
} from './map-filter.ts';
import type { DistrictOf } from './map-filter.ts';

/** How long changes gather before the filter looks again, ms: until then what is new is shown, wanted or not. */
const WAIT_MS = 500;
/** Time alone moves things out of "the last hour". */
const TICK_SECONDS = 15;
const NOTHING: ReadonlySet<string> = new Set();

/** How many the filter of this window's map leaves out; null while nothing is filtered. */
export const useLeftOut = create<{ readonly count: number | null }>()(() => ({ count: null }));

/** The officer's layers, with the keys of what his filter leaves out. The same object until one of them changes. */
export function useFilteredLayers(): HiddenLayers {
  const [hidden] = useHiddenLayers();
  const [filter] = useMapFilter();
  const incidents = useCollection('incidents', {});
  const resources = useCollection('resources', {});
  const alerts = useCollection('alerts', {});
  const hazards = useCollection('hazards', {});
  const drawings = useCollection('drawings', {});
  const { clock } = useConsole();
  const city = useCityMap();
  const [out, setOut] = useState(NOTHING);

  useEffect(() => {
    if (!isFiltering(filter)) {
      setOut(NOTHING);
      useLeftOut.setState({ count: null });
      return;
    }
    const districtOf = districtFinder(city);
    const look = (): void => {
      timer = 0;
      const { now } = clock;
      const next = new Set<string>();
      for (const { id, data } of incidents.rows.values()) {
        if (data.status.state === 'closed' || data.status.state === 'merged' || !data.at) continue;
        if (hidden.has('incident') || hidden.has(`incident:${data.kind}`)) continue;
        if (isLeftOut(incidentFacts(data, districtOf), filter, now)) next.add(`incident:${id}`);
      }
      for (const { id, data } of resources.rows.values()) {
        if (hidden.has(data.form) || hidden.has(`${data.form}:${data.kind}`)) continue;
        if (isLeftOut(resourceFacts(data, districtOf), filter, now)) next.add(`resource:${id}`);
      }
      for (const { id, data } of hazards.rows.values()) {
        if (data.status.state === 'struckOff' || hidden.has('hazard') || hidden.has(`hazard:${data.kind}`)) continue;
        if (isLeftOut(hazardFacts(data, districtOf), filter, now)) next.add(`hazard:${id}`);
      }
      for (const { id, data } of drawings.rows.values()) {
        if (data.status.state === 'removed' || hidden.has('drawing') || hidden.has(`drawing:${data.kind}`)) continue;
        const incident = data.incident === undefined ? undefined : incidents.rows.get(data.incident as never)?.data;
        if (isLeftOut(drawingFacts(data, incident, districtOf), filter, now)) next.add(`drawing:${id}`);
      }
      const replaced = replacedAlerts(alerts.rows.values());
      for (const { id, data } of alerts.rows.values()) {
        const look = areaLook(data, replaced, now);
        if (!look || hidden.has('area') || (look === 'expired' && hidden.has('area:expired'))) continue;
        if (isLeftOut(alertFacts(data), filter, now)) next.add(`alert:${id}`);
      }
      useLeftOut.setState({ count: next.size });
      setOut((shown) => (shown.size === next.size && [...next].every((key) => shown.has(key)) ? shown : next));
    };
    let timer: number = 0;
    const soon = (): void => {
      if (timer === 0) timer = window.setTimeout(look, WAIT_MS);
    };
    let seconds = 0;
    const stops = [
      incidents.onDelta(soon),
      resources.onDelta(soon),
      alerts.onDelta(soon),
      hazards.onDelta(soon),
      drawings.onDelta(soon),
      clock.subscribe(() => {
        seconds += 1;
        if (seconds % TICK_SECONDS === 0) soon();
      }),
    ];
    look();
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [filter, hidden, incidents, resources, alerts, hazards, drawings, clock, city]);

  return useMemo(() => ({ has: (name: string) => hidden.has(name), out }), [hidden, out]);
}

/** District by code, by key, or by the polygon that a place lies in. */
function districtFinder(city: CityMap | null | undefined): DistrictOf {
  const districts = city?.districts ?? [];
  const codes = new Map(districts.flatMap(({ code, key }) => [[code, code], [key, code]] as const)); // prettier-ignore
  return (known, at) => {
    if (known !== undefined && codes.has(known)) return codes.get(known);
    return at && districts.find(({ polygon }) => isInside(polygon, at))?.code;
  };
}

function isInside(ring: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): boolean {
  let inside = false;
  let before = ring.at(-1);
  for (const corner of ring) {
    if (before && corner[1] > y !== before[1] > y) {
      const crossing = corner[0] + ((y - corner[1]) / (before[1] - corner[1])) * (before[0] - corner[0]);
      if (x < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
}
