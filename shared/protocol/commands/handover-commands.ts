import * as z from 'zod';
import { entityId, localText } from '../../domain/common.ts';
import { handover, mustBeRead, type Handover } from '../../domain/handover.ts';
import { ProblemError } from '../../kit/problem.ts';
import { DAY } from '../../kit/time.ts';
import type { CommandType } from './command-type.ts';

/** A shift ends without its hub, too. */
const HANDOVER_LIFETIME = 2 * DAY;

const offer = handover.pick({ shiftBegan: true, text: true, open: true });
const take = z.object({ read: z.array(entityId).max(300), remark: localText.optional() });

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

export const handoverCommands = {
  'handover.offer': {
    topic: 'handover',
    payload: offer,
    creates: true,
    commutes: false,
    lifetime: HANDOVER_LIFETIME,
    apply(_world, given, { entityId: id, issuedAt, actor: { officer, post } }) {
      if (given.shiftBegan > issuedAt) throw refusal('handover-began-future');
      const data: Handover = {
        ...given,
        from: { officer, post, at: issuedAt },
        status: { state: 'offered', since: issuedAt },
      };
      return [{ op: 'put', topic: 'handover', id, data }];
    },
  } satisfies CommandType<'handover', typeof offer>,

  /** By another officer, who has ticked off what is grave and what is overdue. */
  'handover.take': {
    topic: 'handover',
    payload: take,
    creates: false,
    commutes: false,
    lifetime: HANDOVER_LIFETIME,
    apply(world, { read, remark }, { entityId: id, issuedAt, actor: { officer, post } }) {
      const before = world.find('handover', id);
      if (!before) throw refusal('unknown-entity');
      if (before.status.state === 'taken') throw refusal('handover-taken');
      if (before.from.officer === officer) throw refusal('handover-own');
      const ticked = new Set(read);
      if (before.open.some((matter) => mustBeRead(matter) && !ticked.has(matter.id))) throw refusal('handover-unread');
      const by = { officer, post, at: issuedAt };
      // Only what was open in it can be read in it.
      const kept = before.open.filter((matter) => ticked.has(matter.id)).map((matter) => matter.id);
      const data: Pick<Handover, 'status'> = {
        status: { state: 'taken', since: issuedAt, by, read: kept, ...(remark && { remark }) },
      };
      return [{ op: 'patch', topic: 'handover', id, data }];
    },
  } satisfies CommandType<'handover', typeof take>,
};
