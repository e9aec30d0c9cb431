import { typeOf } from '../../../shared/protocol/commands/carry-out.ts';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Service } from '../kernel/lifecycle.ts';
import type { Clock, Log, Timer } from '../kernel/ports.ts';
import type { Readers } from '../store/store.ts';
import type { Known } from '../../../shared/protocol/feed/recall.ts';
import { isShown } from './effects.ts';
import type { Outbox } from './outbox.ts';
import { Recall } from './recall.ts';
import { hasLeft, inquiry, isUnanswered, type OutboxEntry } from './outbox-entry.ts';

/** How often waiting commands are looked at: expiry, doubts, and tries that are due. */
const SWEEP = 1_000;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 30_000;
/** After so many tries without an answer a command counts as unknown, and no longer holds up the others (R15). */
const HOLDING_TRIES = 3;

export interface DispatcherParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly outbox: Outbox;
  /** O7: the time by which a feed's hub judges. Absent: the wall clock. */
  readonly hubTime?: (feed: string) => Instant;
  readonly read: Readers;
  /** Null is answered when nobody did; the outcome is then unknown. */
  readonly send: (feed: string, command: Command, answered: (answer: CommandAnswer | null) => void) => void;
  /** Which of these commands the hub knows; null when it did not answer. */
  readonly recall: (
    feed: string,
    commandIds: readonly string[],
    answered: (known: readonly Known[] | null) => void,
  ) => void;
}

/** O3: sends what is in the outbox, per feed in the order it was given, one at a time, as often as it takes. */
export class Dispatcher implements Service {
  readonly name = 'outbox';
  readonly #parts: DispatcherParts;
  readonly #ready = new Set<string>();
  /** Feeds that came back, until what earlier connections promised was looked at. */
  readonly #returned = new Set<string>();
  /** Feeds with a command on its way. */
  readonly #busy = new Set<string>();
  /** Monotonic time before which a command is not tried again, and how often it went unanswered in a row. */
  readonly #silent = new Map<string, { readonly until: number; readonly times: number }>();
  readonly #recall: Recall;
  #timer: Timer | null = null;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    const { recall, ...shared } = parts;
    this.#recall = new Recall({
      ...shared,
      ask: recall,
      hubTime: (feed) => this.#hubTime(feed),
      done: (feed) => this.#pump(feed),
    });
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
      this.#returned.delete(feed);
      this.#recall.away(feed);
      // O9: its answer will not come by this connection.
      for (const entry of this.#waiting(feed)) if (entry.record.state === 'sent') this.#unknown(entry);
      return;
    }
    this.#ready.add(feed);
    this.#returned.add(feed);
    for (const { record } of this.#of(feed)) this.#silent.delete(record.commandId);
    this.#pump(feed);
  }

  /** The officer wants it asked now. Throws `ProblemError` `command-settled` or `feed-away`. */
  retry(commandId: string): void {
    const entry = this.#parts.outbox.pending.get(commandId);
    if (!entry || !isUnanswered(entry)) {
      throw new ProblemError({ code: 'command-settled', origin: 'sync', params: { commandId } });
    }
    const { feed } = entry.record;
    if (!this.#ready.has(feed)) throw new ProblemError({ code: 'feed-away', origin: 'sync', params: { feed } });
    this.#silent.delete(commandId);
    this.#pump(feed);
  }

  /** O13: what was promised on an earlier connection, and has not come, may be gone with that log. Throws what the store throws. */
  #doubtUnkept(feed: string): void {
    const { outbox, read } = this.#parts;
    if (!this.#returned.has(feed)) return;
    if (read.outbox.hasUnkept(feed)) outbox.doubtFeed(feed);
    this.#returned.delete(feed);
  }

  #sweep(): void {
    const { outbox } = this.#parts;
    for (const entry of outbox.pending.all()) {
      if (entry.doubt !== undefined) this.#guarded(() => outbox.settleDoubt(entry));
    }
    for (const feed of new Set([...this.#ready, ...outbox.pending.all().map(({ record }) => record.feed)])) {
      this.#guarded(() => this.#expire(feed));
      this.#pump(feed);
    }
  }

  #of(feed: string): OutboxEntry[] {
    return this.#parts.outbox.pending.all().filter(({ record }) => record.feed === feed);
  }

  #waiting(feed: string): OutboxEntry[] {
    return this.#of(feed).filter(isUnanswered);
  }

  /** O7: past its time a command that never left is not sent by itself; the officer gives it again. */
  #expire(feed: string): void {
    for (const entry of this.#of(feed)) {
      if (isUnanswered(entry) && !hasLeft(entry) && !entry.doubt && this.#isLate(entry)) {
        this.#parts.outbox.step(entry, 'expired', null);
      }
    }
  }

  /** R14, R20: by the hub's clock, by which it was issued; ours may have been set meanwhile. */
  #isLate({ command, record }: OutboxEntry): boolean {
    return command.expiresAt <= this.#hubTime(record.feed);
  }

  #hubTime(feed: string): Instant {
    const { clock, hubTime } = this.#parts;
    return hubTime?.(feed) ?? clock.now();
  }

  #pump(feed: string): void {
    if (!this.#ready.has(feed) || this.#busy.has(feed)) return;
    this.#guarded(() => {
      // Nothing leaves before that: a disk that does not take the mark is asked again with the next sweep.
      this.#doubtUnkept(feed);
      this.#expire(feed);
      // Its answer may have come at once, and sent something.
      if (this.#recall.holds(feed) || this.#busy.has(feed)) return;
      const next = this.#next(feed);
      if (next) this.#send(feed, next.entry, next.command);
    });
  }

  /** A disk that refuses a step ends neither the core nor the command: it stays as it was and is tried again. */
  #guarded(run: () => void): boolean {
    try {
      run();
      return true;
    } catch (error) {
      this.#parts.log.error('outbox step not stored', { error: String(error) });
      return false;
    }
  }

  #next(feed: string): { entry: OutboxEntry; command: Command } | null {
    const now = this.#parts.clock.monotonic();
    for (const entry of this.#waiting(feed)) {
      // O1: what may not be on the disk does not leave.
      if (entry.doubt !== undefined && entry.record.tries === 0) continue;
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
  #based(entry: OutboxEntry): Command | null {
    const { record, command } = entry;
    const { outbox } = this.#parts;
    const mine = record.carriedFrom === null ? command : { ...command, carried: true as const };
    if (hasLeft(entry) && this.#isLate(entry)) return inquiry(mine);
    const needed = record.needs === null ? null : outbox.find(record.needs);
    const before = record.after === null ? null : outbox.find(record.after);
    if (record.tries > 0) return before?.answer?.outcome === 'accepted' ? onTop(mine, before.answer.rev) : mine;
    // Of another station's: what it needs comes with it, or was never handed over.
    if (record.needs !== null && !needed) return null;
    if ((needed && isUnanswered(needed)) || (before && isUnanswered(before))) return null;
    const isStranded = before !== null && before.answer?.outcome !== 'accepted' && typeOf(before.command).creates;
    if (isStranded || (needed && needed.answer?.outcome !== 'accepted')) {
      const { commandId } = record;
      outbox.step(entry, 'rejected', { outcome: 'rejected', commandId, code: 'predecessor-refused' });
      return null;
    }
    return before?.answer?.outcome === 'accepted' ? onTop(mine, before.answer.rev) : mine;
  }

  #send(feed: string, entry: OutboxEntry, command: Command): void {
    const { outbox, send } = this.#parts;
    const { commandId, state, tries } = entry.record;
    // Known on disk before it leaves: after a crash it is asked again, not forgotten.
    if (state !== 'unknown' || tries === 0) outbox.step(entry, 'sent');
    this.#busy.add(feed);
    send(feed, command, (answer) => {
      this.#busy.delete(feed);
      if (answer && answer.commandId === commandId) this.#answered(entry, answer);
      else this.#unanswered(entry);
      for (const ready of this.#ready) this.#pump(ready);
    });
  }

  #answered(entry: OutboxEntry, answer: CommandAnswer): void {
    const { outbox } = this.#parts;
    const { commandId } = entry.record;
    this.#silent.delete(commandId);
    const isStored = this.#guarded(() => {
      outbox.step(entry, answer.outcome, answer);
      // A snapshot may have brought the effect before the answer came.
      if (answer.outcome === 'accepted' && isShown(this.#parts.read, entry.record, answer)) {
        outbox.step(entry, 'effectSeen', answer);
      }
    });
    if (isStored) return;
    // O9: asked again later; the hub's first answer stays what it is.
    outbox.doubt(entry);
    this.#hush(commandId);
  }

  #unanswered(entry: OutboxEntry): void {
    const { commandId, feed } = entry.record;
    const times = this.#hush(commandId);
    this.#parts.log.warn('command without answer', { commandId, times });
    if (times >= HOLDING_TRIES || !this.#ready.has(feed)) this.#unknown(entry);
  }

  /** O9: neither sent nor failed: nobody can say. Asked again under its id until the hub says what it did. */
  #unknown({ record: { commandId } }: OutboxEntry): void {
    const entry = this.#parts.outbox.pending.get(commandId);
    if (entry?.record.state === 'sent') this.#guarded(() => this.#parts.outbox.step(entry, 'unknown'));
  }

  #hush(commandId: string): number {
    const times = (this.#silent.get(commandId)?.times ?? 0) + 1;
    const pause = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (times - 1));
    this.#silent.set(commandId, { until: this.#parts.clock.monotonic() + pause, times });
    return times;
  }
}

function onTop(command: Command, rev: number): Command {
  return command.expectedRev === null ? command : { ...command, expectedRev: rev };
}
