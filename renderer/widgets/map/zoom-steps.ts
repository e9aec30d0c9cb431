/**
 * Steps of zoom that are asked for before the next frame, as one. Leaflet begins a zoom with the next frame; asked again before
 * it, it ends the first inside the second and never says that the second is over: the canvases would wait for that for ever.
 */
export class ZoomSteps {
  readonly #zoom: (steps: number) => void;
  #steps = 0;
  #frame = 0;

  /** `zoom` is called in a frame, with the sum of the steps; not for a sum of nothing. */
  constructor(zoom: (steps: number) => void) {
    this.#zoom = zoom;
  }

  add(step: number): void {
    this.#steps += step;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      const steps = this.#steps;
      this.#frame = 0;
      this.#steps = 0;
      if (steps !== 0) this.#zoom(steps);
    });
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
  }
}
