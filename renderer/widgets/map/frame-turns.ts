import type { Map as LeafletMap } from 'leaflet';

interface Waiting {
  /** Frames that it still lets others go first. */
  patience: number;
}

/**
 * The canvases of one map draw in turns, one per animation frame: what four canvases cost together is felt as a jerk when a
 * movement ends, a quarter of it in each of four frames is not. Until its turn a canvas stands scaled in the right place.
 */
export class FrameTurns {
  readonly #waiting = new Map<() => void, Waiting>();
  #request = 0;

  /** Draws in one of the next frames; asked again before that, it keeps its place. */
  ask(draw: () => void, patience = 0): void {
    if (this.#waiting.has(draw)) return;
    this.#waiting.set(draw, { patience });
    this.#wake();
  }

  drop(draw: () => void): void {
    this.#waiting.delete(draw);
  }

  #wake(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#step);
  }

  readonly #step = (): void => {
    this.#request = 0;
    let first: (() => void) | null = null;
    let least = Infinity;
    for (const [draw, waiting] of this.#waiting) {
      if (waiting.patience < least) {
        least = waiting.patience;
        first = draw;
      }
      waiting.patience -= 1;
    }
    if (!first) return;
    this.#waiting.delete(first);
    if (this.#waiting.size > 0) this.#wake();
    first();
  };
}

const turns = new WeakMap<LeafletMap, FrameTurns>();

export function turnsOf(map: LeafletMap): FrameTurns {
  let own = turns.get(map);
  if (!own) turns.set(map, (own = new FrameTurns()));
  return own;
}
