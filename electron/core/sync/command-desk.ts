import { typeOf } from '../../../shared/protocol/commands/carry-out.ts';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import type { Queued } from '../../../shared/protocol/console-api/calls.ts';
import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Readers } from '../store/store.ts';
import type { Request } from './draft.ts';
import type { Outbox } from './outbox.ts';
import { mayCount } from './outbox-entry.ts';
import { restoreMasked } from './restore-masked.ts';
import type { ActingSeat } from './seat.ts';

/** What a window asks to be done; the desk adds who, where and on what it stands. */
export interface Order extends Pick<Request, 'entityId' | 'payload' | 'needs' | 'resendOf'> {
  readonly type: CommandTypeName;
  /** The revision on screen; when absent, the one that would be on screen now. Null creates. */
  readonly expectedRev?: number | null;
  /** Where an entity is made; of one that is there its own feed counts. */
  readonly feed?: string;
}

export interface CommandDeskParts {
  readonly outbox: Outbox;
  readonly read: Readers;
  readonly seat: ActingSeat;
}

/**
 * The one path of every command (O1): seat → authority → check → outbox, durable. What is refused on the way is thrown, and
 * nothing of the call is kept.
 */
export class CommandDesk {
  readonly #parts: CommandDeskParts;

  constructor(parts: CommandDeskParts) {
    this.#parts = parts;
  }

  give(order: Order): Queued {
    const [queued] = this.giveAll([order]);
    if (!queued) throw new Error('the outbox lost a command');
    return queued;
  }

  /** All of a call or none. Throws as `ActingSeat.actor` and `Outbox.queueAll`. */
  giveAll(orders: readonly Order[]): Queued[] {
    const { actor } = this.#parts.seat;
    return this.#parts.outbox.queueAll(
      orders.map(({ type, entityId, payload, expectedRev, feed, needs, resendOf }) => {
        const { topic, orCreates } = typeOf({ type });
        return {
          type,
          entityId,
          payload,
          actor,
          expectedRev: expectedRev === undefined ? this.#revOf(topic, entityId, orCreates !== undefined) : expectedRev,
          feed: this.#owner(topic, entityId) ?? feed ?? unknownEntity(entityId),
          ...(needs !== undefined && { needs }),
          ...(resendOf !== undefined && { resendOf }),
        };
      }),
    );
  }

  /** The record as the officer sees it. Throws `ProblemError` `entity-unknown`. */
  seen<T extends Topic>(topic: T, id: string): TopicRecord[T] {
    const found = this.#parts.outbox.pending.find(topic, id);
    return found ? (found as TopicRecord[T]) : unknownEntity(id);
  }

  /**
   * O10: a command that came to nothing, given anew by the officer who sits here now, on what he sees now, with a new id and
   * time. Throws `ProblemError`: `command-unknown-here`, `command-may-count`, `conflict-open`, or as `giveAll`.
   */
  resend(commandId: string, edited: unknown, expectedRev?: number): Queued {
    const { outbox, read } = this.#parts;
    const entry = outbox.find(commandId);
    if (!entry) throw new ProblemError({ code: 'command-unknown-here', origin: 'sync', params: { commandId } });
    // Under a second id it could count twice; one of another station is its own to give again.
    if (mayCount(entry) || entry.record.carriedFrom !== null) {
      throw new ProblemError({ code: 'command-may-count', origin: 'sync', params: { commandId } });
    }
    const { command, record } = entry;
    const opened = read.entities.get('conflict', commandId);
    const isSettled = opened && (JSON.parse(opened.json) as TopicRecord['conflict']).status.state !== 'open';
    if (record.state === 'conflict' && !isSettled) {
      throw new ProblemError({ code: 'conflict-open', origin: 'sync', params: { id: commandId } });
    }
    return this.give({
      type: command.type as CommandTypeName,
      entityId: command.entityId,
      payload: edited === undefined ? command.payload : restoreMasked(command, edited),
      feed: record.feed,
      resendOf: commandId,
      ...(command.expectedRev === null ? { expectedRev: null } : expectedRev !== undefined && { expectedRev }),
    });
  }

  /** O10. Throws as `ActingSeat.actor` and `Outbox.withdraw`. */
  withdraw(commandId: string): void {
    void this.#parts.seat.actor;
    this.#parts.outbox.withdraw(commandId);
  }

  /** The revision on screen; what only a pending command makes is shown as its first. */
  #revOf(topic: Topic, id: string, mayBeAbsent: boolean): number | null {
    return this.#parts.read.entities.get(topic, id)?.rev ?? (mayBeAbsent ? null : 1);
  }

  /** The feed that owns an entity; of one that is not made yet, the feed it was sent to. */
  #owner(topic: Topic, id: string): string | undefined {
    const { read, outbox } = this.#parts;
    return read.entities.get(topic, id)?.feed ?? outbox.pending.of(topic, id)[0]?.record.feed;
  }
}

function unknownEntity(id: string): never {
  throw new ProblemError({ code: 'entity-unknown', origin: 'sync', params: { id } });
}
