import leaflet from 'leaflet';
import 'leaflet/dist/leaflet.css';
import 'leaflet.markercluster';
import { createFormat } from '../../renderer/text/use-text.ts';
import { LiveCollection } from '../../renderer/state/live-collection.ts';
import { MapEngine } from '../../renderer/widgets/map/map-engine.ts';
import type { CityMap } from '../../shared/domain/city.ts';
import type { LonLat } from '../../shared/kit/geo.ts';
import type { EntityRow, FeedRow } from '../../shared/protocol/console-api/rows.ts';
import { instant } from '../../shared/kit/time.ts';
import type { Traffic } from './map-traffic.ts';

export type Moves = ReturnType<Traffic['move']>;

export interface Contender {
  readonly map: leaflet.Map;
  take(moves: Moves): void;
}

const CENTRE: leaflet.LatLngTuple = [30.31, 117.59];
export const FIRST_ZOOM = 12;

function latLng([lon, lat]: LonLat): leaflet.LatLngTuple {
  return [lat, lon];
}

function peerMap(box: HTMLElement): leaflet.Map {
  return leaflet.map(box, {
    preferCanvas: true,
    zoomControl: false,
    attributionControl: false,
    center: CENTRE,
    zoom: FIRST_ZOOM,
  });
}

/** (a) Leaflet's circle markers on its own canvas: what its manual offers for many points. */
export function circles(box: HTMLElement, traffic: Traffic): Contender {
  const map = peerMap(box);
  const put = (at: LonLat): leaflet.CircleMarker =>
    leaflet.circleMarker(latLng(at), { radius: 6, weight: 1.5 }).addTo(map);
  for (const { data } of traffic.incidents) if (data.at) put(data.at);
  const units = traffic.units.map(({ data }) => put(data.at as LonLat));
  return {
    map,
    take(moves) {
      for (const { index, at } of moves) units[index]?.setLatLng(latLng(at));
    },
  };
}

/**
 * (b) Leaflet.markercluster with the settings that its manual advises for many markers: bulk `addLayers`, chunked; no
 * animation. What moves leaves and comes back in bulk, which its manual calls the fast way; `setLatLng` alone is slower.
 */
export function markerCluster(box: HTMLElement, traffic: Traffic): Contender {
  const map = peerMap(box);
  map.setMaxZoom(19);
  const group = leaflet.markerClusterGroup({
    chunkedLoading: true,
    removeOutsideVisibleBounds: true,
    animate: false,
    showCoverageOnHover: false,
  });
  const icon = leaflet.divIcon({ className: 'bench-marker', iconSize: [12, 12] });
  const make = (at: LonLat): leaflet.Marker => leaflet.marker(latLng(at), { icon });
  const units = traffic.units.map(({ data }) => make(data.at as LonLat));
  group.addLayers([...traffic.incidents.flatMap(({ data }) => (data.at ? [make(data.at)] : [])), ...units]);
  group.addTo(map);
  return {
    map,
    take(moves) {
      const moved = moves.map(({ index }) => units[index] as leaflet.Marker);
      group.removeLayers(moved);
      moves.forEach(({ at }, place) => moved[place]?.setLatLng(latLng(at)));
      group.addLayers(moved);
    },
  };
}

const FEED: FeedRow = {
  id: 'bench', name: { zh: '压测', en: 'Bench' }, url: 'bench', status: { state: 'live', since: instant(0) },
  epoch: null, seq: 0, head: null, lag: null, gaps: 0, missing: 0, quarantined: 0, clockOffset: null, roundTrip: null,
  lastHeardAt: null, lastChangeAt: null, maxAgeSeconds: 600, changes: 0, grade: 'full', loss: null, heldBack: 0,
  bytesReceived: 0, bytesSent: 0,
}; // prettier-ignore

/** (c) The console's map as it is: ground, names, symbols, fed by the deltas of its live collections. */
export function ours(box: HTMLElement, traffic: Traffic, city: CityMap): Contender {
  const collections = {
    incidents: new LiveCollection<EntityRow<'incident'>>(),
    resources: new LiveCollection<EntityRow<'resource'>>(),
    alerts: new LiveCollection<EntityRow<'alert'>>(),
    hazards: new LiveCollection<EntityRow<'hazard'>>(),
    feeds: new LiveCollection<FeedRow>(),
  };
  const whole = { remove: [], complete: true, restart: false };
  collections.feeds.take({ put: [FEED], ...whole });
  collections.incidents.take({ put: traffic.incidents, ...whole });
  collections.resources.take({ put: traffic.units, ...whole });
  const nothing = (): void => undefined;
  const engine = new MapEngine(
    box,
    collections,
    {
      format: createFormat('zh'),
      areaWords: { drill: '', test: '', expired: '', open: '' },
      openRed: new Set(),
      hidden: new Set(),
      now: () => instant(Date.now()),
    },
    { place: nothing, hover: nothing, pick: nothing, pickArea: nothing, pointer: nothing },
  );
  engine.setCity(city);
  engine.leaflet.setView(CENTRE, FIRST_ZOOM, { animate: false });
  return {
    map: engine.leaflet,
    take(moves) {
      const put = moves.map(({ index, at, heading }) => traffic.moved(index, at, heading));
      collections.resources.take({ put, ...whole });
    },
  };
}
