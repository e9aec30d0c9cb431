import { Signal } from '../../kernel/signal.ts';
import { Chains } from './chains.ts';
import type { Message } from './message.ts';
import { stand, type Handled, type Standing } from './standing.ts';

export interface BoardChange {
  /** Messages that may stand differently now; most of them are current warnings. */
  readonly ids: ReadonlySet<string>;
  /** A message that just came, not one that was read at the start. */
  readonly arrived?: string;
  /** A message that was read at the start: who walks over the board comes to it anyway. */
  readonly read?: string;
  /** A handling on which the clock has climbed a rung. */
  readonly escalated?: string;
}

/** All warnings and what was done about them, kept by single changes. Knows no clock: who asks says which time it is. */
export class WarningBoard {
  readonly changed = new Signal<BoardChange>();
  /** Every message that was put, in that order, for walks over the whole; what went is passed over. */
  readonly order: string[] = [];
  readonly #chains = new Chains<Message>();
  readonly #handled = new Map<string, Handled>();
  readonly #standing = new Map<string, Standing | null>();

  has(id: string): boolean {
    return this.#chains.get(id) !== undefined;
  }

  put(message: Message, isArrival = false): void {
    const { id } = message;
    const isNew = !this.has(id);
    if (isNew) this.order.push(id);
    const ids = this.#chains.put(id, message);
    this.#touched({ ids, ...(isNew && (isArrival ? { arrived: id } : { read: id })) });
  }

  remove(id: string): void {
    if (!this.has(id)) return;
    this.#touched({ ids: this.#chains.remove(id) });
  }

  /** @param handled null: nothing is done about it, or no longer. */
  handle(id: string, handled: Handled | null): void {
    const before = this.#handled.get(id);
    if (handled) this.#handled.set(id, handled);
    else this.#handled.delete(id);
    const climbed = handled?.handling.escalations?.length ?? 0;
    const isEscalated = climbed > (before?.handling.escalations?.length ?? 0);
    const ids = new Set([id, ...this.#chains.currentOf(id)]);
    this.#touched({ ids, ...(isEscalated && { escalated: id }) });
  }

  /** The current warning whose newest message this is; null when it is none. */
  standing(id: string): Standing | null {
    const known = this.#standing.get(id);
    if (known !== undefined) return known;
    const made = this.#stand(id);
    this.#standing.set(id, made);
    return made;
  }

  /** The current warnings that a message belongs to. */
  currentOf(id: string): readonly string[] {
    return this.#chains.currentOf(id);
  }

  handledOf(id: string): Handled | undefined {
    return this.#handled.get(id);
  }

  #stand(id: string): Standing | null {
    const head = this.#chains.get(id);
    if (!head || !this.#chains.isCurrent(id)) return null;
    const past = this.#chains.pastOf(id);
    const before = past.before.flatMap((earlier) => this.#chains.get(earlier) ?? []);
    return stand(head, past, before, (one) => this.#handled.get(one));
  }

  #touched(change: BoardChange): void {
    for (const id of change.ids) this.#standing.delete(id);
    this.changed.emit(change);
  }
}
