import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Queued } from '../../../shared/protocol/console-api/calls.ts';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import { isTopic, type Topic } from '../../../shared/domain/topics.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Applied } from '../feeds/applied.ts';
import { Signal } from '../kernel/signal.ts';
import type { OutboxRecord } from '../store/records.ts';
import type { Readers, Unit } from '../store/store.ts';
import { draftCommand, SeenWorld, type Request } from './draft.ts';
import { contradicted, findEffects, type SeenEffect } from './effects.ts';
import {
  entryOf,
  heldBack,
  isAutomatic,
  isUnanswered,
  isWithdrawable,
  outboxRow,
  titleOf,
  UNREADABLE,
  type OutboxEntry,
} from './outbox-entry.ts';
import type { OutboxParts } from './outbox-parts.ts';
import { PendingCommands } from './pending.ts';

/** What the outbox list shows. */
const NEWEST = 500;

/** A command on its way into the store. */
type Draft = Pick<OutboxRecord, 'feed' | 'after' | 'needs' | 'carriedFrom' | 'resendOf'> & {
  readonly command: Command;
};

/** A command that another station handed over, with what it stands on there. */
export type Carried = Pick<OutboxRecord, 'feed' | 'after' | 'needs'> & { readonly command: Command };

/** The commands of this station: kept, shown, settled. Sending is the dispatcher's. Rules O1–O12 in README.md. */
export class Outbox {
  readonly pending: PendingCommands;
  readonly rowChanged = new Signal<OutboxRow>();
  /** Something was queued for this feed. */
  readonly queued = new Signal<string>();
  readonly #parts: OutboxParts;
  /** Effects written by the running transaction, taken over after its commit. */
  #seen: readonly SeenEffect[] = [];

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.pending = new PendingCommands((topic, id) => recordIn(parts.store.read, topic, id));
    this.#load();
  }

  rows(): OutboxRow[] {
    return this.#parts.store.read.outbox.newest(NEWEST).map((record) => {
      const pending = this.pending.get(record.commandId);
      return this.#row(pending?.record ?? record, pending ?? entryOf(record));
    });
  }

  find(commandId: string): OutboxEntry | null {
    const record = this.#parts.store.read.outbox.get(commandId);
    return this.pending.get(commandId) ?? (record ? entryOf(record) : null);
  }

  /** One request; see `queueAll`. */
  queue(request: Request): Queued {
    const [queued] = this.queueAll([request]);
    if (!queued) throw new Error('the outbox lost a command');
    return queued;
  }

  /**
   * O1: checks the requests of one call and writes them, all or none, durable when this returns.
   * Throws `ProblemError` as `draftCommand` and the store do, and `command-outcome-unknown` when the disk failed in a way that
   * leaves open whether they are kept (O9).
   */
  queueAll(requests: readonly Request[]): Queued[] {
    const { clock, ids } = this.#parts.ports;
    const { stationId, matrix, store } = this.#parts;
    const now = clock.now();
    const seen = new SeenWorld((topic, id) => this.pending.find(topic, id));
    const drafts: Draft[] = [];
    for (const request of requests) {
      const issued = this.#parts.hubTime?.(request.feed) ?? now;
      const parts = { commandId: request.commandId ?? ids.next(), stationId, now: issued, matrix, read: store.read };
      const command = draftCommand(request, parts, seen);
      const needs = request.needs === undefined ? null : (drafts[request.needs]?.command.commandId ?? null);
      const after = this.#predecessor(command, drafts);
      drafts.push({ command, feed: request.feed, after, needs, carriedFrom: null, resendOf: request.resendOf ?? null });
    }
    this.#write(drafts, now);
    for (const feed of new Set(requests.map((request) => request.feed))) this.queued.emit(feed);
    return drafts.map(({ command: { commandId } }) => {
      return { commandId, stationSeq: this.pending.get(commandId)?.record.stationSeq ?? 0 };
    });
  }

  /**
   * O11: takes in commands of another station, in its order; those that are here already stay as they are.
   * @returns how many are new. Throws what the store throws; then none was taken.
   */
  carry(from: string, carried: readonly Carried[]): number {
    const { store, ports } = this.#parts;
    const drafts = carried
      .filter(({ command }) => command.stationId === from && !this.#isHere(command, store.read))
      .map((draft) => ({ ...draft, carriedFrom: from, resendOf: null }));
    this.#write(drafts, ports.clock.now());
    for (const feed of new Set(drafts.map((draft) => draft.feed))) this.queued.emit(feed);
    return drafts.length;
  }

  /**
   * O11: what another station may carry to the hub for this one: every command of this seat that is not answered, noted on
   * disk as handed over before this returns. Left out is what is refused already with the one that it needs, and for the
   * moment what is in doubt, with all that stands on it.
   * Throws what the store throws; then nothing counts as handed over.
   */
  handOver(): Carried[] {
    const { store, ports } = this.#parts;
    const now = ports.clock.now();
    const carried: Carried[] = [];
    const entries = this.pending.all();
    const held = heldBack(entries);
    for (const entry of entries) {
      const { record, command } = entry;
      if (record.carriedFrom !== null || held.has(record.commandId) || !isUnanswered(entry)) continue;
      const needed = record.needs === null ? null : this.find(record.needs);
      if (needed && !isUnanswered(needed) && needed.answer?.outcome !== 'accepted') continue;
      const needs = needed && isUnanswered(needed) ? record.needs : null;
      carried.push({ feed: record.feed, after: record.after, needs, command });
    }
    const records = store.transact(({ read, write }) => {
      for (const { command } of carried) write.outbox.handed(command.commandId, now);
      return carried.map(({ command }) => read.outbox.get(command.commandId));
    });
    this.#takeRecords(records);
    return carried;
  }

  /** O10. Throws `ProblemError` `command-unknown-here`, `command-has-left`, or what the store throws. */
  withdraw(commandId: string): void {
    const entry = this.find(commandId);
    if (!entry) throw new ProblemError({ code: 'command-unknown-here', origin: 'sync', params: { commandId } });
    if (!isWithdrawable(entry)) throw new ProblemError({ code: 'command-has-left', origin: 'sync' });
    this.step(entry, 'withdrawn', null);
  }

  /** Writes a step of a command's life and tells everybody. A command that was settled meanwhile stays as it is. */
  step(entry: OutboxEntry, to: 'sent' | 'unknown'): void;
  step(
    entry: OutboxEntry,
    to: 'accepted' | 'effectSeen' | 'rejected' | 'conflict' | 'expired' | 'withdrawn',
    answer: CommandAnswer | null,
  ): void;
  step(entry: OutboxEntry, to: OutboxRecord['state'], answer: CommandAnswer | null = null): void {
    const { commandId } = entry.record;
    if (!this.pending.get(commandId)) return this.#noteMerged(commandId, answer);
    const { store, ports } = this.#parts;
    const now = ports.clock.now();
    const record = store.transact(({ read, write }) => {
      if (to === 'sent') write.outbox.sent(commandId, now);
      else this.#settle({ read, write }, commandId, to, answer);
      return read.outbox.get(commandId);
    });
    this.#takeRecords([record]);
  }

  /** O13: `change` says whether it wrote anything about a command. All in one transaction; throws what the store throws. */
  revise(commandIds: readonly string[], change: (unit: Unit, entry: OutboxEntry) => boolean): void {
    const records = this.#parts.store.transact((unit) =>
      commandIds.map((commandId) => {
        const record = unit.read.outbox.get(commandId);
        const entry = record && entryOf(record);
        if (!entry || !change(unit, entry)) return undefined;
        const changed = unit.read.outbox.get(commandId);
        if (changed) this.#parts.recorder?.result(unit, commandId, changed.state, entryOf(changed)?.answer ?? null);
        return changed;
      }),
    );
    this.#takeRecords(records);
  }

  /** O13: what is said of the feed's commands may not be what its hub knows. Throws what the store throws. */
  doubtFeed(feed: string): void {
    this.#parts.store.transact(({ write }) => write.feeds.doubt(feed));
  }

  /** O13: all of the feed's commands were compared with what its hub knows. */
  compared(feed: string, uncompared: number): void {
    this.#parts.store.transact(({ write }) => write.feeds.compared(feed, uncompared));
  }

  /** The effect overtook the answer, which alone says that it was merged with somebody else's. */
  #noteMerged(commandId: string, answer: CommandAnswer | null): void {
    if (answer?.outcome !== 'accepted' || !answer.merged) return;
    const record = this.#parts.store.transact(({ read, write }) => {
      const found = read.outbox.get(commandId);
      if (found?.state !== 'effectSeen') return undefined;
      write.outbox.settle(commandId, 'effectSeen', found.stateAt, JSON.stringify(answer));
      this.#parts.recorder?.result({ read, write }, commandId, 'effectSeen', answer);
      return read.outbox.get(commandId);
    });
    this.#takeRecords([record]);
  }

  /** O9: the disk would not say whether a step is written. Shown as unknown until `settleDoubt` could read it back. */
  doubt({ record: { commandId } }: OutboxEntry): void {
    const entry = this.pending.get(commandId);
    if (entry && entry.doubt === undefined) this.#take([{ ...entry, doubt: this.#parts.ports.clock.now() }]);
  }

  /** O9: what the disk has of a command in doubt; one that it has not is written. Throws what the store throws. */
  settleDoubt(entry: OutboxEntry): void {
    const { store } = this.#parts;
    const { record, command } = entry;
    const kept = store.transact((unit) => {
      const found = unit.read.outbox.get(record.commandId);
      if (found) {
        // The same state once more: its commit proves that what stands before it is on the disk.
        unit.write.outbox.settle(found.commandId, found.state, found.stateAt, null);
        return found;
      }
      return this.#add(unit, { ...record, command }, record.stateAt).record;
    });
    this.#takeRecords([kept]);
    this.queued.emit(kept.feed);
  }

  /** O4: within the transaction that applies changes, so that an effect and its being seen are one. */
  alsoWrite(unit: Unit, applied: Applied): void {
    this.#seen = findEffects(unit, applied, this.pending);
    for (const { commandId, answer, isGuess } of this.#seen) {
      const feed = isGuess && unit.read.outbox.get(commandId)?.feed;
      if (feed) unit.write.feeds.doubt(feed);
      this.#settle(unit, commandId, 'effectSeen', answer);
    }
    for (const feed of contradicted(unit, applied)) unit.write.feeds.doubt(feed);
  }

  /** After its commit. */
  committed(applied: Applied): void {
    const seen = this.#seen;
    this.#seen = [];
    this.#takeRecords(seen.map(({ commandId }) => this.#parts.store.read.outbox.get(commandId)));
    this.pending.applied(applied);
  }

  /** O6, R15: a row that is not what we wrote is refused, and keeps no other from its way. */
  #load(): void {
    const { store, ports } = this.#parts;
    const open = store.read.outbox.open();
    const entries = open.map(entryOf).filter((entry) => entry !== null);
    const known = new Set(entries.map(({ record }) => record.commandId));
    const bad = open.filter(({ commandId }) => !known.has(commandId));
    if (bad.length > 0) {
      ports.log.error('outbox rows not readable', { commands: bad.map(({ commandId }) => commandId) });
      try {
        store.transact(({ read, write }) => {
          for (const { commandId } of bad) {
            const answer: CommandAnswer = { outcome: 'rejected', commandId, code: UNREADABLE };
            this.#settle({ read, write }, commandId, 'rejected', answer);
          }
        });
      } catch (error) {
        // They are not sent either way; the next start tries again.
        ports.log.error('outbox rows not refused', { error: String(error) });
      }
    }
    this.pending.set(...entries);
  }

  /** O5: the open command of this seat on the same entity that was given last. */
  #predecessor({ topic, entityId }: Command, drafts: readonly Draft[]): string | null {
    const sameCall = drafts.findLast(({ command }) => command.topic === topic && command.entityId === entityId);
    return sameCall?.command.commandId ?? this.pending.of(topic, entityId).at(-1)?.record.commandId ?? null;
  }

  /** O1, O9: all or none, on disk; or in doubt, then kept here and told so. */
  #write(drafts: readonly Draft[], now: OutboxRecord['stateAt']): void {
    const { store, ports } = this.#parts;
    try {
      this.#take(store.transact((unit) => drafts.map((draft) => this.#add(unit, draft, now))));
    } catch (error) {
      if (!isDoubtful(error)) throw error;
      ports.log.error('outbox write in doubt', { commands: drafts.length, error: String(error) });
      this.#take(drafts.map((draft) => doubtful(draft, now)));
      const commandId = drafts[0]?.command.commandId ?? '';
      throw new ProblemError({ code: 'command-outcome-unknown', origin: 'sync', params: { commandId } }, error);
    }
  }

  #isHere({ commandId }: Command, read: Readers): boolean {
    return this.pending.get(commandId) !== undefined || read.outbox.get(commandId) !== undefined;
  }

  #add({ read, write }: Unit, draft: Draft, stateAt: OutboxRecord['stateAt']): OutboxEntry {
    const { carriedFrom, feed, after, needs, resendOf } = draft;
    const stationSeq = carriedFrom === null ? write.outbox.nextStationSeq() : draft.command.stationSeq;
    const command: Command = { ...draft.command, stationSeq };
    const { commandId, topic, entityId } = command;
    const text = JSON.stringify(command);
    const row = { commandId, stationSeq, feed, topic, entityId, command: text, after, needs, stateAt };
    write.outbox.add({ ...row, carriedFrom, resendOf });
    this.#parts.recorder?.intent({ read, write }, command, feed);
    const record = read.outbox.get(commandId);
    if (!record) throw new Error('the outbox lost a command');
    return { record, command, answer: null };
  }

  /** The end of a command, and its line in the log, are one. */
  #settle(unit: Unit, commandId: string, state: OutboxRecord['state'], answer: CommandAnswer | null): void {
    unit.write.outbox.settle(commandId, state, this.#parts.ports.clock.now(), answer && JSON.stringify(answer));
    this.#parts.recorder?.result(unit, commandId, state, answer);
  }

  #takeRecords(records: readonly (OutboxRecord | undefined)[]): void {
    this.#take(records.flatMap((record) => (record ? (entryOf(record) ?? []) : [])));
  }

  #take(entries: readonly OutboxEntry[]): void {
    this.pending.set(...entries);
    for (const entry of entries) if (!isAutomatic(entry)) this.rowChanged.emit(this.#row(entry.record, entry));
  }

  #row(record: OutboxRecord, entry: OutboxEntry | null): OutboxRow {
    return outboxRow(record, entry, this.#titleOf(record));
  }

  #titleOf({ topic, entityId }: OutboxRecord): LocalText | null {
    return isTopic(topic) ? titleOf(this.pending.find(topic, entityId)) : null;
  }
}

/** Of any other failure of the store it is sure that nothing was written. */
function isDoubtful(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'outcome-unknown';
}

function doubtful({ command, ...draft }: Draft, now: OutboxRecord['stateAt']): OutboxEntry {
  const { commandId, topic, entityId, stationSeq } = command;
  const where = { commandId, topic, entityId, stationSeq, command: JSON.stringify(command), position: 0 };
  const state = { state: 'queued', stateAt: now, tries: 0, answer: null, handedAt: null } as const;
  return { record: { ...draft, ...where, ...state }, command, answer: null, doubt: now };
}

function recordIn(read: Readers, topic: Topic, id: string): object | undefined {
  const line = read.entities.get(topic, id);
  return line && (JSON.parse(line.json) as object);
}
