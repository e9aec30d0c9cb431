import type { Link } from '../link/link.ts';
import type { CityMap } from '../../shared/domain/city.ts';

/** The ground, asked for once per window when somebody first wants it. */
export class City {
  readonly #link: Link;
  readonly #listeners = new Set<() => void>();
  #map: CityMap | null | undefined;
  #asked = false;

  constructor(link: Link) {
    this.#link = link;
    link.onState((state) => {
      if (state === 'open' && this.#asked && this.#map === undefined) this.#ask();
    });
  }

  get map(): CityMap | null | undefined {
    return this.#map;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#asked) this.#ask();
    return () => this.#listeners.delete(listener);
  };

  #ask(): void {
    this.#asked = true;
    this.#link.call('cityMap', {}).then(
      (map) => {
        this.#map = map;
        for (const listener of this.#listeners) listener();
      },
      () => {
        // Asked again when the link is open again.
      },
    );
  }
}
