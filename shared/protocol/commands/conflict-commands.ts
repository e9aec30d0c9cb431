import * as z from 'zod';
import { localText } from '../../domain/common.ts';
import { ProblemError } from '../../kit/problem.ts';
import { isSameJson } from '../../kit/equal.ts';
import { followUnit } from './double-commitment.ts';
import type { CommandType, Effect } from './command-type.ts';

const resolve = z.object({
  choice: z.enum(['current', 'proposed', 'other']),
  values: z.record(z.string().max(60), z.unknown()).optional(),
  reason: localText,
});

export const conflictCommands = {
  /**
   * Settles an open conflict, and sets the entity's fields when the choice is not what stands already. Of incidents of
   * the same feed, the one that a unit is then promised to names it, and no other.
   * Refused with `conflict-moved` when the entity's value is no longer the one that was shown beside the other, whatever the
   * choice: what nobody has seen is not chosen.
   */
  'conflict.resolve': {
    topic: 'conflict',
    payload: resolve,
    creates: false,
    commutes: false,
    movedOn: 'conflict-moved',
    apply(world, { choice, values, reason }, command) {
      const conflict = world.find('conflict', command.entityId);
      if (!conflict) throw new ProblemError({ code: 'unknown-entity', origin: 'commands' });
      if (conflict.status.state !== 'open') throw new ProblemError({ code: 'conflict-resolved', origin: 'commands' });
      const topic = conflict.topic as 'incident';
      const record: Readonly<Record<string, unknown>> | undefined = world.find(topic, conflict.entity);
      if (!record) throw new ProblemError({ code: 'unknown-entity', origin: 'commands' });
      const { officer, post, station } = command.actor;
      const by = { officer, post, station, at: command.issuedAt };
      const effects: Effect[] = [
        {
          op: 'patch',
          topic: 'conflict',
          id: command.entityId,
          data: { status: { state: 'resolved', choice, by, reason } },
        },
      ];
      const data: Record<string, unknown> = {};
      for (const { field, current, proposed } of conflict.fields) {
        if (!isSameJson(record[field], current)) {
          throw new ProblemError({ code: 'conflict-moved', origin: 'commands', params: { field } });
        }
        if (choice === 'current') continue;
        if (choice === 'other' && !Object.hasOwn(values ?? {}, field)) {
          throw new ProblemError({ code: 'conflict-value-missing', origin: 'commands', params: { field } });
        }
        data[field] = (choice === 'proposed' ? proposed : values?.[field]) ?? null;
      }
      // What is set is checked against the topic's schema by whoever applies it.
      if (choice !== 'current') effects.push({ op: 'patch', topic, id: conflict.entity, data } as Effect);
      const chosen = choice === 'current' ? record['status'] : data['status'];
      return [...effects, ...followUnit(world, conflict, chosen, command)];
    },
  } satisfies CommandType<'conflict', typeof resolve>,
};
