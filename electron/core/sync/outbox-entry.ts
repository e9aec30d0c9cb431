import * as z from 'zod';
import { command, commandAnswer, type Command, type CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { OutboxRow, OutboxState } from '../../../shared/protocol/console-api/rows.ts';
import { isTopic } from '../../../shared/domain/topics.ts';
import { localText, type LocalText } from '../../../shared/domain/common.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { instant } from '../../../shared/kit/time.ts';
import { AUTOMATIC } from '../../../shared/protocol/authority.ts';
import { maskFields, maskPayload } from '../privacy/masking.ts';
import type { OutboxRecord, OutboxStateName } from '../store/records.ts';

/** A command as the outbox works with it. */
export interface OutboxEntry {
  readonly record: OutboxRecord;
  readonly command: Command;
  readonly answer: CommandAnswer | null;
  /** O9: the disk failed while this was written, since then. In memory only; what is on the disk is read when it can be. */
  readonly doubt?: Instant;
}

/** The console said it by itself: no officer has to follow what becomes of it. */
export function isAutomatic({ command }: Pick<OutboxEntry, 'command'>): boolean {
  return command.actor.authority === AUTOMATIC;
}

/** Its effect may still come. */
const OPEN: ReadonlySet<OutboxStateName> = new Set(['queued', 'sent', 'unknown', 'accepted']);
/** The hub has not said what it did with it. */
const UNANSWERED: ReadonlySet<OutboxStateName> = new Set(['queued', 'sent', 'unknown']);

export function isOpen({ record }: Pick<OutboxEntry, 'record'>): boolean {
  return OPEN.has(record.state);
}

export function isUnanswered({ record }: OutboxEntry): boolean {
  return UNANSWERED.has(record.state);
}

/** It may have reached the hub, by this seat or by another that has a copy: only the hub can say what became of it. */
export function hasLeft({ record }: OutboxEntry): boolean {
  return record.tries > 0 || record.handedAt !== null || record.carriedFrom !== null;
}

/** Whether the hub took it, or may have: such a command is not given a second time under another id. */
export function mayCount(entry: OutboxEntry): boolean {
  const { state } = entry.record;
  return isOpen(entry) || state === 'effectSeen';
}

/** O10: nobody else has it yet. */
export function isWithdrawable(entry: OutboxEntry): boolean {
  return entry.record.state === 'queued' && !hasLeft(entry) && entry.doubt === undefined;
}

/**
 * O11: what is in doubt, and what stands on that or needs it: at another station it would wait for what does not come, or
 * overtake it. @param entries in the order given.
 */
export function heldBack(entries: readonly OutboxEntry[]): ReadonlySet<string> {
  const held = new Set(entries.filter(({ doubt }) => doubt !== undefined).map(({ record }) => record.commandId));
  for (const { record } of entries) {
    if ([record.after, record.needs].some((id) => id !== null && held.has(id))) held.add(record.commandId);
  }
  return held;
}

/** Null when the row is not what we wrote: it is shown as it is and never sent (R15). */
export function entryOf(record: OutboxRecord): OutboxEntry | null {
  try {
    return {
      record,
      command: command.parse(JSON.parse(record.command)),
      answer: record.answer === null ? null : commandAnswer.parse(JSON.parse(record.answer)),
    };
  } catch {
    return null;
  }
}

/** A row of the outbox as a window sees it: masked like any record (P1). @param about what the command's entity is called. */
export function outboxRow(record: OutboxRecord, entry: OutboxEntry | null, about: LocalText | null): OutboxRow {
  const { commandId, stationSeq, feed, topic, entityId, carriedFrom, resendOf } = record;
  const row = {
    id: commandId,
    stationSeq,
    feed,
    topic,
    entityId,
    ...(carriedFrom !== null && { carriedFrom }),
    ...(resendOf !== null && { resendOf }),
  };
  if (!entry) {
    const at = record.stateAt;
    const status: OutboxState = { state: 'rejected', at, code: UNREADABLE };
    return { ...row, type: '', title: about, issuedAt: at, expiresAt: at, payload: null, officer: '', status };
  }
  const { command, answer } = entry;
  const isMerged = answer?.outcome === 'accepted' && answer.merged === true;
  return {
    ...row,
    type: command.type,
    title: titleOf(command.payload) ?? about,
    issuedAt: command.issuedAt,
    expiresAt: command.expiresAt,
    payload: maskPayload(topic, command.payload),
    officer: command.actor.officer,
    ...(isMerged && { merged: true }),
    status: stateOf(entry),
  };
}

/** The code under which a row that cannot be read is refused. */
export const UNREADABLE = 'command-unreadable';

function stateOf({ record, answer, command, doubt }: OutboxEntry): OutboxState {
  if (doubt !== undefined) return { state: 'unknown', at: doubt, reason: 'disk' };
  const at = record.stateAt;
  switch (record.state) {
    case 'queued':
      return { state: 'queued' };
    case 'sent':
      return { state: 'sent', at, tries: record.tries };
    case 'unknown':
      return { state: 'unknown', at, reason: 'no-answer' };
    case 'accepted':
      return { state: 'accepted', at, seq: answer?.outcome === 'accepted' ? answer.seq : 0 };
    case 'rejected':
      return { state: 'rejected', at, code: answer?.outcome === 'rejected' ? answer.code : 'unknown' };
    case 'conflict':
      if (answer?.outcome !== 'conflict') return { state: 'rejected', at, code: 'unknown' };
      return { state: 'conflict', at, answer: { ...answer, current: maskedRecord(command.topic, answer.current) } };
    case 'undone':
      return { state: 'undone', at, reason: 'hub-restored' };
    case 'effectSeen':
    case 'expired':
    case 'withdrawn':
      return { state: record.state, at };
  }
}

function maskedRecord(topic: string, value: unknown): unknown {
  if (!isTopic(topic) || typeof value !== 'object' || value === null) return null;
  return maskFields(topic, value as Record<string, unknown>);
}

const titled = z.union([
  z.object({ title: localText }).transform(({ title }) => title),
  z.object({ name: localText }).transform(({ name }) => name),
  z.object({ question: localText }).transform(({ question }) => question),
]);

/** What a payload or record calls itself. */
export function titleOf(source: unknown): LocalText | null {
  const parsed = titled.safeParse(source);
  return parsed.success ? parsed.data : null;
}

/**
 * O7: what the hub is asked about a command past its time that may have reached it: the same id, and a time that no clock
 * takes for the future. A hub that never took it can only answer `expired`, and that is then its first answer.
 */
export function inquiry(command: Command): Command {
  return { ...command, expiresAt: instant(0) };
}
