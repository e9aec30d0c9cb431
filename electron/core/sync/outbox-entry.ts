import * as z from 'zod';
import { command, commandAnswer, type Command, type CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { OutboxState } from '../../../shared/protocol/console-api/rows.ts';
import { isTopic, type Topic } from '../../../shared/domain/topics.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import { maskFields } from '../privacy/masking.ts';
import type { OutboxRecord, OutboxStateName } from '../store/records.ts';

/** A command of this station as the outbox works with it. */
export interface OutboxEntry {
  readonly record: OutboxRecord;
  readonly command: Command;
  readonly answer: CommandAnswer | null;
}

/** Its effect may still come. */
const OPEN: ReadonlySet<OutboxStateName> = new Set(['queued', 'sent', 'accepted']);
/** The hub has not said what it did with it. */
const UNANSWERED: ReadonlySet<OutboxStateName> = new Set(['queued', 'sent']);

export function isOpen({ record }: OutboxEntry): boolean {
  return OPEN.has(record.state);
}

export function isUnanswered({ record }: OutboxEntry): boolean {
  return UNANSWERED.has(record.state);
}

/** Throws when the row is not what we wrote. */
export function entryOf(record: OutboxRecord): OutboxEntry {
  return {
    record,
    command: command.parse(JSON.parse(record.command)),
    answer: record.answer === null ? null : commandAnswer.parse(JSON.parse(record.answer)),
  };
}

/** The state as a window sees it. What the hub holds against us is masked like any record (P1). */
export function outboxState({ record, answer, command }: OutboxEntry): OutboxState {
  const at = record.stateAt;
  switch (record.state) {
    case 'queued':
      return { state: 'queued' };
    case 'sent':
      return { state: 'sent', at, tries: record.tries };
    case 'accepted':
      return { state: 'accepted', at, seq: answer?.outcome === 'accepted' ? answer.seq : 0 };
    case 'rejected':
      return { state: 'rejected', at, code: answer?.outcome === 'rejected' ? answer.code : 'unknown' };
    case 'conflict':
      if (answer?.outcome !== 'conflict') return { state: 'rejected', at, code: 'unknown' };
      return { state: 'conflict', at, answer: { ...answer, current: maskedRecord(command.topic, answer.current) } };
    case 'effectSeen':
    case 'expired':
      return { state: record.state, at };
  }
}

function maskedRecord(topic: string, value: unknown): unknown {
  if (!isTopic(topic) || typeof value !== 'object' || value === null) return null;
  return maskFields(topic satisfies Topic, value as Record<string, unknown>);
}

const titled = z.object({ title: z.object({ zh: z.string().optional(), en: z.string().optional() }) });

/** What the command is about, where its payload or the record says so. */
export function titleOf(source: unknown): LocalText | null {
  const parsed = titled.safeParse(source);
  return parsed.success ? (parsed.data.title as LocalText) : null;
}
