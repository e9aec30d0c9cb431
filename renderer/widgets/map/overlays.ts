import type { Map as LeafletMap } from 'leaflet';
import type { Frame } from './frame.ts';
import { MapCanvas } from './map-canvas.ts';
import type { MapTheme } from './map-theme.ts';

/** What a tool draws on the map: see MapCanvas for `margin`. */
export interface Overlay {
  /** Between ground (100), warning areas (200), names (250) and symbols (300). */
  readonly zIndex: number;
  readonly margin: number;
  /** One of the surfaces that the officer may order and fade (layers/surfaces.ts); its place then goes before `zIndex`. */
  readonly surface?: string;
  draw(context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme): void;
  /** See MapCanvas. */
  isEmpty?(): boolean;
}

export interface SurfaceStyle {
  readonly zIndex: number;
  /** 0 … 1 */
  readonly opacity: number;
}

export interface OverlayHandle {
  redraw(): void;
  remove(): void;
}

/** The canvases of tools. They follow theme and time as the map's own layers do. */
export class Overlays {
  readonly #map: LeafletMap;
  readonly #theme: () => MapTheme;
  readonly #canvases = new Set<MapCanvas>();
  readonly #surfaces = new Map<MapCanvas, string>();
  #styles: Readonly<Record<string, SurfaceStyle>> = {};

  constructor(map: LeafletMap, theme: () => MapTheme) {
    this.#map = map;
    this.#theme = theme;
  }

  add({ zIndex, margin, surface, draw, isEmpty }: Overlay): OverlayHandle {
    const canvas = new MapCanvas(this.#map, {
      zIndex,
      margin,
      draw: (context, frame) => draw(context, frame, this.#theme()),
      ...(isEmpty && { isEmpty }),
    });
    this.#canvases.add(canvas);
    if (surface !== undefined) {
      this.#surfaces.set(canvas, surface);
      applyStyle(canvas, this.#styles[surface]);
    }
    return {
      redraw: () => canvas.requestDraw(),
      remove: () => {
        this.#surfaces.delete(canvas);
        if (this.#canvases.delete(canvas)) canvas.remove();
      },
    };
  }

  /** Order and opacity of all surfaces, by name; kept for those that come later. */
  setSurfaces(styles: Readonly<Record<string, SurfaceStyle>>): void {
    this.#styles = styles;
    for (const [canvas, surface] of this.#surfaces) applyStyle(canvas, styles[surface]);
  }

  redraw(): void {
    for (const canvas of this.#canvases) canvas.requestDraw();
  }

  remove(): void {
    for (const canvas of this.#canvases) canvas.remove();
    this.#canvases.clear();
  }
}

export function applyStyle({ canvas }: MapCanvas, style: SurfaceStyle | undefined): void {
  if (!style) return;
  canvas.style.zIndex = String(style.zIndex);
  canvas.style.opacity = style.opacity === 1 ? '' : String(style.opacity);
}
