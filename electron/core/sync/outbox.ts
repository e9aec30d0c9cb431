import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Queued } from '../../../shared/protocol/console-api/calls.ts';
import { MAX_COMMAND_BYTES, type Actor, type Command } from '../../../shared/protocol/feed/command.ts';
import { isTopic } from '../../../shared/domain/topics.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { Applied } from '../feeds/applied.ts';
import type { Ports } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { Store, Unit } from '../store/store.ts';
import { findEffects, type SeenEffect } from './effects.ts';
import { entryOf, outboxState, titleOf, type OutboxEntry } from './outbox-entry.ts';
import { PendingCommands } from './pending.ts';
import { applyCommand, creates, topicOfCommand } from './replay.ts';

/** How long a command may wait for its hub before the officer must confirm it again (R14). */
export const COMMAND_LIFETIME = 10 * MINUTE;
/** What the outbox list shows. */
const NEWEST = 500;

export interface Request {
  readonly type: string;
  readonly entityId: string;
  readonly payload: unknown;
  readonly expectedRev: number | null;
  readonly feed: string;
  readonly actor: Actor;
}

/** The commands of this station: kept, shown, settled. Sending is the dispatcher's. Rules O1–O7 in README.md. */
export class Outbox {
  readonly pending = new PendingCommands();
  readonly rowChanged = new Signal<OutboxRow>();
  /** Something was queued for this feed. */
  readonly queued = new Signal<string>();
  readonly #ports: Pick<Ports, 'clock' | 'ids' | 'log'>;
  readonly #store: Store;
  readonly #stationId: string;
  /** Effects written by the running transaction, taken over after its commit. */
  #seen: readonly SeenEffect[] = [];

  constructor(ports: Pick<Ports, 'clock' | 'ids' | 'log'>, store: Store, stationId: string) {
    this.#ports = ports;
    this.#store = store;
    this.#stationId = stationId;
    for (const record of store.read.outbox.open()) this.pending.set(entryOf(record));
  }

  rows(): OutboxRow[] {
    return this.#store.read.outbox.newest(NEWEST).map((record) => this.#row(entryOf(record)));
  }

  /**
   * O1: checks a command and writes it, durable when this returns.
   * Throws `ProblemError`: `command-unknown`, `command-invalid`, `command-too-large`, `entity-unknown`, or the store's.
   */
  queue(request: Request): Queued {
    const { clock, ids } = this.#ports;
    const topic = topicOfCommand(request.type);
    const now = clock.now();
    const draft: Command = {
      commandId: ids.next(),
      stationId: this.#stationId,
      stationSeq: 1,
      actor: request.actor,
      type: request.type,
      topic,
      entityId: request.entityId,
      payload: request.payload,
      expectedRev: request.expectedRev,
      issuedAt: now,
      expiresAt: instant(now + COMMAND_LIFETIME),
    };
    this.#refuseUseless(draft);
    const predecessor = this.pending.of(topic, request.entityId).at(-1);
    const record = this.#store.transact(({ read, write }) => {
      const command: Command = { ...draft, stationSeq: write.outbox.nextStationSeq() };
      const { commandId, stationSeq, entityId } = command;
      const after = predecessor?.record.commandId ?? null;
      const text = JSON.stringify(command);
      write.outbox.add({
        commandId,
        stationSeq,
        feed: request.feed,
        topic,
        entityId,
        command: text,
        after,
        stateAt: now,
      });
      return read.outbox.get(commandId);
    });
    if (!record) throw new Error('the outbox lost a command');
    this.#take(entryOf(record));
    this.queued.emit(request.feed);
    return { commandId: record.commandId, stationSeq: record.stationSeq };
  }

  /** Writes a step of a command's life and tells everybody. A command that was settled meanwhile stays as it is. */
  step(entry: OutboxEntry, to: 'sent'): void;
  step(
    entry: OutboxEntry,
    to: 'accepted' | 'effectSeen' | 'rejected' | 'conflict' | 'expired',
    answer: OutboxEntry['answer'],
  ): void;
  step(entry: OutboxEntry, to: OutboxEntry['record']['state'], answer: OutboxEntry['answer'] = null): void {
    const { commandId } = entry.record;
    if (!this.pending.get(commandId)) return;
    const now = this.#ports.clock.now();
    const record = this.#store.transact(({ read, write }) => {
      if (to === 'sent') write.outbox.sent(commandId, now);
      else write.outbox.settle(commandId, to, now, answer && JSON.stringify(answer));
      return read.outbox.get(commandId);
    });
    if (record) this.#take(entryOf(record));
  }

  /** O4: within the transaction that applies changes, so that an effect and its being seen are one. */
  alsoWrite(unit: Unit, applied: Applied): void {
    this.#seen = findEffects(unit, applied, this.pending);
    for (const { commandId, answer } of this.#seen) {
      unit.write.outbox.settle(commandId, 'effectSeen', this.#ports.clock.now(), JSON.stringify(answer));
    }
  }

  /** After its commit. */
  committed(): void {
    const seen = this.#seen;
    this.#seen = [];
    for (const { commandId } of seen) {
      const record = this.#store.read.outbox.get(commandId);
      if (record) this.#take(entryOf(record));
    }
  }

  /** O2: what the hub would refuse is refused here, before it is kept. */
  #refuseUseless(command: Command): void {
    if (Buffer.byteLength(JSON.stringify(command)) > MAX_COMMAND_BYTES) {
      throw new ProblemError({ code: 'command-too-large', origin: 'sync', params: { limit: MAX_COMMAND_BYTES } });
    }
    const { topic, entityId } = command;
    if (!isTopic(topic))
      throw new ProblemError({ code: 'command-invalid', origin: 'sync', params: { type: command.type } });
    const line = this.#store.read.entities.get(topic, entityId) ?? null;
    const shown = this.pending.replay(topic, entityId, line)?.line ?? line;
    if (!shown && !creates(command)) {
      throw new ProblemError({ code: 'entity-unknown', origin: 'sync', params: { id: entityId } });
    }
    applyCommand(command, shown ? (JSON.parse(shown.json) as object) : undefined);
  }

  #take(entry: OutboxEntry): void {
    this.pending.set(entry);
    this.rowChanged.emit(this.#row(entry));
  }

  #row(entry: OutboxEntry): OutboxRow {
    const { record, command } = entry;
    const line = isTopic(record.topic) ? this.#store.read.entities.get(record.topic, record.entityId) : undefined;
    return {
      id: record.commandId,
      stationSeq: record.stationSeq,
      feed: record.feed,
      type: command.type,
      topic: record.topic,
      entityId: record.entityId,
      title: titleOf(command.payload) ?? (line ? titleOf(JSON.parse(line.json)) : null),
      issuedAt: command.issuedAt,
      expiresAt: command.expiresAt,
      status: outboxState(entry),
    };
  }
}
