import { latLngBounds } from 'leaflet';
import { useCallback } from 'react';
import { useConsole } from '../../../state/console.ts';
import { usePreference } from '../../../state/use-console.ts';
import { parseBaseChoice } from '../base/base-choice.ts';
import { MAP_LAYERS_PREFERENCE, parseHiddenLayers } from '../layer-choice.ts';
import type { MapEngine } from '../map-engine.ts';
import { parsePeopleChoice, PEOPLE_PREFERENCE } from '../population/people-choice.ts';
import { FILTER_PREFERENCE, parseFilter } from './map-filter.ts';
import { FIRST_SETTINGS, parseViews, VIEWS_PREFERENCE } from './map-views.ts';
import type { LayerSettings, MapView, SavedView } from './map-views.ts';
import { parseSurfaces, SURFACES_PREFERENCE } from './surfaces.ts';

const BASE_PREFERENCE = 'map.base';

/** All that a view holds, read and set at once. */
export interface SettingWays {
  /** The map as it stands. */
  present(engine: MapEngine): Omit<MapView, 'id'>;
  apply(view: MapView, engine: MapEngine): void;
  reset(): void;
}

export function useSettingWays(): SettingWays {
  const { preferences } = useConsole();
  const set = useCallback(
    ({ hidden, surfaces, filter, people }: LayerSettings): void => {
      preferences.set(MAP_LAYERS_PREFERENCE, hidden);
      preferences.set(SURFACES_PREFERENCE, surfaces);
      preferences.set(FILTER_PREFERENCE, filter);
      preferences.set(PEOPLE_PREFERENCE, people);
    },
    [preferences],
  );
  return {
    present({ leaflet }) {
      const bounds = leaflet.getBounds();
      return {
        hidden: parseHiddenLayers(preferences.read(MAP_LAYERS_PREFERENCE)),
        surfaces: parseSurfaces(preferences.read(SURFACES_PREFERENCE)),
        filter: parseFilter(preferences.read(FILTER_PREFERENCE)),
        people: parsePeopleChoice(preferences.read(PEOPLE_PREFERENCE)),
        base: parseBaseChoice(preferences.read(BASE_PREFERENCE)),
        bounds: [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()],
      };
    },
    apply(view, engine) {
      set(view);
      preferences.set(BASE_PREFERENCE, view.base);
      if (!view.bounds) {
        engine.camera.fitCity();
        return;
      }
      const [south, west, north, east] = view.bounds;
      engine.camera.take();
      engine.leaflet.fitBounds(latLngBounds([south, west], [north, east]), { animate: false });
    },
    reset: () => set(FIRST_SETTINGS),
  };
}

export function useSavedViews(): [readonly SavedView[], (views: readonly SavedView[]) => void] {
  return usePreference(VIEWS_PREFERENCE, parseViews);
}
