import type { LatLng, LeafletEventHandlerFnMap, LeafletMouseEvent, Map as LeafletMap, ZoomAnimEvent } from 'leaflet';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { LEAD_AGAIN, type LeadView } from '../../../../shared/protocol/feed/lead.ts';
import { seenOf } from './lead-view.ts';

/** At least so long between two views, ms: under the ten a second that a hub hands on. */
const STEP = 120;

/** What is not of the map itself. */
export type LeadAside = Pick<LeadView, 'selected'> & { readonly covered: number; readonly showsPointer: boolean };

/** What a map shows now, as it is told. */
export function viewOf(
  map: LeafletMap,
  { covered, selected, showsPointer }: LeadAside,
  pointer: LonLat | null,
  { center, zoom }: { readonly center: LatLng; readonly zoom: number } = {
    center: map.getCenter(),
    zoom: map.getZoom(),
  },
): LeadView {
  const { x, y } = map.getSize();
  const seen = seenOf({ centre: [center.lng, center.lat], zoom }, { width: x, height: y }, covered);
  return { ...seen, selected, pointer: showsPointer ? pointer : null };
}

/** Tells where a map looks while it leads: when that changes, at most eight times a second, and again while it stands. */
export class LeadTeller {
  readonly #map: LeafletMap;
  readonly #tell: (view: LeadView) => void;
  readonly #events: LeafletEventHandlerFnMap;
  readonly #again: ReturnType<typeof setInterval>;
  #aside: LeadAside;
  #pointer: LonLat | null = null;
  /** Where a zoom under way will end: followers begin theirs at once instead of after it. */
  #target: { readonly center: LatLng; readonly zoom: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldAt = -Infinity;

  constructor(map: LeafletMap, aside: LeadAside, tell: (view: LeadView) => void) {
    this.#map = map;
    this.#aside = aside;
    this.#tell = tell;
    const ask = (): void => this.#ask();
    this.#events = {
      move: ask,
      resize: ask,
      zoomanim: (event) => {
        this.#target = event as ZoomAnimEvent;
        this.#ask();
      },
      zoomend: () => {
        this.#target = undefined;
        this.#ask();
      },
      mousemove: (event) => {
        const { lng, lat } = (event as LeafletMouseEvent).latlng.wrap();
        this.#pointer = [lng, lat];
        if (this.#aside.showsPointer) this.#ask();
      },
      mouseout: () => {
        this.#pointer = null;
        if (this.#aside.showsPointer) this.#ask();
      },
    };
    map.on(this.#events);
    this.#again = setInterval(this.#tellNow, LEAD_AGAIN);
  }

  setAside(aside: LeadAside): void {
    this.#aside = aside;
    this.#ask();
  }

  remove(): void {
    this.#map.off(this.#events);
    clearInterval(this.#again);
    clearTimeout(this.#timer);
  }

  #ask(): void {
    const rest = STEP - (performance.now() - this.#toldAt);
    this.#timer ??= setTimeout(this.#tellNow, Math.max(0, rest));
  }

  readonly #tellNow = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#toldAt = performance.now();
    this.#tell(viewOf(this.#map, this.#aside, this.#pointer, this.#target));
  };
}
