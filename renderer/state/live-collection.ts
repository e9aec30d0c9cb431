import type { Rows } from '../link/link.ts';

export interface Delta<Row> {
  readonly put: readonly Row[];
  readonly remove: readonly string[];
  readonly restart: boolean;
}

/**
 * The window's copy of one live query. The map layer and big tables listen to deltas directly (`onDelta`); React views
 * read `version` through `useLive`, at most once per frame.
 */
export class LiveCollection<Row extends { readonly id: string }> {
  readonly rows = new Map<string, Row>();
  complete = false;
  total: number | null = null;
  version = 0;
  readonly #deltaListeners = new Set<(delta: Delta<Row>) => void>();
  readonly #changeListeners = new Set<() => void>();

  take(part: Rows<Row>): void {
    if (part.restart) {
      this.rows.clear();
      this.complete = false;
      this.total = null;
    }
    for (const row of part.put) this.rows.set(row.id, row);
    for (const id of part.remove) this.rows.delete(id);
    if (part.complete) this.complete = true;
    if (part.total !== undefined) this.total = part.total;
    this.version += 1;
    for (const listener of this.#deltaListeners) listener(part);
    for (const listener of this.#changeListeners) listener();
  }

  onDelta(listener: (delta: Delta<Row>) => void): () => void {
    this.#deltaListeners.add(listener);
    return () => this.#deltaListeners.delete(listener);
  }

  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }
}
