import * as z from 'zod';
import type { Unit } from '../../domain/resource.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import type { CommandType, World } from './command-type.ts';

function unit(world: World, command: Command): Unit {
  const found = world.find('resource', command.entityId);
  if (!found) throw new ProblemError({ code: 'unknown-entity', origin: 'commands' });
  if (found.form !== 'unit') throw new ProblemError({ code: 'not-a-unit', origin: 'commands' });
  return found;
}

function change<Payload extends z.ZodType>(
  payload: Payload,
  status: (unit: Unit, payload: z.output<Payload>, command: Command) => Unit['status'],
): CommandType<'resource', Payload> {
  return {
    topic: 'resource',
    payload,
    creates: false,
    commutes: false,
    apply(world, given, command) {
      const data = { status: status(unit(world, command), given, command) };
      return [{ op: 'patch', topic: 'resource', id: command.entityId, data }];
    },
  };
}

export const unitCommands = {
  'unit.assign': change(z.object({ incident: z.string().min(1).max(200) }), ({ status }, { incident }, command) => {
    if (status.state === 'offDuty') throw new ProblemError({ code: 'unit-off-duty', origin: 'commands' });
    // Promised there already: two seats that want the same do not collide.
    if ((status.state === 'enRoute' || status.state === 'onScene') && status.incident === incident) return status;
    return { state: 'enRoute', since: command.issuedAt, incident };
  }),
  'unit.release': change(z.object({}), ({ status }, _payload, command) => {
    if (status.state !== 'enRoute' && status.state !== 'onScene') {
      throw new ProblemError({ code: 'unit-not-assigned', origin: 'commands' });
    }
    return { state: 'returning', since: command.issuedAt };
  }),
};
