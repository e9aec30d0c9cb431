import { isTopic, topics, type Topic } from '../../../shared/domain/topics.ts';
import { commandTypes, isCommandType, type CommandType } from '../../../shared/protocol/commands.ts';
import type { Command } from '../../../shared/protocol/feed/command.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type * as z from 'zod';
import { merge } from '../../../shared/protocol/merge.ts';
import { faultOf } from '../feeds/refused.ts';

/**
 * The record after a command: what its type sets, merged and checked as the hub will do it.
 * Throws `ProblemError`: `command-unknown`, `command-invalid`, or what the type refuses with.
 */
export function applyCommand(command: Command, current: object | undefined): Record<string, unknown> {
  const type = typeOf(command);
  const payload = type.payload.safeParse(command.payload);
  if (!payload.success) throw invalid(command.type, faultOf(payload.error));
  let fields: object;
  try {
    fields = type.apply(current as never, payload.data, command);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError({ code: error instanceof Error ? error.message : 'refused', origin: 'sync' }, error);
  }
  const merged = merge(type.topic, current ?? {}, fields as Record<string, unknown>);
  const record = topics[type.topic].safeParse(merged);
  if (!record.success) throw invalid(command.type, faultOf(record.error));
  return record.data;
}

/** Whether the command makes a new entity. */
export function creates(command: Pick<Command, 'type' | 'topic'>): boolean {
  return typeOf(command).creates;
}

export function topicOfCommand(type: string): Topic {
  return typeOf({ type }).topic;
}

function typeOf({ type, topic }: { readonly type: string; readonly topic?: string }): CommandType<Topic, z.ZodType> {
  if (!isCommandType(type)) throw new ProblemError({ code: 'command-unknown', origin: 'sync', params: { type } });
  // The table's types differ per row; what a row applies is checked against its topic's schema.
  const found = commandTypes[type] as unknown as CommandType<Topic, z.ZodType>;
  if (topic !== undefined && (!isTopic(topic) || topic !== found.topic)) throw invalid(type, `topic ${topic}`);
  return found;
}

function invalid(type: string, detail: string): ProblemError {
  return new ProblemError({ code: 'command-invalid', origin: 'sync', params: { type }, detail });
}
