import type { Instant } from '../../../../shared/kit/time.ts';

/** What changes by time alone: the next moment of each, looked at once a second. */
export class DueList {
  readonly #due = new Map<string, Instant>();

  set(id: string, at: Instant | null): void {
    if (at === null) this.#due.delete(id);
    else this.#due.set(id, at);
  }

  /** Those whose moment has come; they are taken off the list. */
  take(now: Instant): string[] {
    const due: string[] = [];
    for (const [id, at] of this.#due) if (at <= now) due.push(id);
    for (const id of due) this.#due.delete(id);
    return due;
  }
}
