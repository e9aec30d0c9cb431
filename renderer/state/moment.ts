import type { MomentRow, MomentView } from '../../shared/protocol/console-api/moment.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { LiveCollection } from './live-collection.ts';

export type PastView = Extract<MomentView, { state: 'past' }>;

/** What this window shows: the present, or (S7) the past moment that all linked windows of the console share. */
export class ShownMoment {
  readonly #rows: LiveCollection<MomentRow>;
  readonly #listeners = new Set<() => void>();
  #past: PastView | null = null;
  #isLinked = true;

  constructor(rows: LiveCollection<MomentRow>) {
    this.#rows = rows;
    rows.onChange(() => this.#look());
  }

  /** Null: live. */
  get past(): PastView | null {
    return this.#past;
  }

  /** The past moment of the other windows while this one stays with the present; null otherwise. */
  get left(): PastView | null {
    const view = this.#rows.rows.get('moment')?.view;
    return !this.#isLinked && view?.state === 'past' ? view : null;
  }

  /** From when on pictures are complete; null while the core has not said. */
  get since(): Instant | null {
    return this.#rows.rows.get('moment')?.since ?? null;
  }

  /** Whether this window goes along while others look back. It does again when they are live. */
  link(isLinked: boolean): void {
    this.#isLinked = isLinked;
    this.#look();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #look(): void {
    const view = this.#rows.rows.get('moment')?.view;
    if (view?.state === 'live') this.#isLinked = true;
    this.#past = this.#isLinked && view?.state === 'past' ? view : null;
    for (const listener of this.#listeners) listener();
  }
}
