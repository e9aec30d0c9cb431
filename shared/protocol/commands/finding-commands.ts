import * as z from 'zod';
import { localText } from '../../domain/common.ts';
import {
  finding,
  FINDING_STATES,
  FINDING_WAYS,
  type Finding,
  type FindingState,
  type FindingStatus,
} from '../../domain/finding.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import type { CommandType } from './command-type.ts';

/** Steps that are kept with the record; all of them are in its history. */
const KEPT_STEPS = 20;

const newFinding = finding.omit({ madeBy: true, status: true, steps: true });
const step = z.object({ state: z.enum(FINDING_STATES), text: localText.optional() });

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

function statusAfter(
  { status: before }: Finding,
  to: FindingState,
  text: z.infer<typeof localText> | undefined,
  { actor: { officer, post }, issuedAt: since }: Command,
): FindingStatus {
  const by = { officer, post, at: since };
  switch (to) {
    case 'inWork':
      return { state: to, since, by };
    case 'done':
      if (!text) throw refusal('finding-result');
      return { state: to, since, by, result: text };
    case 'checked':
      if (before.state !== 'done') throw refusal('finding-not-now');
      if (before.by.officer === officer) throw refusal('finding-own-check');
      return { state: to, since, by, did: before.by, result: before.result };
    case 'dropped':
      if (!text) throw refusal('finding-reason');
      return { state: to, since, by, reason: text };
    case 'open':
      if (!text) throw refusal('finding-reason');
      return { state: to, since, by, reason: text };
  }
}

export const findingCommands = {
  'finding.make': {
    topic: 'finding',
    payload: newFinding,
    creates: true,
    commutes: false,
    apply(_world, given, { entityId: id, issuedAt, actor: { officer, post } }) {
      if (!given.isStrength && given.dueAt <= issuedAt) throw refusal('finding-due-past');
      const by = { officer, post, at: issuedAt };
      const data: Finding = {
        ...given,
        madeBy: by,
        status: { state: 'open', since: issuedAt, by },
        steps: [],
      };
      return [{ op: 'put', topic: 'finding', id, data }];
    },
  } satisfies CommandType<'finding', typeof newFinding>,

  /** In work, done with its result, checked by another, dropped or opened again with a reason. */
  'finding.step': {
    topic: 'finding',
    payload: step,
    creates: false,
    commutes: false,
    movedOn: 'finding-moved',
    apply(world, { state, text }, command) {
      const before = world.find('finding', command.entityId);
      if (!before) throw refusal('unknown-entity');
      if (!FINDING_WAYS[before.status.state].includes(state)) throw refusal('finding-not-now');
      const data: Pick<Finding, 'status' | 'steps'> = {
        status: statusAfter(before, state, text, command),
        steps: [...before.steps, before.status].slice(-KEPT_STEPS),
      };
      return [{ op: 'patch', topic: 'finding', id: command.entityId, data }];
    },
  } satisfies CommandType<'finding', typeof step>,
};
