import * as z from 'zod';
import { alertOf } from '../../domain/alert-message.ts';
import { localText } from '../../domain/common.ts';
import { publisher, release, releaseContent, type Release, type ReleaseState } from '../../domain/release.ts';
import { ProblemError, type Param } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import { faultsOfRelease } from '../release/release-faults.ts';
import { releaseMessage, sendingTime } from '../release/release-message.ts';
import { handOf } from './hand-of.ts';
import type { CommandType, Effect, PatchOf, World } from './command-type.ts';

/** A draft as an officer words it; who and when come with the command, references from what it updates or cancels. */
export const newRelease = releaseContent.extend({
  publisher,
  kind: release.shape.kind,
  reality: release.shape.reality,
  basis: release.shape.basis,
});
export type NewRelease = z.infer<typeof newRelease>;

/** Nobody approves or rejects a text that has changed under his eyes. */
const MOVED_ON = 'release-moved';
const reasoned = z.object({ reason: localText });

function current(world: World, { entityId }: Command): Release {
  const found = world.find('release', entityId);
  if (!found) throw refusal('unknown-entity');
  return found;
}

function refusal(code: string, params?: Readonly<Record<string, Param>>): ProblemError {
  return new ProblemError({ code, origin: 'commands', ...(params && { params }) });
}

/** Throws `release-already-…` where the state says more than “not now”. */
function inState(before: Release, ...states: readonly ReleaseState[]): void {
  const { state } = before.status;
  if (!states.includes(state)) throw refusal(`release-is-${state}`);
}

/** Throws the first fault; a message that is none never goes on. */
function sound(before: Release, { entityId, issuedAt }: Command): void {
  const [fault] = faultsOfRelease(entityId, before, issuedAt);
  if (fault) throw refusal(fault);
}

/** Two-person release: not by who worded it, nor by who handed it in. */
function byAnother({ writtenBy, submittedBy }: Release, { actor }: Command): void {
  const hands = submittedBy ? [...writtenBy, submittedBy] : writtenBy;
  if (hands.some(({ officer }) => officer === actor.officer)) throw refusal('release-own');
}

/** What it replaces, as it must be: out, of the same reality, and replaced by nobody yet. */
function replaced(world: World, { kind, reality }: Pick<Release, 'kind' | 'reality'>): Release | null {
  if (kind.is === 'first') return null;
  const before = world.find('release', kind.of);
  if (!before) throw refusal('release-before-unknown');
  if (before.status.state !== 'released') throw refusal('release-before-not-out');
  if (before.replacedBy !== undefined) throw refusal('release-replaced');
  if (before.kind.is === 'cancel') throw refusal('release-cancelled');
  if (before.reality !== reality) throw refusal('release-drill-locked');
  return before;
}

function change<Payload extends z.ZodType>(
  payload: Payload,
  fields: (before: Release, payload: z.output<Payload>, command: Command) => PatchOf<Release>,
): CommandType<'release', Payload> {
  return {
    topic: 'release',
    payload,
    creates: false,
    commutes: false,
    movedOn: MOVED_ON,
    apply(world, given, command) {
      const data = fields(current(world, command), given, command);
      return [{ op: 'patch', topic: 'release', id: command.entityId, data }];
    },
  };
}

export const releaseCommands = {
  'release.draft': {
    topic: 'release',
    payload: newRelease,
    creates: true,
    commutes: false,
    apply(world, { basis, ...given }, command) {
      // What was drafted from a drill is one.
      const source = basis?.topic === 'alert' ? world.find('alert', basis.id) : undefined;
      if (source && source.status !== 'Actual' && given.reality === 'Actual') throw refusal('release-drill-locked');
      const before = replaced(world, given);
      const { kind } = given;
      const data: Release = {
        ...given,
        ...(basis && { basis }),
        references:
          before && kind.is !== 'first'
            ? [...before.references, { identifier: kind.of, sentAt: before.status.since }]
            : [],
        writtenBy: [handOf(command)],
        status: { state: 'drafted', since: command.issuedAt },
      };
      return [{ op: 'put', topic: 'release', id: command.entityId, data }];
    },
  } satisfies CommandType<'release', typeof newRelease>,

  /** The whole of what is worded. Of a rejected one it makes a draft again. */
  'release.change': change(releaseContent, (before, content, command) => {
    inState(before, 'drafted', 'rejected');
    const gone = Object.keys(releaseContent.shape).filter((name) => !(name in content) && name in before);
    const others = before.writtenBy.filter(({ officer }) => officer !== command.actor.officer);
    return {
      ...content,
      ...(Object.fromEntries(gone.map((name) => [name, null])) as PatchOf<Release>),
      writtenBy: [...others, handOf(command)],
      ...(before.submittedBy && { submittedBy: null }),
      status: { state: 'drafted', since: command.issuedAt },
    };
  }),

  'release.submit': change(z.object({}), (before, _payload, command) => {
    inState(before, 'drafted');
    sound(before, command);
    return { submittedBy: handOf(command), status: { state: 'submitted', since: command.issuedAt } };
  }),

  /** Approves and releases: the alert record comes into being with it, or neither does. */
  'release.approve': {
    topic: 'release',
    payload: z.object({}),
    creates: false,
    commutes: false,
    movedOn: MOVED_ON,
    apply(world, _payload, command) {
      const before = current(world, command);
      const { entityId: id, issuedAt } = command;
      inState(before, 'submitted');
      byAnother(before, command);
      sound(before, command);
      if (world.find('alert', id)) throw refusal('release-sent-already');
      const sentAt = sendingTime(issuedAt);
      const { alert } = alertOf(releaseMessage(id, before, sentAt), {
        origin: 'own',
        colour: before.colour,
        verdict: { strict: true, reasons: [] },
      });
      const effects: Effect[] = [
        {
          op: 'patch',
          topic: 'release',
          id,
          data: { status: { state: 'released', since: sentAt, by: handOf(command) } },
        },
        { op: 'put', topic: 'alert', id, data: alert },
      ];
      if (replaced(world, before) && before.kind.is !== 'first') {
        effects.push({ op: 'patch', topic: 'release', id: before.kind.of, data: { replacedBy: id } });
      }
      return effects;
    },
  } satisfies CommandType<'release'>,

  'release.sendBack': change(reasoned, (before, { reason }, command) => {
    inState(before, 'submitted');
    byAnother(before, command);
    return { status: { state: 'rejected', since: command.issuedAt, by: handOf(command), reason } };
  }),

  /** Before it is out; what is out is cancelled by another message. */
  'release.withdraw': change(reasoned.partial(), (before, { reason }, command) => {
    inState(before, 'drafted', 'submitted', 'rejected');
    return {
      status: { state: 'withdrawn', since: command.issuedAt, by: handOf(command), ...(reason && { reason }) },
    };
  }),
};
