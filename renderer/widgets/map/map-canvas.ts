import { DomUtil, point } from 'leaflet';
import type { LatLng, LeafletEventHandlerFnMap, Map as LeafletMap, ZoomAnimEvent } from 'leaflet';
import { createFrame } from './frame.ts';
import type { Frame } from './frame.ts';
import { turnsOf } from './frame-turns.ts';
import type { FrameTurns } from './frame-turns.ts';
import { resolutionOf } from './resolution.ts';

export interface MapCanvasOptions {
  /** Position among the map's canvases. */
  readonly zIndex: number;
  /** How far the canvas reaches beyond the window, px: a drag inside it costs no drawing. */
  readonly margin: number;
  /** Lets others that wait draw first, for so many frames. */
  readonly late?: number;
  /** Draws the frame on a cleared context that counts in CSS px. */
  draw(context: CanvasRenderingContext2D, frame: Frame): void;
  /** After a drawing: there was nothing to draw. The browser then has no layer of it to copy with every movement. */
  isEmpty?(): boolean;
  /**
   * Gives the frame to somebody else to draw, who comes back with `show`; until then the old drawing stands, scaled in the
   * right place. False: it is drawn here.
   */
  handOver?(frame: Frame): boolean;
}

/**
 * One canvas that lies in Leaflet's map pane. It moves with the pane while the map is dragged, is scaled by CSS while the
 * map zooms (as Leaflet's own renderers are), and is drawn again when either is over or when its owner asks, in turn with
 * the map's other canvases.
 *
 * Not a subclass of `L.Renderer`: that one's placing works through members that are private and untyped.
 */
export class MapCanvas {
  readonly canvas = document.createElement('canvas');
  /** Milliseconds that the last drawing took. */
  lastDrawMs = 0;
  readonly #map: LeafletMap;
  readonly #options: MapCanvasOptions;
  readonly #context: CanvasRenderingContext2D;
  readonly #turns: FrameTurns;
  readonly #events: LeafletEventHandlerFnMap;
  #frame: Frame | null = null;
  /** The frame last drawn or handed over. */
  #ordered: Frame | null = null;
  #arrived: { readonly bitmap: ImageBitmap; readonly frame: Frame } | null = null;
  #zooming = false;
  #moving = false;

  constructor(map: LeafletMap, options: MapCanvasOptions) {
    this.#map = map;
    this.#turns = turnsOf(map);
    this.#options = options;
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('this window has no 2D canvas');
    this.#context = context;
    this.canvas.className = 'leaflet-zoom-animated';
    this.canvas.style.position = 'absolute';
    this.canvas.style.pointerEvents = 'none';
    this.canvas.style.zIndex = String(options.zIndex);
    map.getPane('overlayPane')?.append(this.canvas);
    this.#events = {
      move: () => this.#onMove(),
      movestart: () => (this.#moving = true),
      moveend: () => {
        this.#moving = false;
        // What is handed over changes with the view alone.
        if (!this.#options.handOver || !this.#covers()) this.requestDraw();
      },
      resize: () => this.requestDraw(),
      viewreset: () => this.requestDraw(),
      zoom: () => this.#follow(map.getCenter(), map.getZoom()),
      zoomanim: (event) => {
        const { center, zoom } = event as ZoomAnimEvent;
        this.#zooming = true;
        this.#follow(center, zoom);
      },
      zoomend: () => {
        this.#zooming = false;
        this.requestDraw();
      },
    };
    map.on(this.#events);
    this.requestDraw();
  }

  /** The frame last drawn; null before the first. */
  get frame(): Frame | null {
    return this.#frame;
  }

  /** The map is being dragged, glides on, or zooms. */
  get moving(): boolean {
    return this.#moving;
  }

  requestDraw(): void {
    this.#turns.ask(this.#drawNow, this.#options.late);
  }

  remove(): void {
    this.#turns.drop(this.#drawNow);
    this.#turns.drop(this.#showNow);
    this.#arrived?.bitmap.close();
    this.#map.off(this.#events);
    this.canvas.remove();
  }

  readonly #drawNow = (): void => {
    // Drawn in the middle of a zoom, the canvas would stand at the new place with the old transform.
    if (this.#zooming) return;
    const started = performance.now();
    const map = this.#map;
    const { margin } = this.#options;
    const size = map.getSize();
    if (size.x === 0 || size.y === 0) return;
    const dpr = resolutionOf(map);
    const width = size.x + margin * 2;
    const height = size.y + margin * 2;
    const corner = map.containerPointToLayerPoint([-margin, -margin]).round();
    const origin = map.getPixelOrigin();
    const frame = createFrame(map.getZoom(), origin.x + corner.x, origin.y + corner.y, width, height, dpr);
    this.#ordered = frame;
    if (this.#options.handOver?.(frame)) return;
    this.#fit(frame);
    DomUtil.setTransform(this.canvas, corner, 1);
    this.#frame = frame;
    this.#context.setTransform(dpr, 0, 0, dpr, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    this.#options.draw(this.#context, frame);
    this.canvas.style.display = this.#options.isEmpty?.() === true ? 'none' : '';
    this.lastDrawMs = performance.now() - started;
  };

  /** Takes a drawing that was handed over, and closes it. */
  show(bitmap: ImageBitmap, frame: Frame): void {
    this.#arrived?.bitmap.close();
    this.#arrived = { bitmap, frame };
    this.#turns.ask(this.#showNow);
  }

  readonly #showNow = (): void => {
    if (!this.#arrived) return;
    const { bitmap, frame } = this.#arrived;
    this.#arrived = null;
    // One that comes in the middle of a zoom is of no use: its end asks again.
    if (!this.#zooming) {
      this.#fit(frame);
      this.#frame = frame;
      this.#context.setTransform(1, 0, 0, 1, 0, 0);
      this.#context.globalCompositeOperation = 'copy';
      this.#context.drawImage(bitmap, 0, 0);
      this.#context.globalCompositeOperation = 'source-over';
      this.#follow(this.#map.getCenter(), this.#map.getZoom());
    }
    bitmap.close();
  };

  #fit({ width, height, dpr }: Frame): void {
    if (this.canvas.width === Math.round(width * dpr) && this.canvas.height === Math.round(height * dpr)) return;
    this.canvas.width = Math.round(width * dpr);
    this.canvas.height = Math.round(height * dpr);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
  }

  /** While dragged: draw only when the window leaves what is drawn. */
  #onMove(): void {
    if (!this.#zooming && this.#ordered && this.#ordered.zoom === this.#map.getZoom() && !this.#covers())
      this.requestDraw();
  }

  /** What is drawn, or is being drawn elsewhere, reaches far enough around the window. */
  #covers(): boolean {
    const frame = this.#ordered;
    const corner = this.#map.getPixelBounds().min;
    if (!frame || !corner || frame.zoom !== this.#map.getZoom()) return false;
    const { margin, handOver } = this.#options;
    const away = Math.max(Math.abs(corner.x - margin - frame.left), Math.abs(corner.y - margin - frame.top));
    // What others draw comes a few frames later: it is asked for half way.
    return away <= (handOver ? margin / 2 : margin - 16);
  }

  /** Scales and shifts what is drawn to where it belongs in another view. */
  #follow(center: LatLng, zoom: number): void {
    if (!this.#frame) return;
    const map = this.#map;
    const scale = map.getZoomScale(zoom, this.#frame.zoom);
    const pane = DomUtil.getPosition(map.getPane('mapPane') as HTMLElement);
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(pane).round();
    const corner = point(this.#frame.left, this.#frame.top).multiplyBy(scale).subtract(origin);
    DomUtil.setTransform(this.canvas, corner, scale);
  }
}
