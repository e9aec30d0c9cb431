import type { Link } from '../link/link.ts';
import type { SessionInfo } from '../../shared/protocol/console-api/calls.ts';

/** Who sits here and whether this is real; asked at the start and again whenever the core comes back. */
export class Session {
  readonly #listeners = new Set<() => void>();
  #info: SessionInfo | null = null;

  constructor(link: Link) {
    const ask = (): void => {
      link.call('session', {}).then(
        (info) => {
          this.#info = info;
          for (const listener of this.#listeners) listener();
        },
        () => {
          // The link says itself that the core is away; the next `open` asks again.
        },
      );
    };
    link.onState((state) => {
      if (state === 'open') ask();
    });
    if (link.state === 'open') ask();
  }

  /** Null until the core has answered once. */
  get info(): SessionInfo | null {
    return this.#info;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
