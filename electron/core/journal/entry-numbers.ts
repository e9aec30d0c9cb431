import type { JournalEntry } from '../../../shared/domain/journal-entry.ts';
import type { Readers } from '../store/store.ts';

const PAGE = 500;

/**
 * JO2: the running numbers of this station's entries. There is no counter beside the entries: a number is kept by the command that
 * gives it, in the transaction that keeps the command, so that no kill can come between the two.
 */
export class EntryNumbers {
  readonly #read: Readers;
  readonly #stationId: string;
  #last: number | null = null;

  constructor(read: Readers, stationId: string) {
    this.#read = read;
    this.#stationId = stationId;
  }

  next(): number {
    this.#last ??= Math.max(this.#read.outbox.lastNumber('journal') ?? 0, this.#lastKnown());
    return this.#last + 1;
  }

  /** The entry with this number is kept, or nobody can say that it is not. */
  given(number: number): void {
    this.#last = Math.max(this.#last ?? 0, number);
  }

  /** Of what the feeds have: an outbox that had to be built anew may have lost its rows. */
  #lastKnown(): number {
    const { entities } = this.#read;
    let last = 0;
    let lines = entities.page('journal', null, PAGE);
    while (lines.length > 0) {
      for (const { json } of lines) {
        const { station, number } = JSON.parse(json) as JournalEntry;
        if (station === this.#stationId) last = Math.max(last, number);
      }
      const end = lines.at(-1);
      lines = end ? entities.page('journal', end, PAGE) : [];
    }
    return last;
  }
}
