import * as z from 'zod';
import type { CitizenCase } from './case.ts';
import { CASE_CLOCKS, type CaseClock } from './case.ts';
import { CASE_GROUP_CODES, groupOfCategory, isCaseCategory, type CaseCategory } from './case-categories.ts';
import { departmentCode, level } from './common.ts';
import { INCIDENT_KINDS } from './incident.ts';

const amount = z.int().min(1).max(10_000);

/** A span from the report on. `sameDay`: to the end of the day. Of working days the first one is the next (see `case-deadlines.ts`). */
export const caseLimit = z.union([
  z.strictObject({ minutes: amount }),
  z.strictObject({ hours: amount }),
  z.strictObject({ days: amount }),
  z.strictObject({ workingDays: amount }),
  z.strictObject({ sameDay: z.literal(true) }),
]);
export type CaseLimit = z.infer<typeof caseLimit>;

/** A leaf (`C201`), or all of a first level (`C2`). */
const categories = z
  .array(
    z.string().refine((code) => isCaseCategory(code) || (CASE_GROUP_CODES as string[]).includes(code), {
      error: 'no such category',
    }),
  )
  .max(100);

const kind = z.strictObject({
  accept: caseLimit,
  contact: caseLimit,
  close: caseLimit,
  /** Of a hard case, once, approved before the limit. */
  extension: caseLimit.optional(),
  /** Parts of the time to the answer after which the department is reminded. */
  reminders: z.array(z.number().gt(0).lt(1)).max(5),
  callBack: caseLimit,
  /** Share of cases that are called back; absent: all. */
  callBackSample: z.number().min(0).max(1).optional(),
});
export type CaseClockRules = z.infer<typeof kind>;

const day = z.iso.date();

/** `resources/cases/case-clocks.json`: the city's limits. Data, versioned by `id`. */
export const caseClocks = z.strictObject({
  version: z.literal(1),
  id: z.string().min(1).max(40),
  /** Offset of the city's time from UTC. */
  zone: z.string().regex(/^[+-]\d\d:\d\d$/),
  kinds: z.record(z.enum(CASE_CLOCKS), kind),
  /** The first that fits tells the clock. `onlyUrgent`: only when persons are in danger. */
  clockOf: z.array(z.strictObject({ categories, clock: z.enum(CASE_CLOCKS), onlyUrgent: z.boolean().optional() })),
  otherwise: z.enum(CASE_CLOCKS),
  /** Days off besides Saturday and Sunday, first and last; and weekend days on which work is done. */
  holidays: z.array(z.tuple([day, day])),
  workdays: z.array(day),
});
export type CaseClocks = z.infer<typeof caseClocks>;

/** `resources/cases/case-routing.json`: who answers for a category, and which incident an urgent one opens. */
export const caseRouting = z.strictObject({
  version: z.literal(1),
  routes: z.array(
    z.strictObject({
      categories,
      department: departmentCode,
      opens: z.strictObject({ kind: z.enum(INCIDENT_KINDS), level }),
    }),
  ),
});
export type CaseRouting = z.infer<typeof caseRouting>;
export type CaseRoute = CaseRouting['routes'][number];

/** `resources/cases/answer-templates.json`: what may be said to a citizen. `{…}` are filled from what is verified, or stay open. */
export const answerTemplates = z.strictObject({
  version: z.literal(1),
  templates: z.array(
    z.strictObject({
      id: z.string().max(16),
      use: z.enum(['contact', 'answer']),
      /** Absent ones fit every category. */
      categories,
      zh: z.string().max(1_000),
      en: z.string().max(1_000),
    }),
  ),
});
export type AnswerTemplate = z.infer<typeof answerTemplates>['templates'][number];

export interface CaseRules {
  readonly clocks: CaseClocks;
  readonly routing: CaseRouting;
  readonly templates: readonly AnswerTemplate[];
}

export function fits(categories: readonly string[], category: CaseCategory): boolean {
  return categories.includes(category) || categories.includes(groupOfCategory(category));
}

/** A rule for the leaf counts before one for its group. */
export function routeOf({ routes }: CaseRouting, category: CaseCategory): CaseRoute | undefined {
  return (
    routes.find(({ categories }) => categories.includes(category)) ??
    routes.find(({ categories }) => categories.includes(groupOfCategory(category)))
  );
}

/** The clock that a category takes when nobody says otherwise. */
export function clockOf(
  { clockOf: rules, otherwise }: CaseClocks,
  { category, isUrgent }: { readonly category: CaseCategory } & Pick<CitizenCase, 'isUrgent'>,
): CaseClock {
  const found = rules.find(({ categories, onlyUrgent }) => fits(categories, category) && (!onlyUrgent || isUrgent));
  return found?.clock ?? otherwise;
}
