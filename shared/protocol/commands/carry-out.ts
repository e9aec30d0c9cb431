import type * as z from 'zod';
import { merge } from '../merge.ts';
import { isTopic, topics, type Topic } from '../../domain/topics.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import { commandTypes, isCommandType } from './command-types.ts';
import type { CommandType, Effect, World } from './command-type.ts';

/** One effect of a command, and the whole record that it leaves. */
export interface Outcome {
  readonly effect: Effect;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Throws `ProblemError` `unknown-command` or `wrong-topic`. */
export function typeOf({ type, topic }: { readonly type: string; readonly topic?: string }): CommandType {
  if (!isCommandType(type)) throw refusal('unknown-command', type);
  // The table's types differ per row; what a row makes is checked against its topic's schema.
  const found = commandTypes[type] as unknown as CommandType;
  if (topic !== undefined && topic !== found.topic) throw refusal('wrong-topic', topic);
  return found;
}

/**
 * What a command does in a world, whole or not at all: the hub decides with it and a console shows with it what is not
 * decided yet. Pure. Throws `ProblemError`: `unknown-command`, `wrong-topic`, `bad-payload`, `unknown-entity`,
 * `invalid-record`, or what the command's type refuses with.
 */
export function carryOut(world: World, command: Command): readonly Outcome[] {
  const type = typeOf(command);
  const payload = type.payload.safeParse(command.payload);
  if (!payload.success) throw refusal('bad-payload', firstFault(payload.error));
  let effects: readonly Effect[];
  try {
    effects = type.apply(world, payload.data, command);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError({ code: 'refused', origin: 'commands', detail: String(error) }, error);
  }
  return effects.map((effect) => ({ effect, record: recordAfter(world, effect) }));
}

/** A world of records that are found by topic and id. */
export function worldOf(find: (topic: Topic, id: string) => object | undefined): World {
  return { find: (topic, id) => (isTopic(topic) ? (find(topic, id) as never) : undefined) };
}

function recordAfter(world: World, { op, topic, id, data }: Effect): Record<string, unknown> {
  const current = op === 'patch' ? world.find(topic, id) : {};
  if (!current) throw refusal('unknown-entity', `${topic} ${id}`);
  const parsed = topics[topic].safeParse(merge(topic, current, data));
  if (!parsed.success) throw refusal('invalid-record', firstFault(parsed.error));
  return parsed.data;
}

function refusal(code: string, detail: string): ProblemError {
  return new ProblemError({ code, origin: 'commands', detail });
}

/** The first fault by place and rule. Never the value itself: it may be personal. */
function firstFault(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'invalid';
  const path = issue.path.map(String).join('.');
  return `${path ? `${path}: ` : ''}${issue.message}`.slice(0, 300);
}
