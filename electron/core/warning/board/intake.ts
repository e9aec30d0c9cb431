import type { Handling } from '../../../../shared/domain/handling.ts';
import type { Topic } from '../../../../shared/domain/topics.ts';
import type { Applied } from '../../feeds/applied.ts';
import type { Clock, Timer } from '../../kernel/ports.ts';
import type { Signal } from '../../kernel/signal.ts';
import type { Overlay, RowLine } from '../../queries/entity-source.ts';
import type { OrderKey } from '../../store/readers/entities.ts';
import type { Readers } from '../../store/store.ts';
import type { WarningBoard } from './board.ts';
import { messageOf } from './message.ts';

/** One turn of reading may take so long, ms: in a flood the core answers windows and feeds in between. */
const TURN = 5;
/** Records per look at the clock, and read at once at the start. */
const STEP = 20;
const PAGE = 200;

export interface IntakeParts {
  readonly clock: Clock;
  readonly read: Readers;
  readonly applied: Signal<Applied>;
  readonly overlay: Overlay;
  readonly board: WarningBoard;
}

/**
 * Brings alerts and handlings onto the board: all of the store once, then what changes, the newest state of each, in short turns.
 * Handlings come first: no warning is shown as new that somebody has.
 */
export class BoardIntake {
  readonly #parts: IntakeParts;
  readonly #waiting = new Map<string, { readonly topic: 'alert' | 'handling'; readonly id: string }>();
  readonly #stops: (() => void)[] = [];
  #timer: Timer | null = null;
  #position: OrderKey | null = null;
  #isRead = false;
  #hasHandlings = false;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  start(): void {
    const { applied, overlay } = this.#parts;
    this.#stops.push(
      applied.on(({ puts, removed }) => {
        for (const { topic, id } of puts) this.#wait(topic, id);
        for (const { topic, id } of removed) this.#wait(topic, id);
      }),
      overlay.changed.on(({ topic, id }) => this.#wait(topic as Topic, id)),
    );
    this.#schedule();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#timer?.cancel();
    this.#timer = null;
  }

  /** Reads some more of what the store has; false when there was no more. */
  load(limit: number): boolean {
    if (this.#isRead) return false;
    this.#loadHandlings();
    const { read, overlay, board } = this.#parts;
    const lines = read.entities.page('alert', this.#position, Math.min(limit, PAGE));
    for (const line of lines) board.put(this.#message(line.id, line) ?? messageOf(line));
    this.#position = lines.at(-1) ?? this.#position;
    this.#isRead = lines.length === 0;
    if (this.#isRead) for (const id of overlay.created('alert')) this.#takeAlert(id, false);
    return !this.#isRead;
  }

  #loadHandlings(): void {
    if (this.#hasHandlings) return;
    this.#hasHandlings = true;
    const { read, overlay } = this.#parts;
    let after: OrderKey | null = null;
    for (;;) {
      const lines = read.entities.page('handling', after, 1_000);
      for (const { id } of lines) this.#takeHandling(id);
      after = lines.at(-1) ?? null;
      if (!after) break;
    }
    for (const id of overlay.created('handling')) this.#takeHandling(id);
  }

  #wait(topic: Topic, id: string): void {
    if (topic !== 'alert' && topic !== 'handling') return;
    this.#waiting.set(`${topic}\n${id}`, { topic, id });
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= this.#parts.clock.after(0, () => this.#turn());
  }

  #turn(): void {
    this.#timer = null;
    const { clock } = this.#parts;
    const end = clock.monotonic() + TURN;
    let isMore = true;
    while (isMore && clock.monotonic() < end) isMore = this.load(STEP) || this.#takeSome();
    if (isMore) this.#schedule();
  }

  /** @returns whether there are more. */
  #takeSome(): boolean {
    let count = 0;
    for (const [key, { topic, id }] of this.#waiting) {
      this.#waiting.delete(key);
      if (topic === 'alert') this.#takeAlert(id, true);
      else this.#takeHandling(id);
      if ((count += 1) === STEP) break;
    }
    return this.#waiting.size > 0;
  }

  #takeAlert(id: string, isArrival: boolean): void {
    const { board, read } = this.#parts;
    const message = this.#message(id, read.entities.get('alert', id) ?? null);
    if (message) board.put(message, isArrival);
    else board.remove(id);
  }

  #message(id: string, line: RowLine | null): ReturnType<typeof messageOf> | null {
    const replayed = this.#parts.overlay.replay('alert', id, line);
    if (replayed) return messageOf(replayed.line, replayed.pending);
    return line && messageOf(line);
  }

  #takeHandling(id: string): void {
    const { read, overlay, board } = this.#parts;
    const line = read.entities.get('handling', id) ?? null;
    const replayed = overlay.replay('handling', id, line);
    const shown = replayed?.line ?? line;
    if (!shown) return board.handle(id, null);
    const handling = JSON.parse(shown.json) as Handling;
    board.handle(id, { id, handling, rev: shown.rev, isPending: (replayed?.pending.length ?? 0) > 0 });
  }
}
