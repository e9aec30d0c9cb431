import * as z from 'zod';
import {
  CALL_BACK_RESULTS,
  CASE_CLOCKS,
  RATINGS,
  REJECT_GROUNDS,
  REOPEN_REASONS,
  RETURN_GROUNDS,
} from '../../domain/case.ts';
import type { CaseRules } from '../../domain/case-rules.ts';
import { departmentCode, entityId, localText, lonLat } from '../../domain/common.ts';
import { call } from './call.ts';
import type { CaseMatch } from './case-rows.ts';
import type { Queued } from './queued.ts';

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });
/** What a person wrote; too long or empty is refused by a name of its own, not as a bad call. */
const written = z.string();
const template = z.string().max(16).optional();

/** What an officer does to a case, one command each. */
export const caseStep = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('sort'),
    category: z.string().max(40),
    clock: z.enum(CASE_CLOCKS),
    isUrgent: z.boolean().optional(),
    place: localText.optional(),
    at: lonLat.optional(),
  }),
  z.object({ do: z.literal('entrust'), department: departmentCode }),
  z.object({ do: z.literal('accept') }),
  z.object({ do: z.literal('return'), ground: z.enum(RETURN_GROUNDS), proposed: departmentCode.optional() }),
  z.object({ do: z.literal('contact'), template, text: written.optional() }),
  z.object({ do: z.literal('begin') }),
  z.object({ do: z.literal('answer'), template, text: written, isPublic: z.boolean() }),
  z.object({ do: z.literal('callBack'), result: z.enum(CALL_BACK_RESULTS), rating: z.enum(RATINGS).optional() }),
  z.object({ do: z.literal('close') }),
  z.object({ do: z.literal('reopen'), reason: z.enum(REOPEN_REASONS) }),
  z.object({ do: z.literal('reject'), ground: z.enum(REJECT_GROUNDS), reason: written }),
  z.object({ do: z.literal('extend'), reason: written }),
  z.object({ do: z.literal('link'), incident: entityId.nullable() }),
  z.object({ do: z.literal('mark'), campaign: z.boolean() }),
  z.object({ do: z.literal('addNote'), text: written }),
]);
export type CaseStep = z.infer<typeof caseStep>;

/** A case as it is told at the console. */
export const toldCase = z.object({
  text: written,
  category: z.string().max(40).optional(),
  clock: z.enum(CASE_CLOCKS).optional(),
  isUrgent: z.boolean(),
  channel: z.string().min(1).max(40),
  at: lonLat.nullable(),
  place: z.string().max(200).optional(),
  address: z.string().max(500).optional(),
  callerName: z.string().max(80).optional(),
  callerPhone: z.string().max(40).optional(),
});
export type ToldCase = z.infer<typeof toldCase>;

export const caseCalls = {
  /** Limits, departments and templates; the same for all windows until the console is started again. */
  caseRules: call<CaseRules | null>()(z.object({})),
  /** One report; an urgent one opens its incident by the same act, in the same feed. */
  reportCase: call<Queued & { readonly id: string; readonly incident: string | null }>()(
    toldCase.extend({ feed: z.string().max(64).optional() }),
  ),
  stepCase: call<Queued>()(target.extend({ step: caseStep })),
  /** The others become part of `id`; a lead that was over is opened anew first (a repeat). */
  mergeCases: call<readonly Queued[]>()(target.extend({ others: z.array(target).min(1).max(100) })),
  /** Takes one case back out of the one it was merged into. */
  splitCase: call<readonly Queued[]>()(target),
  /** They are not the same, and are not proposed again. */
  keepCasesApart: call<Queued>()(target.extend({ others: z.array(entityId).min(1).max(100) })),
  /** What a report that is being written may be the same as. Nothing of it is kept. */
  matchCase: call<readonly CaseMatch[]>()(
    toldCase.pick({ text: true, category: true, callerPhone: true, at: true, address: true }),
  ),
};
