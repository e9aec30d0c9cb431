import type { Link } from '../link/link.ts';
import type { PreferenceRow } from '../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from './live-collection.ts';

/** What a first paint needs before the core answers; also read by `public/theme-start.js`. */
const MIRRORED = { 'ui.theme': 'lz.theme', 'ui.language': 'lz.language' } as const;

/**
 * The officer's choices. They are kept by the core and come back to every window (rule S5); between the click and the
 * answer this window already shows its own value.
 */
export class Preferences {
  readonly #link: Link;
  readonly #rows: LiveCollection<PreferenceRow>;
  readonly #own = new Map<string, unknown>();
  readonly #listeners = new Set<() => void>();

  constructor(link: Link, rows: LiveCollection<PreferenceRow>) {
    this.#link = link;
    this.#rows = rows;
    rows.onDelta(({ put }) => {
      for (const row of put) {
        this.#own.delete(row.id);
        mirror(row.id, row.value);
      }
      this.#tell();
    });
  }

  /** The stored value, or undefined. The same object until it changes. */
  read(key: string): unknown {
    if (this.#own.has(key)) return this.#own.get(key);
    const row = this.#rows.rows.get(key);
    return row ? row.value : mirrored(key);
  }

  /** Shows at once, stores in the core. While the core is away the choice holds for this window. */
  set(key: string, value: unknown): void {
    this.#own.set(key, value);
    mirror(key, value);
    this.#tell();
    this.#link.call('setPreference', { key, value: value as never }).catch(() => {
      // Not worth a message: the choice is visible, and the next one is stored when the core is back.
    });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function isMirrored(key: string): key is keyof typeof MIRRORED {
  return Object.hasOwn(MIRRORED, key);
}

function mirror(key: string, value: unknown): void {
  if (!isMirrored(key) || typeof value !== 'string') return;
  try {
    localStorage.setItem(MIRRORED[key], value);
  } catch {
    // Storage may be refused (private window); the core still has the choice.
  }
}

function mirrored(key: string): string | undefined {
  if (!isMirrored(key)) return undefined;
  try {
    return localStorage.getItem(MIRRORED[key]) ?? undefined;
  } catch {
    return undefined;
  }
}
