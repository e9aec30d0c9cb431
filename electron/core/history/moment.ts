import type { MomentRow, MomentView } from '../../../shared/protocol/console-api/moment.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { HistoryReader } from '../store/readers/history.ts';
import { isCompleteAt } from './picture.ts';

/** A step of playing, ms. */
const STEP = 250;
/** Lines of history that one step may read; a longer stretch is gone to instead of played through. */
const STEP_LINES = 20_000;

export interface Entity {
  readonly topic: Topic;
  readonly id: string;
}

/** H5: the one past moment that all linked windows of this console show. Pictures of it come from `pastSource`. */
export class Moment {
  readonly name = 'moment';
  readonly changed = new Signal<MomentRow>();
  /** While it plays: what is not as it was a step before. */
  readonly stepped = new Signal<readonly Entity[]>();
  readonly #clock: Clock;
  readonly #history: HistoryReader;
  #view: MomentView = { state: 'live' };
  #position = 0;
  /** The view that was asked for last without being shown. */
  #left: { readonly anchor: Instant; readonly position: number } | null = null;
  #timer: Timer | null = null;

  constructor(clock: Clock, history: HistoryReader) {
    this.#clock = clock;
    this.#history = history;
  }

  row(): MomentRow {
    return { id: 'moment', view: this.#view, since: this.#history.receivedAt(this.#history.reach()) };
  }

  /** The last position of the history that counts in the view of `anchor`: it moves on with the playing of that view alone. */
  positionOf(anchor: Instant): number {
    if (this.#view.state === 'past' && this.#view.anchor === anchor) return this.#position;
    // A window that still reads the view before asks with every row; a search of the history is for the first of them.
    if (this.#left?.anchor !== anchor) this.#left = { anchor, position: this.#history.positionAt(anchor) };
    return this.#left.position;
  }

  /** Throws `ProblemError` `moment-not-past`. */
  show(at: Instant): void {
    if (at >= this.#clock.now()) throw new ProblemError({ code: 'moment-not-past', origin: 'history' });
    this.#halt();
    this.#goTo(at, 0);
  }

  /** Throws `ProblemError` `moment-is-live`. */
  play(speed: number): void {
    if (this.#view.state !== 'past') throw new ProblemError({ code: 'moment-is-live', origin: 'history' });
    this.#halt();
    this.#set({ ...this.#view, speed });
    if (speed === 0) return;
    let last = this.#clock.monotonic();
    this.#timer = this.#clock.every(STEP, () => {
      const now = this.#clock.monotonic();
      this.#advance((now - last) * speed);
      last = now;
    });
  }

  live(): void {
    this.#halt();
    if (this.#view.state !== 'live') this.#set({ state: 'live' });
  }

  stop(): void {
    this.#halt();
  }

  #advance(milliseconds: number): void {
    if (this.#view.state !== 'past') return;
    const at = instant(Math.floor(this.#view.at + milliseconds));
    // H5: who played up to the present is there.
    if (at >= this.#clock.now()) return this.live();
    const from = this.#position;
    const to = this.#history.positionAt(at);
    // Where the clock was set back, a later time may lie before: nothing is stepped through backwards.
    if (to < from || to - from > STEP_LINES) return this.#goTo(at, this.#view.speed);
    const entities = to > from ? this.#history.touched(from, to) : [];
    this.#position = to;
    this.#set({ ...this.#view, at, complete: isCompleteAt(this.#history, at, to) });
    if (entities.length > 0) this.stepped.emit(entities);
  }

  #goTo(at: Instant, speed: number): void {
    this.#position = this.#history.positionAt(at);
    this.#set({ state: 'past', anchor: at, at, speed, complete: isCompleteAt(this.#history, at, this.#position) });
  }

  #set(view: MomentView): void {
    this.#view = view;
    this.changed.emit(this.row());
  }

  #halt(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }
}
