import type { Map as LeafletMap } from 'leaflet';
import type { CityMap } from '../../../shared/domain/city.ts';
import type { Frame } from './frame.ts';
import { GroundClient } from './ground-client.ts';
import { paintGround } from './ground-paint.ts';
import type { GroundModel } from './ground-model.ts';
import { drawGraticule } from './graticule.ts';
import { MapCanvas } from './map-canvas.ts';
import type { MapTheme } from './map-theme.ts';

/**
 * The ground under everything: a city drawn from its own data, or, where there is none, a graticule (rule M3). The city is
 * drawn by a worker, because it takes 50 ms and more at 1920 × 1080; without one it is drawn here.
 */
export class GroundLayer {
  readonly canvas: MapCanvas;
  readonly #client: GroundClient;
  /** Undefined while it is not known whether there is a city. */
  #model: GroundModel | null | undefined;
  #theme: MapTheme;

  constructor(map: LeafletMap, theme: MapTheme) {
    this.#theme = theme;
    this.canvas = new MapCanvas(map, {
      zIndex: 100,
      margin: 192,
      late: 1,
      draw: (context, frame) => this.#draw(context, frame),
      handOver: (frame) => this.#client.draw(frame, this.#theme.ground),
    });
    this.#client = new GroundClient(
      (bitmap, frame) => this.canvas.show(bitmap, frame),
      () => this.canvas.requestDraw(),
    );
  }

  setCity(city: CityMap | null | undefined, model: GroundModel | null | undefined): void {
    this.#model = model;
    this.#client.setCity(city ?? null);
    this.canvas.requestDraw();
  }

  setTheme(theme: MapTheme): void {
    this.#theme = theme;
    this.canvas.requestDraw();
  }

  remove(): void {
    this.#client.stop();
    this.canvas.remove();
  }

  #draw(context: CanvasRenderingContext2D, frame: Frame): void {
    if (this.#model) {
      paintGround(context, frame, this.#model, this.#theme.ground);
      return;
    }
    context.fillStyle = this.#theme.ground.land;
    context.fillRect(0, 0, frame.width, frame.height);
    if (this.#model === null) drawGraticule(context, frame, this.#theme);
  }
}
