import { latLngBounds, map as createMap } from 'leaflet';
import type { LatLngBounds, LeafletMouseEvent, Map as LeafletMap } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { CityMap } from '../../../shared/domain/city.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { EntityRow, FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import type { Selected } from '../../state/selection.ts';
import { AreaLayer } from './area-layer.ts';
import type { AreaLayerState } from './area-layer.ts';
import { boundsOfPoints } from './data-bounds.ts';
import { GroundLayer } from './ground-layer.ts';
import type { HiddenLayers } from './layer-choice.ts';
import { readMapTheme } from './map-theme.ts';
import { nextMarker } from './marker-walk.ts';
import type { WalkDirection } from './marker-walk.ts';
import { recallView, rememberView } from './remembered-view.ts';
import { SymbolLayer } from './symbol-layer.ts';
import type { SymbolLayerState } from './symbol-layer.ts';
import type { SymbolItem } from './symbol-item.ts';
import type { Mark } from './symbol-scene.ts';
import { SymbolStore } from './symbol-store.ts';
import { publishCounters } from './map-counters.ts';
import { scaleOf } from './world.ts';

export interface MapCollections {
  readonly incidents: LiveCollection<EntityRow<'incident'>>;
  readonly resources: LiveCollection<EntityRow<'resource'>>;
  readonly alerts: LiveCollection<EntityRow<'alert'>>;
  readonly feeds: LiveCollection<FeedRow>;
}

/** What lies under the pointer or is worked on by keyboard: a mark's worst member and, for a cluster, all of it. */
export interface Picked {
  readonly item: SymbolItem;
  readonly members: readonly SymbolItem[] | null;
}

export interface MapEvents {
  /** After each drawing and each move: overlays take their place. */
  place(): void;
  hover(picked: Picked | null): void;
  /** Clicked, or Enter on the marked one; null: clicked on the ground. */
  pick(picked: Picked | null): void;
  pickArea(id: string): void;
  pointer(at: LonLat | null): void;
}

type MapSettings = Pick<SymbolLayerState & AreaLayerState, 'format' | 'areaWords' | 'now' | 'hidden'>;

const MAX_ZOOM = 19;
/** Members nearer than this cannot be parted by zooming, px at the largest zoom. */
const SAME_PLACE = 24;
const FIT_PADDING: [number, number] = [36, 36];
const REFIT_MS = 1_000;

/** The map of one window: Leaflet for moving and zooming, three canvases of our own for all that is seen. */
export class MapEngine {
  readonly leaflet: LeafletMap;
  readonly store: SymbolStore;
  readonly #container: HTMLElement;
  readonly #ground: GroundLayer;
  readonly #areas: AreaLayer;
  readonly #symbols: SymbolLayer;
  readonly #state: SymbolLayerState & AreaLayerState;
  readonly #events: MapEvents;
  readonly #cleanup: (() => void)[] = [];
  #city: CityMap | null | undefined;
  /** The view is still ours to choose: nothing was remembered and nobody has moved the map. */
  #free = true;
  #refit = 0;

  constructor(container: HTMLElement, collections: MapCollections, settings: MapSettings, events: MapEvents) {
    this.#container = container;
    this.#events = events;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.leaflet = createMap(container, {
      zoomControl: false, attributionControl: false, keyboard: false, boxZoom: true,
      zoomSnap: 0, zoomDelta: 1, wheelPxPerZoomLevel: 90, minZoom: 3, maxZoom: MAX_ZOOM,
      zoomAnimation: !still, fadeAnimation: false, inertia: !still, center: [30.3, 117.59], zoom: 11,
    }); // prettier-ignore
    const theme = readMapTheme(container);
    this.#state = { ...settings, theme, selected: null, selectedAlert: null, feeds: collections.feeds.rows };
    this.store = new SymbolStore(() => this.#dataChanged());
    this.store.reducedMotion = still;
    this.#ground = new GroundLayer(this.leaflet, theme, settings.format.language);
    this.#areas = new AreaLayer(this.leaflet, this.#state);
    this.#symbols = new SymbolLayer(this.leaflet, this.store, this.#state, (layer) => {
      publishCounters(container, this.store, layer, this.#areas);
      events.place();
    });
    this.#cleanup.push(
      this.store.follow('incident', collections.incidents),
      this.store.follow('resource', collections.resources),
      this.#areas.follow(collections.alerts),
      collections.feeds.onDelta(() => this.#symbols.touch()),
      this.#listen(),
    );
  }

  destroy(): void {
    for (const stop of this.#cleanup) stop();
    clearTimeout(this.#refit);
    this.#symbols.remove();
    this.#areas.canvas.remove();
    this.#ground.canvas.remove();
    this.leaflet.remove();
  }

  setCity(city: CityMap | null | undefined): void {
    this.#city = city;
    this.#ground.setCity(city);
    if (city === undefined) return;
    const remembered = recallView(this.#groundId());
    if (remembered) {
      this.#free = false;
      this.leaflet.setView([remembered.lat, remembered.lng], remembered.zoom, { animate: false });
    } else if (city) this.fitCity();
    else this.#fitData();
  }

  setSettings(settings: Partial<MapSettings>): void {
    Object.assign(this.#state, settings);
    if (settings.format) this.#ground.setLanguage(settings.format.language);
    this.#redraw();
  }

  setHidden(hidden: HiddenLayers): void {
    this.setSettings({ hidden });
  }

  /** Marks the selected record; `follow` brings it into sight when it is outside. */
  setSelected(selected: Selected | null, follow: boolean): void {
    const { topic, id } = selected ?? {};
    this.#state.selected = topic === 'incident' || topic === 'resource' ? `${topic}:${id}` : null;
    this.#state.selectedAlert = topic === 'alert' ? (id ?? null) : null;
    this.#redraw();
    const item = this.#state.selected === null ? undefined : this.store.items.get(this.#state.selected);
    if (item && follow) this.#bringIntoSight(item);
  }

  /** Time went on: ages and limits may have passed. */
  tick(): void {
    this.#redraw();
  }

  zoomBy(step: number): void {
    this.leaflet.setZoom(this.leaflet.getZoom() + step);
  }

  fitCity(): void {
    if (!this.#city) return;
    const corners = this.#city.districts.flatMap(({ polygon }) => polygon.map(([lon, lat]): [number, number] => [lat, lon]));
    const [west, south, east, north] = this.#city.bbox;
    this.#fit(corners.length > 0 ? latLngBounds(corners) : latLngBounds([south, west], [north, east]), [8, 8]);
  }

  /** All incidents and units that are shown. */
  fitAll(): void {
    const bounds = boundsOfPoints([...this.store.family('incident'), ...this.store.family('unit')]);
    if (bounds) this.#fit(bounds, FIT_PADDING);
  }

  get metresPerPx(): number {
    return this.#symbols.frame?.metresPerPx ?? 1;
  }

  /** Place of an item in px of the container; null when it is not in the last drawing. */
  placeOf(key: string): { x: number; y: number; radius: number } | null {
    const mark = this.#symbols.marks.find(({ item, members }) => item.key === key || members?.some((member) => member.key === key));
    const shift = this.#shift();
    return mark && shift ? { x: mark.x + shift.x, y: mark.y + shift.y, radius: mark.radius } : null;
  }

  /** The marker that an arrow key leads to; from the middle of the map when none was marked. */
  walk(fromKey: string | null, direction: WalkDirection): Picked | null {
    const size = this.leaflet.getSize();
    const shift = this.#shift();
    if (!shift) return null;
    const start = (fromKey !== null && this.#symbols.marks.find(({ item }) => item.key === fromKey)) || {
      x: size.x / 2 - shift.x,
      y: size.y / 2 - shift.y,
    };
    const next = nextMarker(start, this.#symbols.marks, direction);
    if (next) this.leaflet.panInside(this.leaflet.containerPointToLatLng([next.x + shift.x, next.y + shift.y]), { padding: [48, 48] });
    return next && picked(next);
  }

  panBy(direction: WalkDirection): void {
    const step = { up: [0, -120], down: [0, 120], left: [-120, 0], right: [120, 0] } as const;
    this.leaflet.panBy([...step[direction]]);
  }

  /** Zooms until a cluster falls apart; false when its members stand at one place. */
  open(members: readonly SymbolItem[]): boolean {
    const bounds = boundsOfPoints(members);
    if (!bounds) return false;
    const northWest = this.leaflet.project(bounds.getNorthWest(), MAX_ZOOM);
    const southEast = this.leaflet.project(bounds.getSouthEast(), MAX_ZOOM);
    if (northWest.distanceTo(southEast) < SAME_PLACE || this.leaflet.getZoom() >= MAX_ZOOM) return false;
    this.#free = false;
    this.leaflet.fitBounds(bounds, { padding: [80, 80], maxZoom: MAX_ZOOM });
    return true;
  }

  #fit(bounds: LatLngBounds, padding: [number, number]): void {
    this.leaflet.fitBounds(bounds, { padding, maxZoom: 16, animate: false });
  }

  #fitData(): void {
    const points = [...this.store.family('incident'), ...this.store.family('unit')];
    const bounds = boundsOfPoints(points, true);
    if (bounds) this.#fit(bounds, FIT_PADDING);
  }

  #dataChanged(): void {
    this.#symbols?.touch();
    // Without a city the first rows say where to look, and later ones correct it, until the officer moves the map.
    if (this.#city !== null || !this.#free || this.#refit !== 0) return;
    const fit = (): void => {
      if (this.#free) this.#fitData();
    };
    requestAnimationFrame(fit);
    this.#refit = window.setTimeout(() => {
      this.#refit = 0;
      fit();
    }, REFIT_MS);
  }

  #bringIntoSight(item: SymbolItem): void {
    const scale = scaleOf(this.leaflet.getZoom());
    const at = this.leaflet.unproject([item.x * scale, item.y * scale]);
    this.leaflet.panInside(at, { padding: [96, 96] });
  }

  #redraw(): void {
    this.#areas.canvas.requestDraw();
    this.#symbols.touch();
  }

  #groundId(): string {
    return this.#city?.id ?? 'none';
  }

  /** From px of the symbols' frame to px of the container. */
  #shift(): { x: number; y: number } | null {
    const { frame } = this.#symbols;
    const corner = this.leaflet.getPixelBounds().min;
    return frame && corner ? { x: frame.left - corner.x, y: frame.top - corner.y } : null;
  }

  #markAt(event: LeafletMouseEvent): Mark | null {
    const shift = this.#shift();
    return shift && this.#symbols.markAt(event.containerPoint.x - shift.x, event.containerPoint.y - shift.y);
  }

  #listen(): () => void {
    const { leaflet } = this;
    const container = this.#container;
    const events = this.#events;
    let hovered: Mark | null = null;
    leaflet.on('click', (event) => {
      const mark = this.#markAt(event);
      const { x, y } = leaflet.project(event.latlng, 0);
      const area = mark ? null : this.#areas.edgeAt(x / 256, y / 256);
      if (area) events.pickArea(area.id);
      else events.pick(mark && picked(mark));
    });
    leaflet.on('mousemove', (event) => {
      events.pointer([event.latlng.lng, event.latlng.lat]);
      const mark = this.#markAt(event);
      container.style.cursor = mark ? 'pointer' : '';
      if (mark?.item === hovered?.item) return;
      hovered = mark;
      events.hover(mark && picked(mark));
    });
    leaflet.on('mouseout', () => {
      hovered = null;
      events.pointer(null);
      events.hover(null);
    });
    leaflet.on('move', () => events.place());
    leaflet.on('zoomanim', () => (container.dataset.zooming = ''));
    leaflet.on('zoomend', () => delete container.dataset.zooming);
    leaflet.on('moveend', () => this.#remember());
    const own = (): void => {
      this.#free = false;
    };
    leaflet.on('dragstart', own);
    container.addEventListener('wheel', own, { passive: true });
    container.addEventListener('pointerdown', own);
    const theme = new MutationObserver(() => this.#themeChanged());
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const resize = new ResizeObserver(() => leaflet.invalidateSize({ pan: false }));
    resize.observe(container);
    const fonts = (): void => {
      this.#symbols.fontsArrived();
      this.#ground.canvas.requestDraw();
      this.#areas.canvas.requestDraw();
    };
    document.fonts.addEventListener('loadingdone', fonts);
    return () => {
      theme.disconnect();
      resize.disconnect();
      container.removeEventListener('wheel', own);
      container.removeEventListener('pointerdown', own);
      document.fonts.removeEventListener('loadingdone', fonts);
    };
  }

  #remember(): void {
    if (this.#free || this.#city === undefined) return;
    const { lat, lng } = this.leaflet.getCenter();
    rememberView({ ground: this.#groundId(), lat, lng, zoom: this.leaflet.getZoom() });
  }

  #themeChanged(): void {
    this.#state.theme = readMapTheme(this.#container);
    this.#ground.setTheme(this.#state.theme);
    this.#redraw();
  }
}

function picked({ item, members }: Mark): Picked {
  return { item, members };
}
