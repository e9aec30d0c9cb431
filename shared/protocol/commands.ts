import * as z from 'zod';
import type { Topic, TopicRecord } from '../domain/topics.ts';
import { incident } from '../domain/incident.ts';
import { level, localText } from '../domain/common.ts';
import type { Command } from './feed/command.ts';

/**
 * What each command type does to a record, written once and used twice: by the hub, which decides, and by the core,
 * which replays pending commands over the server's state so that the officer sees the effect at once.
 * `apply` is pure; it gets the current record (undefined when there is none) and returns the fields to set.
 * A thrown code refuses the command.
 */
export interface CommandType<T extends Topic, Payload extends z.ZodType> {
  readonly topic: T;
  readonly payload: Payload;
  readonly creates: boolean;
  apply(current: TopicRecord[T] | undefined, payload: z.output<Payload>, command: Command): Partial<TopicRecord[T]>;
}

type Definition<T extends Topic, Payload extends z.ZodType> = Omit<CommandType<T, Payload>, 'topic'>;

function onIncident<Payload extends z.ZodType>(
  type: Definition<'incident', Payload>,
): CommandType<'incident', Payload> {
  return { topic: 'incident', ...type };
}

export const commandTypes = {
  'incident.create': onIncident({
    payload: incident,
    creates: true,
    apply: (_current, payload) => payload,
  }),
  'incident.acknowledge': onIncident({
    payload: z.object({}),
    creates: false,
    apply: (_current, _payload, command) => ({
      status: { state: 'acknowledged', since: command.issuedAt, by: command.actor.post },
    }),
  }),
  'incident.setLevel': onIncident({
    payload: z.object({ level }),
    creates: false,
    apply: (_current, payload) => ({ level: payload.level }),
  }),
  'incident.addNote': onIncident({
    payload: z.object({ text: localText }),
    creates: false,
    apply: (_current, payload, command) => ({
      note: { at: command.issuedAt, by: command.actor.post, text: payload.text },
    }),
  }),
};

export type CommandTypeName = keyof typeof commandTypes;

export function isCommandType(name: string): name is CommandTypeName {
  return Object.hasOwn(commandTypes, name);
}
