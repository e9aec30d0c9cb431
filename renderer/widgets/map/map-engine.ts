import { map as createMap } from 'leaflet';
import type { Map as LeafletMap } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { CityMap } from '../../../shared/domain/city.ts';
import type { EntityRow, FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import type { Selected } from '../../state/selection.ts';
import { AreaLayer } from './area-layer.ts';
import type { AreaLayerState } from './area-layer.ts';
import type { AreaNameStyle } from './area-names.ts';
import { GroundLayer } from './ground-layer.ts';
import { compileGround } from './ground-model.ts';
import type { GroundModel } from './ground-model.ts';
import type { HiddenLayers } from './layer-choice.ts';
import { MapCamera, MAX_ZOOM } from './map-camera.ts';
import { publishCounters } from './map-counters.ts';
import { listenToMap, picked } from './map-input.ts';
import type { MapEvents, Picked, PointerTool } from './map-input.ts';
import { applyStyle, Overlays } from './overlays.ts';
import type { Overlay, OverlayHandle, SurfaceStyle } from './overlays.ts';
import { readMapTheme } from './map-theme.ts';
import { nextMarker } from './marker-walk.ts';
import { NameLayer } from './name-layer.ts';
import type { OtherNames, Taken } from './name-layer.ts';
import type { WalkDirection } from './marker-walk.ts';
import { SymbolLayer } from './symbol-layer.ts';
import type { SymbolLayerState } from './symbol-layer.ts';
import type { SymbolItem } from './symbol-item.ts';
import { SymbolStore } from './symbol-store.ts';

export interface MapCollections {
  readonly incidents: LiveCollection<EntityRow<'incident'>>;
  readonly resources: LiveCollection<EntityRow<'resource'>>;
  readonly alerts: LiveCollection<EntityRow<'alert'>>;
  readonly hazards: LiveCollection<EntityRow<'hazard'>>;
  readonly feeds: LiveCollection<FeedRow>;
}

type MapState = SymbolLayerState & AreaLayerState & Mutable<AreaNameStyle>;
type MapSettings = Pick<MapState, 'format' | 'areaWords' | 'openRed' | 'now' | 'hidden'>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Room around a record that was chosen elsewhere, and around a marker that was walked to, px. */
const SIGHT_MARGIN = 96;
const WALK_MARGIN = 48;

const NOBODY: MapEvents = {
  place: () => undefined,
  hover: () => undefined,
  pick: () => undefined,
  pickArea: () => undefined,
  pointer: () => undefined,
};

/** The map of one window: Leaflet for moving and zooming, four canvases of our own for all that is seen. */
export class MapEngine {
  readonly leaflet: LeafletMap;
  readonly camera: MapCamera;
  readonly collections: MapCollections;
  readonly #container: HTMLElement;
  readonly #store: SymbolStore;
  readonly #ground: GroundLayer;
  readonly #areas: AreaLayer;
  readonly #symbols: SymbolLayer;
  readonly #names: NameLayer;
  readonly #overlays: Overlays;
  #tool: PointerTool | null = null;
  readonly #state: MapState;
  readonly #cleanup: readonly (() => void)[];
  #city: { readonly map: CityMap | null | undefined; readonly model: GroundModel | null | undefined } | null = null;
  #showsCity = true;
  #surfaces: Readonly<Record<string, SurfaceStyle>> = {};

  constructor(container: HTMLElement, collections: MapCollections, settings: MapSettings, events: MapEvents) {
    this.#container = container;
    this.collections = collections;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.leaflet = createMap(container, {
      zoomControl: false,
      attributionControl: false,
      // Arrow keys walk markers here; `map-view.tsx` has all keys.
      keyboard: false,
      zoomSnap: 0,
      wheelPxPerZoomLevel: 90,
      minZoom: 3,
      maxZoom: MAX_ZOOM,
      zoomAnimation: !still,
      fadeAnimation: false,
      inertia: !still,
      center: [30.3, 117.59],
      zoom: 11,
    });
    const theme = readMapTheme(container);
    this.#state = {
      ...settings,
      theme,
      selected: null,
      selectedAlert: null,
      covered: 0,
      feeds: collections.feeds.rows,
    };
    this.#store = new SymbolStore(() => {
      this.#symbols.touch();
      this.camera.dataChanged();
    }, settings.now);
    this.#store.reducedMotion = still;
    this.camera = new MapCamera(this.leaflet, () => [...this.#store.family('incident'), ...this.#store.family('unit')]);
    this.#ground = new GroundLayer(this.leaflet, theme);
    this.#areas = new AreaLayer(this.leaflet, this.#state);
    this.#symbols = new SymbolLayer(this.leaflet, this.#store, this.#state, (layer) => {
      publishCounters(container, this.#store, layer, this.#areas);
      events.place();
    });
    this.#names = new NameLayer(this.leaflet, this.#state, {
      areas: () => this.#areas.drawn,
      taken: () => this.#symbols.taken(),
    });
    this.#overlays = new Overlays(this.leaflet, () => this.#state.theme);
    this.#cleanup = [
      this.#store.follow('incident', collections.incidents),
      this.#store.follow('resource', collections.resources),
      this.#store.follow('hazard', collections.hazards),
      this.#areas.follow(collections.alerts),
      collections.alerts.onDelta(() => this.#names.canvas.requestDraw()),
      collections.feeds.onDelta(() => this.#symbols.touch()),
      this.#listen(events),
    ];
  }

  destroy(): void {
    for (const stop of this.#cleanup) stop();
    this.camera.destroy();
    this.#overlays.remove();
    this.#symbols.remove();
    this.#names.canvas.remove();
    this.#areas.canvas.remove();
    this.#ground.remove();
    this.leaflet.remove();
  }

  /**
   * Another map of the same things in another container, with settings, city and selection as they are here. Nobody is told
   * what happens on it, and nothing glides.
   */
  copy(container: HTMLElement, collections: MapCollections, settings: Partial<MapSettings>): MapEngine {
    const copy = new MapEngine(container, collections, { ...this.#state, ...settings }, NOBODY);
    copy.#store.reducedMotion = true;
    copy.#state.selected = this.#state.selected;
    copy.#state.selectedAlert = this.#state.selectedAlert;
    copy.#showsCity = this.#showsCity;
    copy.setSurfaces(this.#surfaces);
    if (this.#city) copy.setCity(this.#city.map);
    return copy;
  }

  /** Something of a tool's own, drawn with the map until it is removed. */
  addOverlay(overlay: Overlay): OverlayHandle {
    return this.#overlays.add(overlay);
  }

  /** What is switched off or filtered out now. */
  get hidden(): HiddenLayers {
    return this.#state.hidden;
  }

  /** Order and opacity of what lies flat on the ground, by name; `area` is the warnings' own. */
  setSurfaces(styles: Readonly<Record<string, SurfaceStyle>>): void {
    this.#surfaces = styles;
    applyStyle(this.#areas.canvas, styles.area);
    this.#overlays.setSurfaces(styles);
  }

  /** Where symbols and their labels stand, for what a tool writes beside them; null before the first drawing. */
  taken(): Taken | null {
    return this.#symbols.taken();
  }

  /** Whether a thing has a symbol of its own in the last drawing, neither out of sight nor in a heap. */
  standsAlone(key: string): boolean {
    return this.#symbols.markOf(key)?.count === 1;
  }

  /** Gives a tool the pointer; the last one to ask has it. Returns the function that gives it back. */
  usePointer(tool: PointerTool): () => void {
    this.#tool = tool;
    this.leaflet.doubleClickZoom.disable();
    this.#container.style.cursor = tool.cursor;
    return () => {
      if (this.#tool !== tool) return;
      this.#tool = null;
      this.leaflet.doubleClickZoom.enable();
      this.#container.style.cursor = '';
    };
  }

  /** Undefined: not known yet; null: there is none. */
  setCity(city: CityMap | null | undefined): void {
    this.#city = { map: city, model: city ? compileGround(city) : city };
    this.#drawGround();
    this.camera.setCity(city);
  }

  /** Whether the city's own ground and names are drawn; without them the graticule lies under another base map. */
  showCity(shown: boolean): void {
    if (shown === this.#showsCity) return;
    this.#showsCity = shown;
    this.#drawGround();
  }

  /** Names of another base map; given again when there are others. */
  setOtherNames(others: OtherNames | null): void {
    this.#names.setOthers(others);
  }

  setSettings(settings: Partial<MapSettings>): void {
    Object.assign(this.#state, settings);
    this.#redraw();
  }

  /** Marks the selected record; `follow` brings it into sight when it is outside. */
  setSelected(selected: Selected | null, follow: boolean): void {
    const { topic, id } = selected ?? {};
    const hasSymbol = topic === 'incident' || topic === 'resource' || topic === 'hazard';
    this.#state.selected = hasSymbol ? `${topic}:${id}` : null;
    this.#state.selectedAlert = topic === 'alert' ? (id ?? null) : null;
    this.#redraw();
    if (follow) this.#showSelected();
  }

  /** A drawer lies over the right side, so many px wide. */
  setCovered(px: number): void {
    this.camera.covered = px;
    this.#state.covered = px;
    this.#names.canvas.requestDraw();
    if (px > 0) this.#showSelected();
  }

  /** Time went on: ages and limits may have passed. */
  tick(): void {
    this.#store.tick();
    this.#redraw();
  }

  get metresPerPx(): number {
    return this.#symbols.frame?.metresPerPx ?? 1;
  }

  /** Place of an item in px of the container; null when it is not in the last drawing. */
  placeOf(key: string): { x: number; y: number; radius: number } | null {
    const shift = this.#shift();
    const mark = this.#symbols.markOf(key);
    return mark && shift ? { x: mark.x + shift.x, y: mark.y + shift.y, radius: mark.radius } : null;
  }

  /** The marker that an arrow key leads to; from the middle of the map when none was marked. */
  walk(fromKey: string | null, direction: WalkDirection): Picked | null {
    const shift = this.#shift();
    if (!shift) return null;
    const { marks } = this.#symbols;
    const size = this.camera.visibleSize;
    const middle = { x: size.x / 2 - shift.x, y: size.y / 2 - shift.y };
    const next = nextMarker(marks.find(({ item }) => item.key === fromKey) ?? middle, marks, direction);
    if (next) {
      const [x, y] = this.camera.worldAt(next.x + shift.x, next.y + shift.y);
      this.camera.bringIntoSight({ x, y }, WALK_MARGIN);
    }
    return next && picked(next);
  }

  #drawGround(): void {
    if (!this.#city) return;
    const { map, model } = this.#showsCity ? this.#city : { map: null, model: null };
    this.#ground.setCity(map, model);
    this.#names.setModel(model ?? null);
  }

  #showSelected(): void {
    const item: SymbolItem | undefined = this.#store.items.get(this.#state.selected ?? '');
    if (item) this.camera.bringIntoSight(item, SIGHT_MARGIN);
  }

  #redraw(): void {
    this.#areas.canvas.requestDraw();
    this.#symbols.touch();
    this.#names.canvas.requestDraw();
    this.#overlays.redraw();
  }

  /** From px of the symbols' frame to px of the container. */
  #shift(): { x: number; y: number } | null {
    const { frame } = this.#symbols;
    const corner = this.leaflet.getPixelBounds().min;
    return frame && corner ? { x: frame.left - corner.x, y: frame.top - corner.y } : null;
  }

  #listen(events: MapEvents): () => void {
    return listenToMap({
      leaflet: this.leaflet,
      container: this.#container,
      events,
      tool: () => this.#tool,
      markAt: (x, y) => {
        const shift = this.#shift();
        return shift && this.#symbols.markAt(x - shift.x, y - shift.y);
      },
      areaAt: (x, y) => {
        const place = this.camera.worldAt(x, y);
        return (this.#areas.edgeAt(...place) ?? this.#areas.insideAt(...place))?.id ?? null;
      },
      touched: () => this.camera.take(),
      moved: () => this.camera.remember(),
      resized: () => this.camera.resized(),
      themeChanged: () => {
        this.#state.theme = readMapTheme(this.#container);
        this.#ground.setTheme(this.#state.theme);
        this.#redraw();
      },
      fontsArrived: () => {
        this.#symbols.fontsArrived();
        this.#names.canvas.requestDraw();
      },
    });
  }
}
