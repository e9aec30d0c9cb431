import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { CASE_CATEGORIES } from './case-categories.ts';
import { departmentCode, entityId, instantSchema, localText, lonLat } from './common.ts';
import { internal, open, personal } from './field-class.ts';

export type CaseId = Brand<string, 'CaseId'>;

/** Characters of what a caller told; a longer text is no report but a file. */
export const MAX_CASE_TEXT = 4_000;
/** Cases that were joined into one. */
export const MAX_JOINED = 500;
/** Steps of one case: some rounds of returning and re-opening. */
const MAX_STEPS = 80;

/** By which set of limits its clock runs (`resources/case-rules.json`). */
export const CASE_CLOCKS = ['urgent', 'lifeline', 'ordinary', 'hard', 'question'] as const;
export type CaseClock = (typeof CASE_CLOCKS)[number];

/** Why a department sends a case back. */
export const RETURN_GROUNDS = ['notOurs', 'wrongPlace', 'needsOthers', 'alreadyDone', 'unclear'] as const;
/** The only grounds on which a case is not taken; a supervisor signs. */
export const REJECT_GROUNDS = ['noContent', 'abuse', 'otherAuthority'] as const;
export const REOPEN_REASONS = ['notSatisfied', 'repeat', 'officer'] as const;
export const RATINGS = ['satisfied', 'soSo', 'notSatisfied', 'notSolved'] as const;
export type Rating = (typeof RATINGS)[number];
/** How a call-back went: spoken to · not reached · would not answer. */
export const CALL_BACK_RESULTS = ['reached', 'unreached', 'refused'] as const;

export const caseCategory = z.enum(CASE_CATEGORIES as [(typeof CASE_CATEGORIES)[number]]);

const template = z.string().max(16).optional();
/** Said to or told by a person: numbers of persons in it are masked. */
const said = personal('text', localText);
/** When, and by which post, department or system. */
const timed = { at: instantSchema, by: z.string().max(64) };
const callBack = { result: z.enum(CALL_BACK_RESULTS) };

/** The life of a case. Each step is timed and carries only what it knows. */
export const caseStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('new'), ...timed }),
  z.strictObject({ state: z.literal('sorted'), ...timed }),
  z.strictObject({ state: z.literal('assigned'), ...timed, department: departmentCode }),
  z.strictObject({ state: z.literal('accepted'), ...timed, department: departmentCode }),
  z.strictObject({
    state: z.literal('returned'),
    ...timed,
    department: departmentCode,
    ground: z.enum(RETURN_GROUNDS),
    proposed: departmentCode.optional(),
  }),
  /** The citizen was spoken to for the first time. */
  z.strictObject({ state: z.literal('contacted'), ...timed, template, text: personal('text', localText.optional()) }),
  z.strictObject({ state: z.literal('inWork'), ...timed }),
  z.strictObject({ state: z.literal('answered'), ...timed, template, text: said, isPublic: z.boolean() }),
  z.strictObject({ state: z.literal('calledBack'), ...timed, ...callBack }),
  z.strictObject({ state: z.literal('rated'), ...timed, rating: z.enum(RATINGS) }),
  z.strictObject({ state: z.literal('closed'), ...timed }),
  z.strictObject({ state: z.literal('reopened'), ...timed, reason: z.enum(REOPEN_REASONS) }),
  /**
   * Found to be the same as another, whose answer is his too; he is called back all the same. Taking it back leaves the step that
   * stood before.
   */
  z.strictObject({
    state: z.literal('merged'),
    ...timed,
    into: entityId,
    calledBack: z.strictObject({ ...timed, ...callBack, rating: z.enum(RATINGS).optional() }).optional(),
  }),
  z.strictObject({ state: z.literal('rejected'), ...timed, ground: z.enum(REJECT_GROUNDS), reason: said }),
]);
export type CaseStatus = z.infer<typeof caseStatus>;
export type CaseState = CaseStatus['state'];

/**
 * What one citizen told and asked for (诉求工单). Who told it, where he lives and his words are personal; place, category and times
 * are not.
 */
export const citizenCase = z.strictObject({
  status: open(caseStatus),
  /** The steps before `status`, oldest first: what rates and the loop on screen are computed from. */
  steps: open(z.array(caseStatus).max(MAX_STEPS)),
  /** Absent until it is sorted. */
  category: open(caseCategory.optional()),
  clock: open(z.enum(CASE_CLOCKS).optional()),
  /** Persons are in danger: takes the urgent clock and opens an incident. */
  isUrgent: open(z.boolean()),
  /** 12345 · 110 · web · grid · file … */
  channel: open(z.string().min(1).max(40)),
  reportedAt: open(instantSchema),
  at: open(lonLat.optional()),
  /** Street or public place. The house is in `address`. */
  place: open(localText.optional()),
  district: open(z.string().max(16).optional()),
  text: said,
  callerName: personal('name', z.string().max(80).optional()),
  callerPhone: personal('phone', z.string().max(40).optional()),
  address: personal('address', z.string().max(500).optional()),
  /** The incident that it opened or belongs to. An incident finds its cases by this field: the link is kept once. */
  incident: open(entityId.optional()),
  /** Cases that were merged into this one; taken back one by one. */
  joined: open(z.array(entityId).max(MAX_JOINED).optional()),
  /** Looked at and found not to be the same as these. */
  apart: open(z.array(entityId).max(MAX_JOINED).optional()),
  /** Many told the same words: perhaps copied, and no fraud for that. */
  campaign: open(z.boolean().optional()),
  /** Extension of a hard case, once. */
  extended: open(z.strictObject({ ...timed, reason: localText }).optional()),
  note: internal(z.strictObject({ ...timed, text: localText }).optional()),
});
export type CitizenCase = z.infer<typeof citizenCase>;

/** Nothing more is waited for. */
export function isOver({ status }: Pick<CitizenCase, 'status'>): boolean {
  return status.state === 'closed' || status.state === 'merged' || status.state === 'rejected';
}

/** Its steps with the present one, oldest first. */
export function stepsOf({ steps, status }: Pick<CitizenCase, 'steps' | 'status'>): readonly CaseStatus[] {
  return [...steps, status];
}

/** The steps since the report, or since it was opened anew: its clocks run from the first of them. */
export function presentRound(record: Pick<CitizenCase, 'steps' | 'status'>): readonly CaseStatus[] {
  const all = stepsOf(record);
  return all.slice(
    Math.max(
      0,
      all.findLastIndex(({ state }) => state === 'reopened'),
    ),
  );
}

/** The newest step of a state, or undefined. */
export function lastStep<S extends CaseState>(
  steps: readonly CaseStatus[],
  state: S,
): Extract<CaseStatus, { state: S }> | undefined {
  return steps.findLast((step): step is Extract<CaseStatus, { state: S }> => step.state === state);
}

/** Whose it is to handle now: null before it is assigned and after it was returned. */
export function departmentOf(record: Pick<CitizenCase, 'steps' | 'status'>): string | null {
  const step = presentRound(record).findLast(
    ({ state }) => state === 'assigned' || state === 'returned' || state === 'accepted',
  );
  return step && step.state !== 'returned' && 'department' in step ? step.department : null;
}

/** What a person may say of a case before it is one. */
export interface CaseWords {
  readonly text: string;
  readonly phone?: string | undefined;
  readonly category?: string | undefined;
}

export type CaseFault = 'case-text-empty' | 'case-text-too-long' | 'case-phone-invalid' | 'case-category-unknown';

/** Why nobody could work with it, as a problem code; null when one can. One rule for form, command, HTTP and file. */
export function caseFault({ text, phone, category }: CaseWords): CaseFault | null {
  if (text.trim() === '') return 'case-text-empty';
  if (text.length > MAX_CASE_TEXT) return 'case-text-too-long';
  if (phone !== undefined && phone.trim() !== '' && !isPhone(phone)) return 'case-phone-invalid';
  if (category !== undefined && !caseCategory.safeParse(category).success) return 'case-category-unknown';
  return null;
}

/** Digits, with what is usual between them; 3 (119) to 20 of them. */
export function isPhone(phone: string): boolean {
  return /^\+?[\d\s()-]+$/.test(phone.trim()) && /^\d{3,20}$/.test(digitsOf(phone));
}

export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}
