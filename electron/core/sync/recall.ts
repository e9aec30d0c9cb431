import { typeOf } from '../../../shared/protocol/commands/carry-out.ts';
import type { Command } from '../../../shared/protocol/feed/command.ts';
import { KEEP_ANSWERS, MAX_RECALL, type Known } from '../../../shared/protocol/feed/recall.ts';
import { DAY, type Instant } from '../../../shared/kit/time.ts';
import type { Clock, Log } from '../kernel/ports.ts';
import type { Readers, Unit } from '../store/store.ts';
import { isShown } from './effects.ts';
import type { Outbox } from './outbox.ts';
import { entryOf, type OutboxEntry } from './outbox-entry.ts';

/** Of older commands the hub may have forgotten that it took them; a day for clocks that differ. */
const ASK_BACK = KEEP_ANSWERS - DAY;
const FIRST_PAUSE = 2_000;
const LAST_PAUSE = 30_000;
/** After so many silences orders no longer wait for the answer (R15). */
const HOLDING_TRIES = 3;

export interface RecallParts {
  readonly clock: Pick<Clock, 'monotonic' | 'now'>;
  readonly log: Log;
  readonly outbox: Outbox;
  readonly read: Readers;
  readonly hubTime: (feed: string) => Instant;
  /** Null is answered when nobody did. */
  readonly ask: (
    feed: string,
    commandIds: readonly string[],
    answered: (known: readonly Known[] | null) => void,
  ) => void;
  /** Orders need not wait any more. */
  readonly done: (feed: string) => void;
}

/** One comparison of a feed: from the newest command back, a batch at a time. */
interface Round {
  readonly uncompared: number;
  before: number;
  isAsked: boolean;
  silences: number;
  until: number;
}

/**
 * O13 (R19): after a snapshot the log may be one that was put back. The hub is asked which of this seat's commands it knows;
 * until it has said so no new order leaves, so that none overtakes one that has to be given anew.
 */
export class Recall {
  readonly #parts: RecallParts;
  readonly #rounds = new Map<string, Round>();

  constructor(parts: RecallParts) {
    this.#parts = parts;
  }

  /** Whether orders to this feed have to wait. Begins what is due. Throws what the store throws. */
  holds(feed: string): boolean {
    const uncompared = this.#parts.read.feeds.get(feed)?.uncompared ?? 0;
    if (uncompared === 0) {
      this.#rounds.delete(feed);
      return false;
    }
    let round = this.#rounds.get(feed);
    if (round?.uncompared !== uncompared) {
      round = { uncompared, before: Number.MAX_SAFE_INTEGER, isAsked: false, silences: 0, until: 0 };
      this.#rounds.set(feed, round);
    }
    if (!round.isAsked && round.until <= this.#parts.clock.monotonic()) this.#ask(feed, round);
    return this.#rounds.has(feed) && round.silences < HOLDING_TRIES;
  }

  /** The feed is gone: what was asked will not be answered, and the next hub is asked from the beginning. */
  away(feed: string): void {
    this.#rounds.delete(feed);
  }

  #ask(feed: string, round: Round): void {
    const { read, outbox, hubTime, ask, done } = this.#parts;
    const oldest = hubTime(feed) - ASK_BACK;
    const records = read.outbox.answered(feed, round.before, MAX_RECALL);
    const commandIds = records
      .filter((record) => (entryOf(record)?.command.expiresAt ?? 0) > oldest)
      .map(({ commandId }) => commandId);
    if (commandIds.length === 0) {
      outbox.compared(feed, round.uncompared);
      this.#rounds.delete(feed);
      return;
    }
    round.isAsked = true;
    ask(feed, commandIds, (known) => {
      if (this.#rounds.get(feed) !== round) return;
      round.isAsked = false;
      if (known === null || !this.#revise(feed, commandIds, known)) {
        round.silences += 1;
        const pause = Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** (round.silences - 1));
        round.until = this.#parts.clock.monotonic() + pause;
        return;
      }
      round.silences = 0;
      round.before = records.at(-1)?.position ?? 0;
      done(feed);
    });
  }

  #revise(feed: string, commandIds: readonly string[], known: readonly Known[]): boolean {
    const { outbox, clock, hubTime, log } = this.#parts;
    const said = new Map(known.map((one) => [one.commandId, one]));
    const late = hubTime(feed);
    try {
      outbox.revise(commandIds, (unit, entry) => {
        const { commandId } = entry.record;
        const { command } = entry;
        const mayGo = command.expiresAt > late && !unit.read.outbox.isResent(commandId) && isJudgedByValues(command);
        return revise(unit, entry, said.get(commandId), mayGo ? 'queued' : 'undone', clock.now());
      });
      return true;
    } catch (error) {
      log.error('commands not compared', { feed, error: String(error) });
      return false;
    }
  }
}

/** A revision says nothing in another log: what stands on that alone could overwrite what its officer never saw. */
function isJudgedByValues(command: Command): boolean {
  const { commutes, creates } = typeOf(command);
  return commutes || creates || command.base !== undefined;
}

/**
 * @param said what the hub says; undefined: it does not know it.
 * @param otherwise what then becomes of a command that counted.
 * @returns whether that is another thing than was said here.
 */
function revise(
  { read, write }: Unit,
  { record, answer }: OutboxEntry,
  said: Known | undefined,
  otherwise: 'queued' | 'undone',
  now: Instant,
): boolean {
  const { commandId, state } = record;
  const claims = state === 'accepted' || state === 'effectSeen' || state === 'conflict';
  if (!said) {
    if (claims) write.outbox.reopen(commandId, otherwise, now);
    return claims;
  }
  if (said.outcome !== 'accepted') {
    if (said.outcome === state) return false;
    // Decided anew, and otherwise: what exactly is its first answer to the same id.
    write.outbox.reopen(commandId, 'unknown', now);
    return true;
  }
  const isDone = state === 'accepted' || state === 'effectSeen';
  if (isDone && answer?.outcome === 'accepted' && answer.seq === said.seq && answer.rev === said.rev) return false;
  write.outbox.settle(commandId, isShown(read, record, said) ? 'effectSeen' : 'accepted', now, JSON.stringify(said));
  return true;
}
