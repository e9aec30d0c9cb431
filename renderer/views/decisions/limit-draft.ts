import { planConstraint, type PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';

/** What a constraint's form asks for, in the order in which it is asked. */
export const NEEDS = {
  lock: ['unit', 'incident'],
  forbid: ['unit', 'incident'],
  keepFree: ['kind', 'count', 'district'],
  arriveWithin: ['incident', 'minutes'],
  atMost: ['incident', 'count'],
  closeDepot: ['depot'],
  keepStock: ['depot', 'good', 'quantity'],
  sendFrom: ['depot', 'point', 'good', 'quantity'],
  trucks: ['count'],
} as const satisfies Readonly<Record<PlanConstraint['is'], readonly Field[]>>;

type Field = 'unit' | 'incident' | 'kind' | 'count' | 'district' | 'minutes' | 'depot' | 'good' | 'quantity' | 'point';

/** What was picked so far; null: nowhere, or the whole city. */
export type LimitDraft = {
  readonly [F in Field]?: (F extends 'count' | 'minutes' | 'quantity' ? number : string | null) | undefined;
};

/** The constraint, once all is picked; null before. */
export function limitOf(is: PlanConstraint['is'], draft: LimitDraft): PlanConstraint | null {
  const fields: readonly Field[] = NEEDS[is];
  const made = planConstraint.safeParse({ is, ...Object.fromEntries(fields.map((field) => [field, draft[field]])) });
  return made.success ? made.data : null;
}
