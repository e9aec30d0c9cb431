import type { Decision, GraveOrder } from '../../../shared/domain/decision.ts';
import { isOrderOver, type Order as OrderRecord } from '../../../shared/domain/order.ts';
import type { ResponseLevel } from '../../../shared/domain/plan-template.ts';
import type { Supply } from '../../../shared/domain/supply.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import type { World } from '../../../shared/protocol/commands/command-type.ts';
import { worldOf } from '../../../shared/protocol/commands/carry-out.ts';
import type { AuthorityCheck } from '../../../shared/protocol/console-api/decision-calls.ts';
import type { Queued } from '../../../shared/protocol/console-api/queued.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import { writtenText } from '../api/local-text.ts';
import type { Clock, Ids } from '../kernel/ports.ts';
import type { CommandDesk, Order as Request } from '../sync/command-desk.ts';
import type { Outbox } from '../sync/outbox.ts';
import type { ActingSeat } from '../sync/seat.ts';
import type { Readers } from '../store/store.ts';
import type { AttachmentFolder } from './attachments.ts';
import { authorityRecord, checkAuthority, levelOf, type AuthorityQuestion } from './authority.ts';
import type { Duties } from './duties.ts';
import { bindEvidence, type PlanEvidence } from './evidence.ts';
import { requestsOf, type OrderScene } from './orders-of.ts';

interface DecisionCallParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'next'>;
  readonly desk: Pick<CommandDesk, 'give' | 'giveAll' | 'seen'>;
  readonly seat: ActingSeat;
  readonly read: Pick<Readers, 'entities' | 'feeds'>;
  readonly pending: Pick<Outbox['pending'], 'find' | 'created'>;
  readonly attachments: Pick<AttachmentFolder, 'put' | 'get' | 'shown'>;
  readonly duties: Duties;
  readonly stationId: string;
  /** Where decisions and their orders are kept; null without feeds. */
  readonly cityFeed: () => string | null;
  readonly hubTime: (feed: string) => Instant;
  /** When a feed was heard last; null: not since the console was started. */
  readonly asOf: (feed: string) => Instant | null;
  readonly plans?: PlanEvidence | undefined;
}

type DecisionCalls = Pick<
  CallHandlers,
  | 'draftDecision'
  | 'changeDecision'
  | 'authorityFor'
  | 'chooseOption'
  | 'approveDecision'
  | 'returnDecision'
  | 'withdrawDecision'
  | 'ratifyDecision'
  | 'reviewDecision'
  | 'enterSpoken'
  | 'attachment'
>;

/** From the options to the decision and its orders; each call is one transaction of the outbox and the log. Rules DE1–DE8. */
export function decisionCalls(parts: DecisionCallParts): DecisionCalls {
  const { clock, ids, desk, seat, read, pending, attachments, duties } = parts;
  const world = worldOf((topic, id) => pending.find(topic, id));

  function feed(): string {
    const found = parts.cityFeed();
    if (found === null) throw new ProblemError({ code: 'no-feed', origin: 'decisions' });
    return found;
  }

  function change(type: CommandTypeName, { id, expectedRev }: Target, payload: unknown): Queued {
    return desk.give({ type, entityId: id, payload, expectedRev });
  }

  function authorityOf(about: Pick<Decision, 'kind' | 'incidents' | 'response'> & Asked): AuthorityCheck {
    return checkAuthority(duties, questionOf(world, about, seat.actor.post));
  }

  /** The decision's own command first; then what it orders, all in one transaction. */
  function decideWith(own: Request, decision: Decision): Queued & { readonly orders: number } {
    const target = feed();
    const level = levelOf(questionOf(world, decision, ''));
    const requests = requestsOf(own.entityId, decision, {
      world,
      stockOf: stocks(),
      openTask: openTasks(),
      duties,
      now: parts.hubTime(target),
      acknowledgeMinutes: duties.list.acknowledgeMinutes[level],
      id: () => ids.next(),
      feed: target,
    });
    const [queued] = desk.giveAll([own, ...requests]);
    if (!queued) throw new Error('the outbox lost a command');
    return { ...queued, orders: requests.filter(({ type }) => type === 'order.give').length };
  }

  /** Open orders by plan, task and incident; read once for a decision, and only when it orders tasks. */
  function openTasks(): OrderScene['openTask'] {
    let byTask: Map<string, string> | null = null;
    const keyOf = (template: string, task: string, incident: string) => `${template}\n${task}\n${incident}`;
    return (template, task, incident) => {
      byTask ??= new Map(
        [
          ...read.entities.page('order', null, read.entities.count('order')).map(({ id }) => id),
          ...pending.created('order'),
        ]
          .flatMap((id): [string, string][] => {
            const found = pending.find('order', id) as OrderRecord | undefined;
            if (!found?.task || found.incident === undefined || isOrderOver(found)) return [];
            return [[keyOf(found.task.template, found.task.task, found.incident), id]];
          })
          // Where a task is under two orders, the first in their order is the one.
          .reverse(),
      );
      return byTask.get(keyOf(template, task, incident)) ?? null;
    };
  }

  /** Every stock as it is shown, by depot and good; read once for a decision, and only when it ships something. */
  function stocks(): OrderScene['stockOf'] {
    let byPlace: Map<string, { readonly id: string; readonly record: Supply }> | null = null;
    return (depot, good) => {
      byPlace ??= new Map(
        read.entities
          .page('supply', null, read.entities.count('supply'))
          .map(({ id, json }) => ({ id, record: (pending.find('supply', id) ?? JSON.parse(json)) as Supply }))
          // Where a depot keeps a good twice, the larger stock stands for it.
          .sort((a, b) => a.record.quantity - b.record.quantity)
          .map((stock) => [`${stock.record.depot}\n${stock.record.good}`, stock]),
      );
      return byPlace.get(`${depot}\n${good}`) ?? null;
    };
  }

  return {
    draftDecision({ run: _run, ...content }) {
      const id = ids.next();
      const queued = desk.give({
        type: 'decision.draft',
        entityId: id,
        payload: content,
        expectedRev: null,
        feed: feed(),
      });
      return { ...queued, id };
    },
    changeDecision: ({ set: { run: _run, ...set }, ...target }) => change('decision.change', target, set),
    authorityFor: (about) => authorityOf(about),
    chooseOption({ id, expectedRev, chosen, reason, expected, reviewAt, grave, alone, ...shown }) {
      const before = desk.seen('decision', id);
      const authority = authorityOf({ ...before, grave });
      const needsOther = grave !== undefined || !authority.isHeld;
      const state = needsOther && alone !== true ? 'submitted' : 'decided';
      const choice = {
        chosen,
        reason: writtenText(reason),
        ...(expected && { expected: writtenText(expected) }),
        ...(reviewAt !== undefined && { reviewAt }),
        ...(grave && { grave }),
        authority: authorityRecord(authority),
        evidence: bindEvidence(shown, clock.now(), parts),
      };
      if (state === 'submitted') {
        return { ...change('decision.submit', { id, expectedRev }, choice), state, orders: 0 };
      }
      // `alone` says that two were needed; of what one may decide it would be untrue.
      const payload = { ...choice, ...(needsOther && { alone: true }) };
      const own: Request = { type: 'decision.decide', entityId: id, payload, expectedRev };
      return { ...decideWith(own, { ...before, chosen, grave }), state };
    },
    approveDecision({ id, expectedRev }) {
      const own: Request = { type: 'decision.approve', entityId: id, payload: {}, expectedRev };
      return decideWith(own, desk.seen('decision', id));
    },
    returnDecision: ({ reason, ...target }) => change('decision.return', target, { reason: writtenText(reason) }),
    withdrawDecision: ({ reason, ...target }) =>
      change('decision.withdraw', target, reason ? { reason: writtenText(reason) } : {}),
    ratifyDecision: (target) => change('decision.ratify', target, {}),
    reviewDecision: ({ finding, ...target }) => change('decision.review', target, { finding: writtenText(finding) }),
    enterSpoken({ question, choice, reason, incidents, at, by, media }) {
      const id = ids.next();
      const payload = {
        question: writtenText(question),
        choice: writtenText(choice),
        reason: writtenText(reason),
        incidents,
        spoken: { at, by, media },
      };
      return { ...desk.give({ type: 'decision.spoken', entityId: id, payload, expectedRev: null, feed: feed() }), id };
    },
    attachment: ({ sha256 }) => attachments.shown(sha256),
  };
}

interface Target {
  readonly id: string;
  readonly expectedRev: number;
}

interface Asked {
  readonly level?: ResponseLevel | undefined;
  readonly grave?: GraveOrder | undefined;
}

function questionOf(
  world: World,
  { kind, incidents, response, level, grave }: Pick<Decision, 'kind' | 'incidents' | 'response'> & Asked,
  post: string,
): AuthorityQuestion {
  const template = response && world.find('template', response.template);
  return {
    kind,
    incidents: incidents.flatMap((id) => world.find('incident', id) ?? []),
    level: level ?? response?.level,
    eventType: template?.eventType,
    grave,
    post,
  };
}
