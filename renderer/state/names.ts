import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { CityMap } from '../../shared/domain/city.ts';
import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import { useFormat } from '../text/use-text.ts';
import { useConsole } from './console.ts';
import type { LiveCollection } from './live-collection.ts';
import { useSession } from './use-console.ts';
import { useCollection, useLive } from './use-live.ts';

/** The name of a department by its code, or by a post of it (`HOT-DSP`); the code itself when nobody has named it. */
export function useDepartmentName(): (code: string) => string {
  const session = useSession();
  const { text } = useFormat();
  return useCallback(
    (code) => {
      const named = (wanted: string) => session?.departments.find((candidate) => candidate.code === wanted);
      const department = named(code) ?? named(code.split('-')[0] ?? code);
      return department ? text(department.name) : code;
    },
    [session, text],
  );
}

/** Feeds change many times a second; their names do not. */
function feedNames(feeds: LiveCollection<FeedRow>): string {
  return JSON.stringify([...feeds.rows].map(([id, { name }]) => [id, name]));
}

/** How a hub signs changes that came from a seat: `station:<id>`. */
const SEAT = 'station:';

/** Who said it: a seat, a department, a feed by name, or the word of the source itself. */
export function useSourceName(): (source: string) => string {
  const department = useDepartmentName();
  const feeds = useCollection('feeds', {});
  useLive(feeds, feedNames);
  const station = useSession()?.stationId;
  const { t } = useTranslation();
  const { text } = useFormat();
  return useCallback(
    (source) => {
      if (source.startsWith(SEAT)) return t(source === `${SEAT}${station}` ? 'thisSeat' : 'otherSeat');
      const feed = feeds.rows.get(source);
      return feed ? text(feed.name) : department(source);
    },
    [feeds, text, department, station, t],
  );
}

/** Enough of a station's id to tell it from its neighbours: the end is chance, the beginning is when it was made. */
const SHORT = 6;

/** A station as officers speak of it: this seat, or the end of its number. It has no other name. */
export function useStationName(): (station: string) => string {
  const own = useSession()?.stationId;
  const { t } = useTranslation();
  return useCallback(
    (station) => (station === own ? t('thisSeat') : t('station', { no: station.slice(-SHORT).toUpperCase() })),
    [own, t],
  );
}

/** The ground of the loaded city: undefined while it is on its way, null when there is none. */
export function useCityMap(): CityMap | null | undefined {
  const { city } = useConsole();
  return useSyncExternalStore(city.subscribe, () => city.map);
}

/** The name of a district by its code or short key; the code itself without a city map. */
export function useDistrictName(): (code: string) => string {
  const map = useCityMap();
  const { language } = useFormat();
  return useCallback(
    (code) => {
      const district = map?.districts.find((candidate) => candidate.code === code || candidate.key === code);
      return district ? district.name[language] : code;
    },
    [map, language],
  );
}
