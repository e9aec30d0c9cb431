import * as z from 'zod';
import { departmentCode, localText } from '../../domain/common.ts';
import { OPINION_ANSWERS, type Opinion } from '../../domain/opinion.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import type { CommandType, PatchOf, World } from './command-type.ts';

const report = z.object({ to: z.string().min(1).max(64) });
const handle = z.object({ how: z.enum(OPINION_ANSWERS), text: localText });
/** `fact` absent: a rumour nobody has checked yet. */
const flag = z.object({
  claim: localText,
  fact: z.object({ text: localText, department: departmentCode }).optional(),
});

function current(world: World, { entityId: id }: Command): Opinion {
  const found = world.find('opinion', id);
  if (!found) throw refusal('unknown-entity');
  return found;
}

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

function change<Payload extends z.ZodType>(
  payload: Payload,
  fields: (before: Opinion, payload: z.output<Payload>, command: Command) => PatchOf<Opinion>,
): CommandType<'opinion', Payload> {
  return {
    topic: 'opinion',
    payload,
    creates: false,
    commutes: false,
    apply: (world, given, command) => [
      { op: 'patch', topic: 'opinion', id: command.entityId, data: fields(current(world, command), given, command) },
    ],
  };
}

export const opinionCommands = {
  /** Once: the first report is the one whose time counts. */
  'opinion.report': change(report, ({ reported }, { to }, { issuedAt, actor }) => {
    if (reported) throw refusal('opinion-reported-already');
    return { reported: { at: issuedAt, by: actor.post, to } };
  }),
  'opinion.handle': change(handle, ({ handled, rumour }, { how, text }, { issuedAt, actor }) => {
    if (handled) throw refusal('opinion-handled-already');
    if (how === 'refuted' && !rumour?.fact) throw refusal('opinion-refuted-without-fact');
    return { handled: { at: issuedAt, by: actor.post, how, text } };
  }),
  /** Says that it is a rumour and, where somebody checked, what is true. */
  'opinion.flag': change(flag, ({ rumour }, { claim, fact }, { issuedAt }) => ({
    rumour: {
      claim,
      since: rumour?.since ?? issuedAt,
      ...(fact && { fact: { ...fact, at: issuedAt } }),
    },
  })),
};
