import { caseFault, type CaseState } from '../../../shared/domain/case.ts';
import { isCaseCategory } from '../../../shared/domain/case-categories.ts';
import { deadlinesOf } from '../../../shared/domain/case-deadlines.ts';
import { clockOf, routeOf, type CaseRules } from '../../../shared/domain/case-rules.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { NewCase } from '../../../shared/protocol/commands/case-commands.ts';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import type { CaseStep, ToldCase } from '../../../shared/protocol/console-api/case-calls.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import { reportFeed } from '../api/incident-calls.ts';
import { writtenText } from '../api/local-text.ts';
import type { Clock, Ids } from '../kernel/ports.ts';
import type { CommandDesk, Order } from '../sync/command-desk.ts';
import type { CaseMatcher } from './case-matcher.ts';

export interface CaseCallParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly desk: Pick<CommandDesk, 'give' | 'giveAll' | 'seen'>;
  readonly feeds: () => readonly string[];
  readonly matcher: Pick<CaseMatcher, 'match'>;
  readonly rules: () => CaseRules | null;
}

type CaseCalls = Pick<
  CallHandlers,
  'caseRules' | 'reportCase' | 'stepCase' | 'mergeCases' | 'splitCase' | 'keepCasesApart' | 'matchCase'
>;

/** From these a case that is called about again is opened anew. */
const ANSWERED: ReadonlySet<CaseState> = new Set(['calledBack', 'rated', 'closed']);

/** What an officer does to citizens' cases. One command each; an urgent report, merging and splitting one for each record they touch. */
export function caseCalls({ clock, ids, desk, feeds, matcher, rules }: CaseCallParts): CaseCalls {
  function urgentIncident(told: NewCase): Incident {
    const now = clock.now();
    const known = rules();
    const { category } = told;
    const route = known && category && isCaseCategory(category) ? routeOf(known.routing, category) : undefined;
    return {
      kind: route?.opens.kind ?? 'hotline',
      level: route?.opens.level ?? 0,
      // Its title is read by everybody and on the wall: the caller's words stay in the case.
      title: titleOf(told),
      status: { state: 'reported', since: now },
      reportedAt: now,
      channel: told.channel,
      ...(told.at && { at: told.at }),
      ...(told.place && { place: told.place }),
      ...(route && { lead: route.department }),
    };
  }

  return {
    caseRules: () => rules(),
    reportCase({ feed, ...words }) {
      const { clocks } = rules() ?? {};
      const told = newCaseOf(words, clock.now());
      const { category, isUrgent } = told;
      const target = reportFeed(feeds(), feed);
      const id = ids.next();
      const named = clocks && category !== undefined && isCaseCategory(category);
      const clockName = told.clock ?? (named ? clockOf(clocks, { category, isUrgent }) : undefined);
      const incident = isUrgent ? ids.next() : null;
      const payload: NewCase = {
        ...told,
        ...(clockName && { clock: clockName }),
        ...(incident !== null && { incident }),
      };
      const create: Order = { type: 'case.create', entityId: id, payload, expectedRev: null, feed: target };
      if (incident === null) return { ...desk.give(create), id, incident };
      const open: Order = {
        type: 'incident.create',
        entityId: incident,
        payload: urgentIncident(told),
        expectedRev: null,
        feed: target,
      };
      const [, queued] = desk.giveAll([open, create]);
      if (!queued) throw new Error('the outbox lost a command');
      return { ...queued, id, incident };
    },
    stepCase({ id, expectedRev, step }) {
      if (step.do === 'extend') checkExtension(id);
      const type = `case.${step.do}` satisfies CommandTypeName;
      return desk.give({ type, entityId: id, payload: payloadOf(step), expectedRev });
    },
    mergeCases({ id, expectedRev, others }) {
      const orders: Order[] = [];
      if (ANSWERED.has(desk.seen('case', id).status.state)) {
        orders.push({ type: 'case.reopen', entityId: id, payload: { reason: 'repeat' }, expectedRev });
      }
      for (const other of others) {
        const needs = orders.length;
        orders.push({
          type: 'case.mergeInto',
          entityId: other.id,
          payload: { into: id },
          expectedRev: other.expectedRev,
        });
        // It is counted there only when it was really given up here.
        orders.push({ type: 'case.join', entityId: id, payload: { others: [other.id] }, needs });
      }
      return desk.giveAll(orders);
    },
    splitCase({ id, expectedRev }) {
      const { status } = desk.seen('case', id);
      const split: Order = { type: 'case.split', entityId: id, payload: {}, expectedRev };
      if (status.state !== 'merged') return desk.giveAll([split]);
      return desk.giveAll([split, { type: 'case.part', entityId: status.into, payload: { other: id }, needs: 0 }]);
    },
    keepCasesApart: ({ id, expectedRev, others }) =>
      desk.give({ type: 'case.keepApart', entityId: id, payload: { others }, expectedRev }),
    matchCase: ({ text, category, callerPhone, at, address }) =>
      matcher.match({
        text: writtenText(text),
        ...(category !== undefined && { category }),
        ...(callerPhone !== undefined && { callerPhone }),
        ...(at !== null && { at }),
        ...(address !== undefined && { address }),
      }),
  };

  /** An extension is given before the limit, never after it. */
  function checkExtension(id: string): void {
    const known = rules();
    const close = known
      ? deadlinesOf(desk.seen('case', id), known.clocks, id).find(({ duty }) => duty === 'close')
      : undefined;
    if (close && close.due < clock.now()) throw new ProblemError({ code: 'case-past-limit', origin: 'cases' });
  }
}

/** What an officer wrote, in the language that its script tells. */
function payloadOf(step: CaseStep): object {
  const { do: _verb, ...given } = step;
  switch (step.do) {
    case 'contact':
      return { ...given, ...(step.text !== undefined && { text: writtenText(step.text.trim()) }) };
    case 'answer':
    case 'addNote':
      return { ...given, text: writtenText(step.text.trim()) };
    case 'reject':
    case 'extend':
      return { ...given, reason: writtenText(step.reason.trim()) };
    default:
      return given;
  }
}

/** Throws `ProblemError` with a code of `caseFault`. */
function newCaseOf({ at, place, text, ...told }: ToldCase, now: NewCase['reportedAt']): NewCase {
  const fault = caseFault({ text, phone: told.callerPhone, category: told.category });
  if (fault) throw new ProblemError({ code: fault, origin: 'cases' });
  const { category, clock, isUrgent, channel, address, callerName, callerPhone } = told;
  return {
    isUrgent,
    channel,
    reportedAt: now,
    text: writtenText(text.trim()),
    ...(category !== undefined && { category }),
    ...(clock && { clock }),
    ...(at && { at }),
    ...(place && { place: writtenText(place) }),
    ...(address && { address }),
    ...(callerName && { callerName }),
    ...(callerPhone && { callerPhone }),
  };
}

const URGENT = { zh: '市民紧急诉求', en: 'Urgent citizen report' };

function titleOf({ place }: NewCase): Incident['title'] {
  return {
    zh: place?.zh ? `${place.zh}，${URGENT.zh}` : URGENT.zh,
    en: place?.en ? `${URGENT.en}, ${place.en}` : URGENT.en,
  };
}
