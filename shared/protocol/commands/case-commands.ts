import * as z from 'zod';
import {
  CALL_BACK_RESULTS,
  CASE_CLOCKS,
  caseCategory,
  caseFault,
  citizenCase,
  lastStep,
  presentRound,
  RATINGS,
  REJECT_GROUNDS,
  REOPEN_REASONS,
  RETURN_GROUNDS,
  type CaseState,
  type CaseStatus,
  type CitizenCase,
} from '../../domain/case.ts';
import { departmentCode, entityId, localText } from '../../domain/common.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import type { CommandType, PatchOf, World } from './command-type.ts';

/** What is known when it is told. `category` as text: a wrong one is refused by its own name, as are empty and endless words. */
export const newCase = citizenCase
  .pick({
    isUrgent: true,
    channel: true,
    reportedAt: true,
    at: true,
    place: true,
    district: true,
    callerName: true,
    address: true,
    incident: true,
    clock: true,
  })
  .extend({
    text: z.strictObject({ zh: z.string().optional(), en: z.string().optional() }),
    callerPhone: z.string().optional(),
    category: z.string().max(40).optional(),
  });
export type NewCase = z.infer<typeof newCase>;

/** What the officer finds it to be; null takes a place away. */
export const caseSorting = z.object({
  category: z.string().max(40),
  clock: z.enum(CASE_CLOCKS),
  isUrgent: z.boolean().optional(),
  place: citizenCase.shape.place,
  at: citizenCase.shape.at,
});

const template = z.string().max(16).optional();
const ids = z.array(entityId).min(1).max(200);

type Patch = PatchOf<CitizenCase>;

function current(world: World, { entityId: id }: Command): CitizenCase {
  const found = world.find('case', id);
  if (!found) throw refusal('unknown-entity');
  return found;
}

/** The next step; the present one goes to those before. Throws `case-closed` …, else `case-not-now`, when it cannot follow. */
function step(before: CitizenCase, from: readonly CaseState[], ...next: readonly CaseStatus[]): Patch {
  const { state } = before.status;
  const last = next.at(-1);
  if (!from.includes(state) || !last) {
    if (state === 'closed' || state === 'merged' || state === 'rejected') throw refusal(`case-${state}`);
    throw refusal('case-not-now');
  }
  return { status: last, steps: [...before.steps, before.status, ...next.slice(0, -1)] };
}

function timed({ issuedAt, actor }: Command): { readonly at: CaseStatus['at']; readonly by: string } {
  return { at: issuedAt, by: actor.post };
}

/** A change of a case that is there. `commutes` where it only adds to a list. */
function change<Payload extends z.ZodType>(
  payload: Payload,
  fields: (before: CitizenCase, payload: z.output<Payload>, command: Command, world: World) => Patch,
  commutes = false,
): CommandType<'case', Payload> {
  return {
    topic: 'case',
    payload,
    creates: false,
    commutes,
    apply: (world, given, command) => [
      {
        op: 'patch',
        topic: 'case',
        id: command.entityId,
        data: fields(current(world, command), given, command, world),
      },
    ],
  };
}

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

/** Words that a person gets: not empty, and without a place that nobody filled in. */
function checkSaid(text: { readonly zh?: string | undefined; readonly en?: string | undefined }): void {
  const all = [text.zh, text.en].filter((one) => one !== undefined);
  if (all.every((one) => one.trim() === '')) throw refusal('case-answer-empty');
  if (all.some((one) => /\{[^}]*\}/.test(one))) throw refusal('case-answer-blanks');
}

function categoryOf(code: string): NonNullable<CitizenCase['category']> {
  const parsed = caseCategory.safeParse(code);
  if (!parsed.success) throw refusal('case-category-unknown');
  return parsed.data;
}

const OPEN: readonly CaseState[] = [
  'new', 'sorted', 'assigned', 'accepted', 'returned', 'contacted', 'inWork', 'answered', 'calledBack', 'rated', 'reopened',
]; // prettier-ignore

export const caseCommands = {
  /** With a category it is sorted at once. */
  'case.create': {
    topic: 'case',
    payload: newCase,
    creates: true,
    commutes: false,
    apply(_world, { category, text, callerPhone, ...told }, command) {
      const fault = caseFault({ text: text.zh ?? text.en ?? '', phone: callerPhone, category });
      if (fault) throw refusal(fault);
      const first: CaseStatus = { state: 'new', ...timed(command) };
      const data: CitizenCase = {
        ...told,
        text,
        ...(callerPhone !== undefined && { callerPhone }),
        status: first,
        steps: [],
        ...(category !== undefined && {
          category: categoryOf(category),
          status: { state: 'sorted', ...timed(command) },
          steps: [first],
        }),
      };
      return [{ op: 'put', topic: 'case', id: command.entityId, data }];
    },
  } satisfies CommandType<'case', typeof newCase>,
  'case.sort': change(caseSorting, (before, { category, ...set }, command) => ({
    ...step(before, ['new', 'sorted', 'returned', 'reopened'], { state: 'sorted', ...timed(command) }),
    ...(set as Patch),
    category: categoryOf(category),
  })),
  'case.entrust': change(z.object({ department: departmentCode }), (before, { department }, command) => {
    if (before.category === undefined) throw refusal('case-not-sorted');
    const from = ['sorted', 'assigned', 'returned', 'reopened'] as const;
    return step(before, from, { state: 'assigned', ...timed(command), department });
  }),
  'case.accept': change(z.object({}), (before, _payload, command) => {
    const department = before.status.state === 'assigned' ? before.status.department : '';
    return step(before, ['assigned'], { state: 'accepted', ...timed(command), department });
  }),
  'case.return': change(
    z.object({ ground: z.enum(RETURN_GROUNDS), proposed: departmentCode.optional() }),
    (before, payload, command) => {
      const department = 'department' in before.status ? before.status.department : '';
      return step(before, ['assigned', 'accepted'], { state: 'returned', ...timed(command), department, ...payload });
    },
  ),
  'case.contact': change(z.object({ template, text: localText.optional() }), (before, payload, command) => {
    if (payload.text) checkSaid(payload.text);
    return step(before, ['accepted', 'inWork'], { state: 'contacted', ...timed(command), ...payload });
  }),
  'case.begin': change(z.object({}), (before, _payload, command) =>
    step(before, ['accepted', 'contacted'], { state: 'inWork', ...timed(command) }),
  ),
  'case.answer': change(z.object({ template, text: localText, isPublic: z.boolean() }), (before, payload, command) => {
    checkSaid(payload.text);
    const from = ['sorted', 'assigned', 'accepted', 'contacted', 'inWork', 'answered', 'reopened'] as const;
    return step(before, from, { state: 'answered', ...timed(command), ...payload });
  }),
  /** Also of a merged one: joining never takes the call from a caller. A rating is the next step of the same call. */
  'case.callBack': change(
    z.object({ result: z.enum(CALL_BACK_RESULTS), rating: z.enum(RATINGS).optional() }),
    (before, { result, rating }, command) => {
      if (rating !== undefined && result !== 'reached') throw refusal('case-rating-unreached');
      const now = timed(command);
      if (before.status.state === 'merged') {
        return { status: { ...before.status, calledBack: { ...now, result, ...(rating && { rating }) } } };
      }
      if (!lastStep(presentRound(before), 'answered')) throw refusal('case-not-answered');
      const called: CaseStatus = { state: 'calledBack', ...now, result };
      const next: CaseStatus[] = rating ? [called, { state: 'rated', ...now, rating }] : [called];
      return step(before, ['answered', 'calledBack'], ...next);
    },
  ),
  /** Not without an answer; a question may be closed without a call; who is not satisfied is worked for once more. */
  'case.close': change(z.object({}), (before, _payload, command) => {
    const { status, clock } = before;
    const isOpen = OPEN.includes(status.state);
    if (isOpen && !lastStep(presentRound(before), 'answered')) throw refusal('case-not-answered');
    if (status.state === 'answered' && clock !== 'question') throw refusal('case-not-called-back');
    const isUnhappy = status.state === 'rated' && (status.rating === 'notSatisfied' || status.rating === 'notSolved');
    if (isUnhappy && !lastStep(before.steps, 'reopened')) throw refusal('case-not-satisfied');
    return step(before, ['answered', 'calledBack', 'rated'], { state: 'closed', ...timed(command) });
  }),
  'case.reopen': change(z.object({ reason: z.enum(REOPEN_REASONS) }), (before, { reason }, command) =>
    step(before, ['calledBack', 'rated', 'closed'], { state: 'reopened', ...timed(command), reason }),
  ),
  'case.reject': change(z.object({ ground: z.enum(REJECT_GROUNDS), reason: localText }), (before, payload, command) => {
    checkSaid(payload.reason);
    const from = ['new', 'sorted', 'assigned', 'returned'] as const;
    return step(before, from, { state: 'rejected', ...timed(command), ...payload });
  }),
  'case.extend': change(z.object({ reason: localText }), (before, { reason }, command) => {
    if (before.clock !== 'hard') throw refusal('case-not-hard');
    if (before.extended) throw refusal('case-extended');
    if (!OPEN.includes(before.status.state)) throw refusal('case-not-now');
    return { extended: { ...timed(command), reason } };
  }),
  /** On each that is the same as `into`. What it is stays, with its caller. */
  'case.mergeInto': change(z.object({ into: entityId }), (before, { into }, command, world) => {
    if (into === command.entityId) throw refusal('case-into-itself');
    const lead = world.find('case', into);
    if (!lead) throw refusal('unknown-entity');
    if (!OPEN.includes(lead.status.state)) throw refusal(`case-${lead.status.state}`);
    if (before.joined) throw refusal('case-has-joined');
    return step(before, OPEN, { state: 'merged', ...timed(command), into });
  }),
  /** On the one that stays. */
  'case.join': change(
    z.object({ others: ids }),
    (before, { others }, command) => {
      const fresh = others.filter((id) => id !== command.entityId && !before.joined?.includes(id));
      if (fresh.length === 0) throw refusal('case-already-joined');
      return { joined: [...(before.joined ?? []), ...fresh] };
    },
    true,
  ),
  /** Takes the merging back: the step that stood before it stands again, with its own time and clock. */
  'case.split': change(z.object({}), (before) => {
    const was = before.steps.at(-1);
    if (before.status.state !== 'merged' || !was) throw refusal('case-not-merged');
    return { status: was, steps: before.steps.slice(0, -1) };
  }),
  'case.part': change(
    z.object({ other: entityId }),
    (before, { other }) => {
      if (!before.joined?.includes(other)) throw refusal('case-not-joined');
      const joined = before.joined.filter((id) => id !== other);
      return { joined: joined.length > 0 ? joined : null };
    },
    true,
  ),
  /** Looked at and found to be others: not proposed again. */
  'case.keepApart': change(
    z.object({ others: ids }),
    (before, { others }, command) => ({
      apart: [...new Set([...(before.apart ?? []), ...others.filter((id) => id !== command.entityId)])],
    }),
    true,
  ),
  'case.link': change(z.object({ incident: entityId.nullable() }), (_before, { incident }) => ({ incident })),
  'case.mark': change(z.object({ campaign: z.boolean() }), (_before, { campaign }) => ({ campaign })),
  'case.addNote': change(
    z.object({ text: localText }),
    (_before, { text }, command) => ({ note: { ...timed(command), text } }),
    true,
  ),
};
