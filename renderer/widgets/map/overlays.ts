import type { Map as LeafletMap } from 'leaflet';
import type { Frame } from './frame.ts';
import { MapCanvas } from './map-canvas.ts';
import type { MapTheme } from './map-theme.ts';

/** What a tool draws on the map: see MapCanvas for `margin`. */
export interface Overlay {
  /** Between ground (100), warning areas (200), names (250) and symbols (300). */
  readonly zIndex: number;
  readonly margin: number;
  draw(context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme): void;
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

  constructor(map: LeafletMap, theme: () => MapTheme) {
    this.#map = map;
    this.#theme = theme;
  }

  add({ zIndex, margin, draw }: Overlay): OverlayHandle {
    const canvas = new MapCanvas(this.#map, {
      zIndex,
      margin,
      draw: (context, frame) => draw(context, frame, this.#theme()),
    });
    this.#canvases.add(canvas);
    return {
      redraw: () => canvas.requestDraw(),
      remove: () => {
        if (this.#canvases.delete(canvas)) canvas.remove();
      },
    };
  }

  redraw(): void {
    for (const canvas of this.#canvases) canvas.requestDraw();
  }

  remove(): void {
    for (const canvas of this.#canvases) canvas.remove();
    this.#canvases.clear();
  }
}
