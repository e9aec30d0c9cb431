import { isTopic } from '../../../shared/domain/topics.ts';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { Service } from '../kernel/lifecycle.ts';
import type { Clock, Log, Timer } from '../kernel/ports.ts';
import type { Readers } from '../store/store.ts';
import type { Outbox } from './outbox.ts';
import { entryOf, isUnanswered, type OutboxEntry } from './outbox-entry.ts';
import { creates } from './replay.ts';

/** How often waiting commands are looked at: expiry, and tries that are due. */
const SWEEP = 1_000;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 30_000;
/** After so many tries without an answer a command no longer holds up the others (R15). */
const HOLDING_TRIES = 3;

export interface DispatcherParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly outbox: Outbox;
  readonly read: Readers;
  /** Null is answered when nobody did; the outcome is then unknown. */
  readonly send: (feed: string, command: Command, answered: (answer: CommandAnswer | null) => void) => void;
}

/** O3: sends what is in the outbox, per feed in the order the officer acted, one at a time, as often as it takes. */
export class Dispatcher implements Service {
  readonly name = 'outbox';
  readonly #parts: DispatcherParts;
  readonly #ready = new Set<string>();
  /** Feeds with a command on its way. */
  readonly #busy = new Set<string>();
  /** Monotonic time before which a command is not tried again, and how often it went unanswered in a row. */
  readonly #silent = new Map<string, { readonly until: number; readonly times: number }>();
  #timer: Timer | null = null;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    parts.outbox.queued.on((feed) => this.#pump(feed));
  }

  run(): void {
    this.#timer = this.#parts.clock.every(SWEEP, () => this.#sweep());
  }

  drain(): void {
    this.#timer?.cancel();
    this.#ready.clear();
  }

  /** A feed came or went. Coming back, everything unanswered is asked again at once, under the same ids. */
  feedReady(feed: string, isReady: boolean): void {
    if (!isReady) {
      this.#ready.delete(feed);
      return;
    }
    this.#ready.add(feed);
    for (const { record } of this.#waiting(feed)) this.#silent.delete(record.commandId);
    this.#pump(feed);
  }

  #sweep(): void {
    const feeds = new Set(this.#parts.outbox.pending.all().map(({ record }) => record.feed));
    for (const feed of feeds) {
      this.#guarded(() => this.#expire(feed));
      this.#pump(feed);
    }
  }

  #waiting(feed: string): OutboxEntry[] {
    return this.#parts.outbox.pending.all().filter((entry) => entry.record.feed === feed && isUnanswered(entry));
  }

  /** O5: past its time a command is not sent by itself; the officer gives it again. */
  #expire(feed: string): void {
    const now = this.#parts.clock.now();
    for (const entry of this.#waiting(feed)) {
      if (entry.command.expiresAt <= now) this.#parts.outbox.step(entry, 'expired', null);
    }
  }

  #pump(feed: string): void {
    if (!this.#ready.has(feed) || this.#busy.has(feed)) return;
    this.#guarded(() => {
      this.#expire(feed);
      const next = this.#next(feed);
      if (next) this.#send(feed, next.entry, next.command);
    });
  }

  /** A disk that refuses a step ends neither the core nor the command: it stays as it was and is tried again. */
  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#parts.log.error('outbox step not stored', { error: String(error) });
    }
  }

  #next(feed: string): { entry: OutboxEntry; command: Command } | null {
    const now = this.#parts.clock.monotonic();
    for (const entry of this.#waiting(feed)) {
      const silence = this.#silent.get(entry.record.commandId);
      if (silence && silence.until > now) {
        if (silence.times >= HOLDING_TRIES) continue;
        return null;
      }
      const command = this.#based(entry);
      if (command) return { entry, command };
    }
    return null;
  }

  /**
   * O5: a command that was given on top of an unanswered one of this station expects the revision that the earlier one
   * made, not the one that was on screen. Null: it has to wait for that answer, or was refused with it.
   */
  #based({ record, command, answer }: OutboxEntry): Command | null {
    if (record.after === null || answer !== null) return command;
    const before = this.#parts.read.outbox.get(record.after);
    if (!before) return command;
    const earlier = entryOf(before);
    if (isUnanswered(earlier)) return null;
    if (earlier.answer?.outcome === 'accepted') return { ...command, expectedRev: earlier.answer.rev };
    if (!creates(earlier.command)) return command;
    const entry: OutboxEntry = { record, command, answer };
    this.#parts.outbox.step(entry, 'rejected', {
      outcome: 'rejected',
      commandId: record.commandId,
      code: 'predecessor-refused',
    });
    return null;
  }

  #send(feed: string, entry: OutboxEntry, command: Command): void {
    const { outbox, send } = this.#parts;
    const { commandId } = entry.record;
    // Known on disk before it leaves: after a crash it is asked again, not forgotten.
    outbox.step(entry, 'sent');
    this.#busy.add(feed);
    send(feed, command, (answer) => {
      this.#busy.delete(feed);
      if (answer && answer.commandId === commandId) this.#guarded(() => this.#answered(entry, answer));
      else this.#unanswered(commandId);
      this.#pump(feed);
    });
  }

  #answered(entry: OutboxEntry, answer: CommandAnswer): void {
    const { outbox } = this.#parts;
    this.#silent.delete(entry.record.commandId);
    outbox.step(entry, answer.outcome, answer);
    // A snapshot may have brought the effect before the answer came.
    if (answer.outcome === 'accepted' && this.#isShown(entry, answer.rev)) outbox.step(entry, 'effectSeen', answer);
  }

  #isShown({ record }: OutboxEntry, rev: number): boolean {
    const { topic, entityId } = record;
    return isTopic(topic) && (this.#parts.read.entities.get(topic, entityId)?.rev ?? 0) >= rev;
  }

  #unanswered(commandId: string): void {
    const times = (this.#silent.get(commandId)?.times ?? 0) + 1;
    const pause = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (times - 1));
    this.#silent.set(commandId, { until: this.#parts.clock.monotonic() + pause, times });
    this.#parts.log.warn('command without answer', { commandId, times });
  }
}
