import { DomUtil, point } from 'leaflet';
import type { LatLng, LeafletEventHandlerFnMap, Map as LeafletMap, ZoomAnimEvent } from 'leaflet';
import { createFrame } from './frame.ts';
import type { Frame } from './frame.ts';

export interface MapCanvasOptions {
  /** Position among the map's canvases. */
  readonly zIndex: number;
  /** How far the canvas reaches beyond the window, px: a drag inside it costs no drawing. */
  readonly margin: number;
  /**
   * Draws so many frames later than asked. Canvases that all draw when a movement ends share the work between frames: one
   * long frame is felt, three shorter ones are not, and until then the old drawing stands scaled in the right place.
   */
  readonly late?: number;
  /** Draws the frame on a cleared context that counts in CSS px. */
  draw(context: CanvasRenderingContext2D, frame: Frame): void;
}

/**
 * One canvas that lies in Leaflet's map pane. It moves with the pane while the map is dragged, is scaled by CSS while the
 * map zooms (as Leaflet's own renderers are), and is drawn again when either is over or when its owner asks — at most
 * once per animation frame.
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
  readonly #events: LeafletEventHandlerFnMap;
  #frame: Frame | null = null;
  #request = 0;
  #zooming = false;
  #moving = false;

  constructor(map: LeafletMap, options: MapCanvasOptions) {
    this.#map = map;
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
        this.requestDraw();
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
    if (this.#request === 0) this.#wait(this.#options.late ?? 0);
  }

  #wait(frames: number): void {
    this.#request = requestAnimationFrame(frames === 0 ? this.#drawNow : () => this.#wait(frames - 1));
  }

  remove(): void {
    cancelAnimationFrame(this.#request);
    this.#map.off(this.#events);
    this.canvas.remove();
  }

  readonly #drawNow = (): void => {
    this.#request = 0;
    // Drawn in the middle of a zoom, the canvas would stand at the new place with the old transform.
    if (this.#zooming) return;
    const started = performance.now();
    const map = this.#map;
    const { margin } = this.#options;
    const size = map.getSize();
    if (size.x === 0 || size.y === 0) return;
    const dpr = window.devicePixelRatio || 1;
    const width = size.x + margin * 2;
    const height = size.y + margin * 2;
    if (this.canvas.width !== Math.round(width * dpr) || this.canvas.height !== Math.round(height * dpr)) {
      this.canvas.width = Math.round(width * dpr);
      this.canvas.height = Math.round(height * dpr);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    const corner = map.containerPointToLayerPoint([-margin, -margin]).round();
    const origin = map.getPixelOrigin();
    DomUtil.setTransform(this.canvas, corner, 1);
    this.#frame = createFrame(map.getZoom(), origin.x + corner.x, origin.y + corner.y, width, height, dpr);
    this.#context.setTransform(dpr, 0, 0, dpr, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    this.#options.draw(this.#context, this.#frame);
    this.lastDrawMs = performance.now() - started;
  };

  /** While dragged: draw only when the window leaves what is drawn. */
  #onMove(): void {
    if (this.#zooming || !this.#frame) return;
    const corner = this.#map.getPixelBounds().min;
    if (!corner || this.#frame.zoom !== this.#map.getZoom()) return;
    const { margin } = this.#options;
    const awayX = Math.abs(corner.x - margin - this.#frame.left);
    const awayY = Math.abs(corner.y - margin - this.#frame.top);
    if (Math.max(awayX, awayY) > margin - 16) this.requestDraw();
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
