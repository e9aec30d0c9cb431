import * as z from 'zod';
import { entityId, instantSchema, localText, isSaid } from '../../domain/common.ts';
import { decision, MEDIA, type Decision, type DecisionState } from '../../domain/decision.ts';
import type { Hand } from '../../domain/hand.ts';
import { ProblemError } from '../../kit/problem.ts';
import { instant, MINUTE } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { handOf } from './hand-of.ts';
import type { CommandType, PatchOf, World } from './command-type.ts';

/** A question with its options, as they are put down. */
const decisionContent = decision.pick({
  kind: true,
  question: true,
  incidents: true,
  response: true,
  options: true,
});
type DecisionContent = z.infer<typeof decisionContent>;

/** What is bound to the choice of an option. `reason` as it came: a missing one is refused by its own name. */
const decisionChoice = decision
  .pick({ expected: true, reviewAt: true, grave: true, authority: true, evidence: true })
  .extend({ chosen: z.int().min(0).max(5), reason: localText.optional() });

/** Said first, entered afterwards. */
const spokenDecision = z.object({
  question: localText,
  choice: localText,
  reason: localText,
  incidents: z.array(entityId).max(100),
  spoken: z.strictObject({ at: instantSchema, by: z.string().min(1).max(64), media: z.enum(MEDIA) }),
});

/** Who decided alone in immediate danger has this long for a second person to ratify it. */
const RATIFY_WITHIN = 30 * MINUTE;

/** Bytes of all options: a judgement carries the whole record, and a command has its limit (`MAX_COMMAND_BYTES`). */
const MOST_OPTIONS = 100_000;

/** Nobody decides or approves a text that has changed under his eyes. */
const MOVED_ON = 'decision-moved';

type Patch = PatchOf<Decision>;

function current(world: World, { entityId: id }: Command): Decision {
  const found = world.find('decision', id);
  if (!found) throw refusal('unknown-entity');
  return found;
}

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

function inState({ status }: Decision, ...states: readonly DecisionState[]): void {
  if (!states.includes(status.state)) throw refusal('decision-not-open');
}

/** Two persons: by another than any who wrote it or handed it in, and on a post that may. */
function byAnother({ writtenBy, authority }: Decision, { actor }: Command): void {
  if (writtenBy.some(({ officer }) => officer === actor.officer)) throw refusal('decision-own-hand');
  if (authority && authority.approvers.length > 0 && !authority.approvers.includes(actor.post)) {
    throw refusal('decision-above-post');
  }
}

/** The hand goes to the end: the last is who handed it in. */
function alsoBy(before: readonly Hand[], command: Command): Hand[] {
  return [...before.filter(({ officer }) => officer !== command.actor.officer), handOf(command)];
}

function checkOptions(options: DecisionContent['options']): void {
  const text = JSON.stringify(options);
  // Whatever is not ASCII counts as three bytes, as Chinese does.
  if (text.length + 2 * text.replace(/[ -~]+/g, '').length > MOST_OPTIONS) throw refusal('decision-too-large');
}

/** What a choice sets. Throws when there is no such option or no reason. */
function chosen(before: Decision, choice: z.infer<typeof decisionChoice>): Patch {
  inState(before, 'drafted', 'returned');
  if (choice.chosen >= before.options.length) throw refusal('decision-option-unknown');
  if (!isSaid(choice.reason)) throw refusal('decision-reason-missing');
  const { expected = null, reviewAt = null, grave = null, authority = null, evidence = null, ...rest } = choice;
  return { ...rest, expected, reviewAt, grave, authority, evidence };
}

function change<Payload extends z.ZodType>(
  payload: Payload,
  fields: (before: Decision, payload: z.output<Payload>, command: Command) => Patch,
): CommandType<'decision', Payload> {
  return {
    topic: 'decision',
    payload,
    creates: false,
    commutes: false,
    movedOn: MOVED_ON,
    apply(world, given, command) {
      const data = fields(current(world, command), given, command);
      return [{ op: 'patch', topic: 'decision', id: command.entityId, data }];
    },
  };
}

export const decisionCommands = {
  'decision.draft': {
    topic: 'decision',
    payload: decisionContent,
    creates: true,
    commutes: false,
    apply(_world, content, command) {
      checkOptions(content.options);
      const data: Decision = {
        ...content,
        writtenBy: [handOf(command)],
        status: { state: 'drafted', since: command.issuedAt },
      };
      return [{ op: 'put', topic: 'decision', id: command.entityId, data }];
    },
  } satisfies CommandType<'decision', typeof decisionContent>,

  /** Of a returned one it makes a draft again. What was chosen among other options is chosen no more. */
  'decision.change': change(decisionContent.partial(), (before, set, command) => {
    inState(before, 'drafted', 'returned');
    if (set.options) checkOptions(set.options);
    return {
      ...(set as Patch),
      ...(set.options && before.chosen !== undefined && { chosen: null, evidence: null }),
      writtenBy: alsoBy(before.writtenBy, command),
      status: { state: 'drafted', since: command.issuedAt },
    };
  }),

  /** Chosen, and handed to the second person. */
  'decision.submit': change(decisionChoice, (before, choice, command) => ({
    ...chosen(before, choice),
    writtenBy: alsoBy(before.writtenBy, command),
    status: { state: 'submitted', since: command.issuedAt },
  })),

  /** Chosen and decided by one. `alone`: in immediate danger, also what needs two or a higher post; to be ratified. */
  'decision.decide': change(decisionChoice.extend({ alone: z.boolean().optional() }), (before, given, command) => {
    const { alone = false, ...choice } = given;
    const set = chosen(before, choice);
    if (!alone && choice.grave) throw refusal('decision-grave-needs-two');
    if (!alone && choice.authority?.isHeld === false) throw refusal('decision-above-post');
    const since = command.issuedAt;
    return {
      ...set,
      writtenBy: alsoBy(before.writtenBy, command),
      status: {
        state: 'decided',
        since,
        by: handOf(command),
        ...(alone && { ratifyBy: instant(since + RATIFY_WITHIN) }),
      },
    };
  }),

  'decision.approve': change(z.object({}), (before, _payload, command) => {
    inState(before, 'submitted');
    byAnother(before, command);
    const by = before.writtenBy.at(-1);
    if (!by) throw refusal('decision-not-open');
    return { status: { state: 'decided', since: command.issuedAt, by, second: handOf(command) } };
  }),

  'decision.return': change(z.object({ reason: localText }), (before, { reason }, command) => {
    inState(before, 'submitted');
    byAnother(before, command);
    if (!isSaid(reason)) throw refusal('decision-reason-missing');
    return { status: { state: 'returned', since: command.issuedAt, by: handOf(command), reason } };
  }),

  /** Before it is decided; what is decided is changed by another decision. */
  'decision.withdraw': change(z.object({ reason: localText.optional() }), (before, { reason }, command) => {
    inState(before, 'drafted', 'submitted', 'returned');
    const status = { state: 'withdrawn', since: command.issuedAt, by: handOf(command) } as const;
    return { status: { ...status, ...(reason && { reason }) } };
  }),

  /** Of one that was decided alone; also past its time, and then both times tell. */
  'decision.ratify': change(z.object({}), (before, _payload, command) => {
    const { status } = before;
    if (status.state !== 'decided' || status.ratifyBy === undefined || status.second) {
      throw refusal('decision-nothing-to-ratify');
    }
    byAnother(before, command);
    return { status: { ...status, second: handOf(command) } };
  }),

  'decision.review': change(z.object({ finding: localText }), ({ status }, { finding }, command) => {
    if (status.state !== 'decided') throw refusal('decision-not-decided');
    if (status.ratifyBy !== undefined && !status.second) throw refusal('decision-not-ratified');
    if (!isSaid(finding)) throw refusal('decision-reason-missing');
    const { by: decided, second } = status;
    return {
      status: {
        state: 'reviewed',
        since: command.issuedAt,
        by: handOf(command),
        decided,
        ...(second && { second }),
        finding,
      },
    };
  }),

  'decision.spoken': {
    topic: 'decision',
    payload: spokenDecision,
    creates: true,
    commutes: false,
    apply(_world, { question, choice, reason, incidents, spoken }, command) {
      if (!isSaid(reason)) throw refusal('decision-reason-missing');
      if (spoken.at > command.issuedAt) throw refusal('decision-spoken-ahead');
      const hand = handOf(command);
      const data: Decision = {
        kind: 'other',
        question,
        incidents,
        options: [{ aim: 'own', name: choice, isComputed: false, figures: [], moves: [], faults: [] }],
        chosen: 0,
        reason,
        spoken,
        writtenBy: [hand],
        status: { state: 'decided', since: command.issuedAt, by: hand },
      };
      return [{ op: 'put', topic: 'decision', id: command.entityId, data }];
    },
  } satisfies CommandType<'decision', typeof spokenDecision>,
};
