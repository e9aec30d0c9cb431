import type { CityMap } from '../../../shared/domain/city.ts';
import type { Frame } from './frame.ts';
import type { GroundAnswer, GroundOrder } from './ground-orders.ts';
import type { GroundColours } from './map-theme.ts';

type DrawOrder = Extract<GroundOrder, { kind: 'draw' }>;

/**
 * The window's end of the ground's worker. One drawing is under way at a time; of the orders that come meanwhile only the
 * last is kept. A worker that cannot start or fails is not tried again: the window then draws for itself.
 */
export class GroundClient {
  readonly #show: (bitmap: ImageBitmap, frame: Frame) => void;
  readonly #failed: () => void;
  #worker: Worker | null = null;
  #usable = true;
  #busy = false;
  #next: DrawOrder | null = null;

  /** `show` takes the bitmap over. `failed`: what was ordered will not come; draw it. */
  constructor(show: (bitmap: ImageBitmap, frame: Frame) => void, failed: () => void) {
    this.#show = show;
    this.#failed = failed;
  }

  setCity(city: CityMap | null): void {
    this.stop();
    if (!city || !this.#usable) return;
    try {
      const worker = new Worker(new URL('./ground-worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<GroundAnswer>) => this.#arrived(data);
      worker.onerror = (event) => {
        event.preventDefault();
        this.#giveUp();
      };
      this.#worker = worker;
      this.#send({ kind: 'city', city });
    } catch {
      this.#giveUp();
    }
  }

  /** False: there is no worker, or no city for it. */
  draw(frame: Frame, colours: GroundColours): boolean {
    if (!this.#worker) return false;
    const order: DrawOrder = { kind: 'draw', frame, colours };
    if (this.#busy) this.#next = order;
    else this.#start(order);
    return true;
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#busy = false;
    this.#next = null;
  }

  #start(order: DrawOrder): void {
    this.#busy = true;
    this.#send(order);
  }

  #arrived({ bitmap, frame }: GroundAnswer): void {
    this.#busy = false;
    const next = this.#next;
    this.#next = null;
    if (next) this.#start(next);
    this.#show(bitmap, frame);
  }

  #giveUp(): void {
    this.#usable = false;
    this.stop();
    this.#failed();
  }

  #send(order: GroundOrder): void {
    this.#worker?.postMessage(order);
  }
}
