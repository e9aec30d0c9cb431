import * as z from 'zod';
import { entityId, instantSchema, localText, type Level } from '../../domain/common.ts';
import { DISPOSITIONS, type Handling, type HandlingState } from '../../domain/handling.ts';
import { isSameJson } from '../../kit/equal.ts';
import { ProblemError } from '../../kit/problem.ts';
import { HOUR } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { handOf } from './hand-of.ts';
import type { CommandType, Effect, World } from './command-type.ts';

/** What counts while nobody has done anything about a warning. */
const BLANK: Handling = { status: { state: 'new' } };

/** Seen by so many posts nobody needs to know of one more. */
const MOST_SEEN = 200;

type Patch = Extract<Effect, { topic: 'handling'; op: 'patch' }>['data'];

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

/** Amends what is done about a warning, or begins it. `commutes` where it only adds to or takes from a list. */
function amend<Payload extends z.ZodType>(
  payload: Payload,
  fields: (before: Handling, payload: z.output<Payload>, command: Command, world: World) => Patch,
  also: { readonly commutes?: true; readonly lifetime?: number } = {},
): CommandType<'handling', Payload> {
  return {
    topic: 'handling',
    payload,
    creates: false,
    commutes: false,
    ...also,
    orCreates: BLANK,
    apply(world, given, command) {
      const { entityId: id } = command;
      if (!world.find('alert', id)) throw refusal('unknown-entity');
      const before = world.find('handling', id);
      const data = fields(before ?? BLANK, given, command, world);
      if (before) return [{ op: 'patch', topic: 'handling', id, data }];
      const made = Object.entries({ ...BLANK, ...data }).filter(([, value]) => value !== null);
      return [{ op: 'put', topic: 'handling', id, data: Object.fromEntries(made) as Handling }];
    },
  };
}

/** Still somebody's to take. */
function open({ status }: Handling): Handling['status'] {
  if (status.state === 'closed' || status.state === 'joined') throw refusal(`warning-${status.state}`);
  return status;
}

/** Who says what another has said already takes nothing from him: his hand and time stay, and nothing collides (N2). */
function unless<Now extends object>(current: Now | undefined, said: Partial<Now>, wanted: Now): Now {
  const isSaid =
    current !== undefined && Object.entries(said).every(([key, value]) => isSameJson(current[key as keyof Now], value));
  return isSaid ? current : wanted;
}

/** When the ladder was begun anew; 0: it is the first. */
export function ladderRun(status: HandlingState): number {
  return (status.state === 'new' || status.state === 'seen' ? status.since : undefined) ?? 0;
}

const none = z.object({});
const deltas = { commutes: true } as const;

export const handlingCommands = {
  'warning.see': amend(
    none,
    ({ status, seenBy = [] }, _payload, command) => {
      const { post, station } = command.actor;
      const isKnown = seenBy.length >= MOST_SEEN || seenBy.some((one) => one.post === post && one.station === station);
      return {
        ...(status.state === 'new' && { status: { ...handOf(command), state: 'seen', ...sinceOf(status) } }),
        ...(!isKnown && { seenBy: [...seenBy, { ...handOf(command), station }] }),
      };
    },
    deltas,
  ),
  'warning.acknowledge': amend(
    z.object({ disposition: z.enum(DISPOSITIONS) }),
    (before, { disposition }, command, world) => {
      const said = { state: 'acknowledged', disposition, ...levelOf(world, command) } as const;
      return { status: unless<HandlingState>(open(before), said, { ...said, ...handOf(command) }) };
    },
  ),
  'warning.snooze': amend(
    z.object({ until: z.union([instantSchema, z.literal('update')]) }),
    (before, { until }, command, world) => {
      open(before);
      if (world.find('alert', command.entityId)?.level === 1) throw refusal('warning-red-not-snoozed');
      if (until !== 'update' && until <= command.issuedAt) throw refusal('snooze-past');
      const said = { until, ...levelOf(world, command) };
      return { snoozed: unless(before.snoozed, said, { ...said, ...handOf(command) }) };
    },
  ),
  'warning.assign': amend(z.object({ to: z.string().min(1).max(64) }), (before, { to }, command) => {
    open(before);
    return { assignee: unless(before.assignee, { to }, { to, ...handOf(command) }) };
  }),
  'warning.note': amend(
    z.object({ text: localText }),
    (_before, { text }, command) => ({ note: { ...handOf(command), text } }),
    deltas,
  ),
  'warning.close': amend(z.object({ reason: localText }), (before, { reason }, command, world) => {
    if (before.status.state === 'joined') throw refusal('warning-joined');
    const said = { state: 'closed', reason, ...levelOf(world, command) } as const;
    return { status: unless<HandlingState>(before.status, said, { ...said, ...handOf(command) }) };
  }),
  /** Nobody has it again; the ladder begins anew. */
  'warning.reopen': amend(none, ({ status, snoozed }, _payload, { issuedAt }) => {
    if (status.state === 'joined') throw refusal('warning-joined');
    if (status.state === 'new' && !snoozed) throw refusal('warning-not-taken');
    return { status: { state: 'new', since: issuedAt }, snoozed: null, escalations: null };
  }),
  'warning.tie': amend(
    z.object({ incident: entityId }),
    ({ incidents = [] }, { incident }) => ({ incidents: [...new Set([...incidents, incident])] }),
    deltas,
  ),
  'warning.untie': amend(
    z.object({ incident: entityId }),
    ({ incidents = [] }, { incident }) => ({ incidents: without(incidents, incident) }),
    deltas,
  ),
  /** On the one that stays. */
  'warning.join': amend(
    z.object({ others: z.array(entityId).min(1).max(50) }),
    (before, { others }, { entityId: id }) => {
      open(before);
      if (others.includes(id)) throw refusal('warning-into-itself');
      return { parts: [...new Set([...(before.parts ?? []), ...others])] };
    },
    deltas,
  ),
  'warning.part': amend(
    z.object({ other: entityId }),
    ({ parts = [] }, { other }) => ({ parts: without(parts, other) }),
    deltas,
  ),
  /** On each that was found to be a part. */
  'warning.joinInto': amend(z.object({ into: entityId }), (before, { into }, command, world) => {
    if (into === command.entityId) throw refusal('warning-into-itself');
    if (before.status.state === 'closed') throw refusal('warning-closed');
    const said = { state: 'joined', into, ...levelOf(world, command) } as const;
    return { status: unless<HandlingState>(before.status, said, { ...said, ...handOf(command) }) };
  }),
  /** Takes that back: it is a warning of its own that nobody has. */
  'warning.leave': amend(none, ({ status }, _payload, { issuedAt }) => {
    if (status.state !== 'joined') throw refusal('warning-not-joined');
    return { status: { state: 'new', since: issuedAt }, escalations: null };
  }),
  /** N10: what somebody has has become graver in the same message: nobody has it at that level. Given as `escalate` is. */
  'warning.askAgain': amend(
    none,
    ({ status }, _payload, command, world) => {
      const { level } = levelOf(world, command);
      if (level === undefined || !isOutgrown(status, level)) return {};
      return {
        status: { state: 'new', since: command.issuedAt, graver: true },
        snoozed: null,
        escalations: null,
      };
    },
    { commutes: true, lifetime: 12 * HOUR },
  ),
  /**
   * The clock climbed a rung: given by no officer, under the same id at every station (N6). `run`: which start of the ladder it
   * is of. When somebody took the warning meanwhile, nothing is set: that it came too late is no refusal to show anybody.
   */
  'warning.escalate': amend(
    z.object({ rung: z.int().min(0).max(20), to: z.string().min(1).max(64), run: z.int().min(0) }),
    ({ status, escalations = [] }, { rung, to, run }, { issuedAt }) => {
      const isOpen = (status.state === 'new' || status.state === 'seen') && ladderRun(status) === run;
      if (!isOpen || escalations.some((one) => one.rung === rung)) return {};
      return { escalations: [...escalations, { rung, to, at: issuedAt }] };
    },
    { commutes: true, lifetime: 12 * HOUR },
  ),
};

/** 1 is the gravest; 0 is not graded and is below all. */
function isGraver(one: Level, other: Level): boolean {
  return (one || 5) < (other || 5);
}

/** Whether a warning of that level is graver than it was when somebody took it. */
export function isOutgrown(status: HandlingState, level: Level): boolean {
  return 'level' in status && status.level !== undefined && isGraver(level, status.level);
}

function levelOf(world: World, { entityId: id }: Command): { readonly level?: Level } {
  const found = world.find('alert', id);
  return found ? { level: found.level } : {};
}

function sinceOf(status: HandlingState): Pick<Extract<HandlingState, { state: 'new' }>, 'since' | 'graver'> {
  if (status.state !== 'new') return {};
  const { since, graver } = status;
  return { ...(since !== undefined && { since }), ...(graver && { graver }) };
}

/** Null when none is left: the field goes. */
function without(list: readonly string[], id: string): string[] | null {
  const left = list.filter((one) => one !== id);
  return left.length > 0 ? left : null;
}
