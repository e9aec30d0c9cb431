import * as z from 'zod';
import { localText } from '../../domain/common.ts';
import { incident, type Incident } from '../../domain/incident.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import type { CommandType, Effect, World } from './command-type.ts';

/** What an officer may set by hand; status, times and merging have commands of their own. */
export const incidentChange = incident
  .pick({ kind: true, level: true, title: true, place: true, at: true, figures: true })
  .partial()
  .refine((set) => Object.keys(set).length > 0, { error: 'nothing-to-change' });

type Patch = Extract<Effect, { topic: 'incident'; op: 'patch' }>['data'];

function current(world: World, command: Command): Incident {
  const found = world.find('incident', command.entityId);
  if (!found) throw new ProblemError({ code: 'unknown-entity', origin: 'commands' });
  return found;
}

function open(world: World, command: Command): Incident {
  const found = current(world, command);
  const { state } = found.status;
  if (state === 'closed' || state === 'merged')
    throw new ProblemError({ code: `incident-${state}`, origin: 'commands' });
  return found;
}

/** A change of an incident that is there: `fields` gives what to set. `commutes` where it only adds to a list or count. */
function change<Payload extends z.ZodType>(
  payload: Payload,
  fields: (world: World, payload: z.output<Payload>, command: Command) => Patch,
  commutes = false,
): CommandType<'incident', Payload> {
  return {
    topic: 'incident',
    payload,
    creates: false,
    commutes,
    apply: (world, given, command) => [
      { op: 'patch', topic: 'incident', id: command.entityId, data: fields(world, given, command) },
    ],
  };
}

const ids = z.array(z.string().min(1).max(200)).min(1).max(200);

export const incidentCommands = {
  'incident.create': {
    topic: 'incident',
    payload: incident,
    creates: true,
    commutes: false,
    apply: (_world, payload, command) => [{ op: 'put', topic: 'incident', id: command.entityId, data: payload }],
  } satisfies CommandType<'incident', typeof incident>,
  'incident.acknowledge': change(z.object({}), (world, _payload, command) => {
    if (open(world, command).status.state !== 'reported') {
      throw new ProblemError({ code: 'incident-already-acknowledged', origin: 'commands' });
    }
    return { status: { state: 'acknowledged', since: command.issuedAt, by: command.actor.post } };
  }),
  'incident.change': change(incidentChange, (world, payload, command) => {
    open(world, command);
    return payload as Patch;
  }),
  /** Adds units. Two seats that send different units both count; a unit's own promise is `unit.assign`, which does collide. */
  'incident.dispatch': change(
    z.object({ units: ids }),
    (world, payload, command) => {
      const { status } = open(world, command);
      if (status.state !== 'dispatched' && status.state !== 'onScene') {
        return { status: { state: 'dispatched', since: command.issuedAt, units: [...new Set(payload.units)] } };
      }
      return { status: { ...status, units: [...new Set([...status.units, ...payload.units])] } };
    },
    true,
  ),
  'incident.close': change(z.object({ outcome: localText }), (world, payload, command) => {
    open(world, command);
    return { status: { state: 'closed', since: command.issuedAt, outcome: payload.outcome } };
  }),
  /** On the one that stays. `reports`: how many the others bring. */
  'incident.join': change(
    z.object({ others: ids, reports: z.int().min(1) }),
    (world, payload, command) => {
      const before = open(world, command);
      const others = payload.others.filter((id) => id !== command.entityId && !before.joined?.includes(id));
      if (others.length === 0) throw new ProblemError({ code: 'incident-already-joined', origin: 'commands' });
      return { joined: [...(before.joined ?? []), ...others], reports: (before.reports ?? 1) + payload.reports };
    },
    true,
  ),
  'incident.part': change(
    z.object({ other: z.string().max(200), reports: z.int().min(1) }),
    (world, payload, command) => {
      const before = current(world, command);
      if (!before.joined?.includes(payload.other))
        throw new ProblemError({ code: 'incident-not-joined', origin: 'commands' });
      const joined = before.joined.filter((id) => id !== payload.other);
      return {
        joined: joined.length > 0 ? joined : null,
        reports: Math.max(1, (before.reports ?? 1) - payload.reports),
      };
    },
    true,
  ),
  /** On each that was the same. */
  'incident.mergeInto': change(z.object({ into: z.string().max(200) }), (world, payload, command) => {
    open(world, command);
    if (payload.into === command.entityId) throw new ProblemError({ code: 'incident-into-itself', origin: 'commands' });
    return { status: { state: 'merged', since: command.issuedAt, into: payload.into } };
  }),
  'incident.split': change(z.object({}), (world, _payload, command) => {
    if (current(world, command).status.state !== 'merged') {
      throw new ProblemError({ code: 'incident-not-merged', origin: 'commands' });
    }
    return { status: { state: 'acknowledged', since: command.issuedAt, by: command.actor.post } };
  }),
  /** A journal only grows: two notes never collide. */
  'incident.addNote': change(
    z.object({ text: localText }),
    (world, payload, command) => {
      current(world, command);
      return { note: { at: command.issuedAt, by: command.actor.post, text: payload.text } };
    },
    true,
  ),
};
