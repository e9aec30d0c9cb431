import { divIcon, marker } from 'leaflet';
import type { LeafletEventHandlerFnMap, Map as LeafletMap, Marker } from 'leaflet';
import type { LeadView } from '../../../../shared/protocol/feed/lead.ts';
import { fitted } from './lead-view.ts';
import styles from './follow.module.css';

/** A view this near to ours is ours. */
const SAME_ZOOM = 0.005;
const SAME_PX = 1;
/** Views come eight times a second; a pan goes on a little longer, so that they run into each other. */
const PAN = { animate: true, duration: 0.2, easeLinearity: 0.7, noMoveStart: true } as const;
/** A move that begins so soon after a key or a button is the officer's, ms; others are the console's own. */
const BY_HAND = 500;
const INPUTS = ['pointerdown', 'pointerup', 'keydown'] as const;

/** Lets one map look where a leader looks, until the officer moves it himself. */
export class MapFollower {
  readonly #map: LeafletMap;
  readonly #still: boolean;
  readonly #left: () => void;
  readonly #events: LeafletEventHandlerFnMap;
  readonly #pointer: Marker;
  #view: LeadView | null = null;
  #covered = 0;
  #zooming = false;
  #moves = false;
  #inputAt = -Infinity;

  /** `left`: the officer has moved the map. */
  constructor(map: LeafletMap, still: boolean, left: () => void) {
    this.#map = map;
    this.#still = still;
    this.#left = left;
    this.#pointer = marker([0, 0], {
      icon: divIcon({ className: styles.pointer ?? '', iconSize: [28, 28] }),
      interactive: false,
      keyboard: false,
    });
    const began = (): void => {
      if (!this.#moves && !this.#zooming && performance.now() - this.#inputAt < BY_HAND) this.#leave();
    };
    this.#events = {
      dragstart: () => this.#leave(),
      movestart: began,
      zoomstart: began,
      zoomend: () => {
        this.#zooming = false;
      },
      // The window was resized, or something was brought into sight.
      moveend: () => {
        if (!this.#moves) this.#settle();
      },
    };
    map.on(this.#events);
    map.getContainer().addEventListener('wheel', this.#wheel, { passive: true });
    for (const input of INPUTS) window.addEventListener(input, this.#input, { capture: true, passive: true });
  }

  /** Null: nobody is followed. */
  look(view: LeadView | null): void {
    this.#view = view;
    this.#point(view);
    this.#settle();
  }

  /** So many px on the right are covered. */
  cover(px: number): void {
    this.#covered = px;
    this.#settle();
  }

  remove(): void {
    this.#map.off(this.#events);
    this.#map.getContainer().removeEventListener('wheel', this.#wheel);
    for (const input of INPUTS) window.removeEventListener(input, this.#input, { capture: true });
    this.#pointer.remove();
  }

  readonly #wheel = (): void => this.#leave();
  readonly #input = (): void => {
    this.#inputAt = performance.now();
  };

  #leave(): void {
    if (!this.#view) return;
    this.look(null);
    this.#left();
  }

  #settle(): void {
    const map = this.#map;
    const { x, y } = map.getSize();
    // A zoom that is under way ends first: Leaflet would drop the new one.
    if (!this.#view || this.#zooming || x === 0 || y === 0) return;
    const zooms = [map.getMinZoom(), map.getMaxZoom()] as const;
    const { centre, zoom } = fitted(this.#view, { width: x, height: y }, this.#covered, zooms);
    const to = { lat: centre[1], lng: centre[0] };
    const way = map.project(to, zoom).distanceTo(map.project(map.getCenter(), zoom));
    const zooming = Math.abs(zoom - map.getZoom()) >= SAME_ZOOM;
    if (!zooming && way < SAME_PX) return;
    this.#moves = true;
    if (this.#still) map.setView(to, zoom, { animate: false });
    else if (zooming) {
      this.#zooming = true;
      map.setView(to, zoom, { animate: true });
    } else if (way > Math.max(x, y)) map.setView(to, map.getZoom(), { animate: false });
    else map.panTo(to, PAN);
    this.#moves = false;
  }

  #point(view: LeadView | null): void {
    if (!view?.pointer) {
      this.#pointer.remove();
      return;
    }
    const [lng, lat] = view.pointer;
    this.#pointer.setLatLng([lat, lng]);
    if (!this.#map.hasLayer(this.#pointer)) this.#pointer.addTo(this.#map);
  }
}
