import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { NewOrder } from '../../../shared/protocol/commands/order-commands.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import { writtenText } from '../api/local-text.ts';
import type { Ids } from '../kernel/ports.ts';
import type { CommandDesk } from '../sync/command-desk.ts';
import type { Duties } from './duties.ts';
import { checkDepartment } from './orders-of.ts';

interface OrderCallParts {
  readonly ids: Pick<Ids, 'next'>;
  readonly desk: Pick<CommandDesk, 'give' | 'seen'>;
  readonly duties: Duties;
  readonly cityFeed: () => string | null;
  readonly hubTime: (feed: string) => Instant;
}

/** Minutes until a person at the department must have said yes, when the officer does not say. */
const ACKNOWLEDGE = 10;

/** Orders by hand, and what a department told by another way. What a decision orders is in `orders-of.ts`. */
export function orderCalls({
  ids,
  desk,
  duties,
  cityFeed,
  hubTime,
}: OrderCallParts): Pick<CallHandlers, 'giveOrder' | 'stepOrder'> {
  return {
    giveOrder({ title, text, acknowledgeMinutes = ACKNOWLEDGE, doneBy, leader, ...given }) {
      checkDepartment(given.to.department, duties);
      const feed = cityFeed();
      if (feed === null) throw new ProblemError({ code: 'no-feed', origin: 'decisions' });
      const now = hubTime(feed);
      if (doneBy !== undefined && doneBy <= now)
        throw new ProblemError({ code: 'order-clock-past', origin: 'decisions' });
      // An order that stands in the place of another carries out the same decision.
      const other = given.replaces ?? given.cancels;
      const before = other === undefined ? undefined : desk.seen('order', other);
      const payload: NewOrder = {
        ...given,
        title: writtenText(title),
        ...(text && { text: writtenText(text) }),
        ...(leader && { leader }),
        ...(before?.decision !== undefined && { decision: before.decision }),
        clocks: {
          acknowledgeBy: instant(now + acknowledgeMinutes * MINUTE),
          ...(doneBy !== undefined && { doneBy }),
        },
      };
      const id = ids.next();
      return { ...desk.give({ type: 'order.give', entityId: id, payload, expectedRev: null, feed }), id };
    },
    stepOrder: ({ text, state, ...target }) =>
      desk.give({
        type: 'order.step',
        entityId: target.id,
        payload: { state, ...(text && { text: writtenText(text) }) },
        expectedRev: target.expectedRev,
      }),
  };
}
