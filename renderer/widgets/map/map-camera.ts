import { latLngBounds } from 'leaflet';
import type { LatLngBounds, Map as LeafletMap } from 'leaflet';
import type { CityMap } from '../../../shared/domain/city.ts';
import { boundsOfPoints } from './data-bounds.ts';
import { recallView, rememberView } from './remembered-view.ts';
import { scaleOf } from './world.ts';
import type { WorldPoint } from './world.ts';
import { ZoomSteps } from './zoom-steps.ts';

export const MAX_ZOOM = 19;
/** Members nearer than this cannot be parted by zooming, px at the largest zoom. */
const SAME_PLACE = 24;
const FIT_PADDING: [number, number] = [36, 36];
const CITY_PADDING: [number, number] = [8, 8];
/** Nothing is fitted nearer than this: one incident alone would else fill the window with one street. */
const FIT_ZOOM = 16;
const REFIT_MS = 1_000;
const PAN = { up: [0, -120], down: [0, 120], left: [-120, 0], right: [120, 0] } as const;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the map looks: the first view, what was looked at last, and every move that the console makes by itself. */
export class MapCamera {
  readonly #map: LeafletMap;
  readonly #points: () => readonly Place[];
  #city: CityMap | null | undefined;
  /** Width on the right that something else covers, px: a drawer over the map. */
  #covered = 0;
  /** The view is still ours to choose: nothing was remembered and nobody has moved the map. */
  #free = true;
  #refit = 0;
  /** A map beside something else: what it looks at is neither recalled nor remembered for the window's own map. */
  isSide = false;
  readonly #zoomSteps: ZoomSteps;

  /** `points`: the world positions of all incidents and units. */
  constructor(map: LeafletMap, points: () => readonly Place[]) {
    this.#map = map;
    this.#points = points;
    this.#zoomSteps = new ZoomSteps((steps) => map.setZoom(map.getZoom() + steps));
  }

  destroy(): void {
    clearTimeout(this.#refit);
    this.#zoomSteps.cancel();
  }

  setCity(city: CityMap | null | undefined): void {
    this.#city = city;
    if (city === undefined) return;
    const remembered = this.isSide ? null : recallView(this.#groundId());
    if (remembered) {
      this.#free = false;
      this.#map.setView([remembered.lat, remembered.lng], remembered.zoom, { animate: false });
    } else this.#fitFirst();
  }

  /** The officer has moved the map: from now on the view is his. */
  take(): void {
    this.#free = false;
  }

  resized(): void {
    this.#map.invalidateSize({ pan: false });
    if (this.#free) this.#fitFirst();
  }

  /** Without a city the first rows say where to look, and later ones correct it, until the officer moves the map. */
  dataChanged(): void {
    if (this.#city !== null || !this.#free || this.#refit !== 0) return;
    const fit = (): void => {
      if (this.#free) this.#fitFirst();
    };
    requestAnimationFrame(fit);
    this.#refit = window.setTimeout(() => {
      this.#refit = 0;
      fit();
    }, REFIT_MS);
  }

  remember(): void {
    if (this.#free || this.isSide || this.#city === undefined) return;
    const { lat, lng } = this.#map.getCenter();
    rememberView({ ground: this.#groundId(), lat, lng, zoom: this.#map.getZoom() });
  }

  set covered(px: number) {
    this.#covered = px;
  }

  /** Size of the map that can be seen, px. */
  get visibleSize(): Place {
    const { x, y } = this.#map.getSize();
    return { x: Math.max(0, x - this.#covered), y };
  }

  /** Moves only as far as needed; what lies under a drawer is not in sight. */
  bringIntoSight({ x, y }: Place, margin: number): void {
    const scale = scaleOf(this.#map.getZoom());
    this.#map.panInside(this.#map.unproject([x * scale, y * scale]), {
      paddingTopLeft: [margin, margin],
      paddingBottomRight: [margin + this.#covered, margin],
    });
  }

  zoomBy(step: number): void {
    this.#free = false;
    this.#zoomSteps.add(step);
  }

  panBy(direction: keyof typeof PAN): void {
    this.#free = false;
    this.#map.panBy([...PAN[direction]]);
  }

  fitCity(): void {
    if (!this.#city) return;
    const corners = this.#city.districts.flatMap(({ polygon }) =>
      polygon.map(([lon, lat]): [number, number] => [lat, lon]),
    );
    const [west, south, east, north] = this.#city.bbox;
    this.#fit(corners.length > 0 ? latLngBounds(corners) : latLngBounds([south, west], [north, east]), CITY_PADDING);
  }

  /** All incidents and units. */
  fitAll(): void {
    const bounds = boundsOfPoints(this.#points());
    if (bounds) this.#fit(bounds, FIT_PADDING);
  }

  /** Zooms until these fall apart; false when they stand at one place. */
  part(members: readonly Place[]): boolean {
    const bounds = boundsOfPoints(members);
    if (!bounds) return false;
    const northWest = this.#map.project(bounds.getNorthWest(), MAX_ZOOM);
    const southEast = this.#map.project(bounds.getSouthEast(), MAX_ZOOM);
    if (northWest.distanceTo(southEast) < SAME_PLACE || this.#map.getZoom() >= MAX_ZOOM) return false;
    this.#free = false;
    this.#map.fitBounds(bounds, { padding: [80, 80], maxZoom: MAX_ZOOM });
    return true;
  }

  /** World position of a place in px of the container. */
  worldAt(x: number, y: number): WorldPoint {
    const { x: worldX, y: worldY } = this.#map.project(this.#map.containerPointToLatLng([x, y]), 0);
    return [worldX / scaleOf(0), worldY / scaleOf(0)];
  }

  #fitFirst(): void {
    if (this.#city) this.fitCity();
    else if (this.#city === null) {
      const bounds = boundsOfPoints(this.#points(), true);
      if (bounds) this.#fit(bounds, FIT_PADDING);
    }
  }

  #fit(bounds: LatLngBounds, padding: [number, number]): void {
    this.#map.fitBounds(bounds, { padding, maxZoom: FIT_ZOOM, animate: false });
  }

  #groundId(): string {
    return this.#city?.id ?? 'none';
  }
}
