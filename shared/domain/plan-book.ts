import * as z from 'zod';
import { departmentCode, localText } from './common.ts';
import { responseLevel } from './plan-template.ts';

/** A post that plans and orders can name (`resources/plans/posts.json`). */
export const planPost = z.object({
  post: z.string().min(1).max(64),
  department: departmentCode,
  name: localText,
  /** Response levels that it may activate; whether it may in a case is said by the responsibility list. */
  mayApprove: z.array(responseLevel),
  /** Of the leader of a district: its code. */
  district: z.string().max(16).optional(),
});
export type PlanPost = z.infer<typeof planPost>;

/** What a task can need (`resources/plans/need-kinds.json`). */
export const needKind = z.object({
  kind: z.string().min(1).max(64),
  of: z.enum(['unit', 'good']),
  name: localText,
  /** Of goods: what they are counted in. */
  unit: z.string().max(20).optional(),
});
export type NeedKind = z.infer<typeof needKind>;

/** A type of event (`resources/plans/event-types.json`) and the event codes of the warnings that foretell it. */
export const eventType = z.object({
  code: z.string().min(1).max(64),
  name: localText,
  warnings: z.array(z.string().max(40)),
  /** The level that the colour of such a warning proposes; absent: the plan's triggers name no colours. */
  byColour: z
    .strictObject({ red: responseLevel, orange: responseLevel, yellow: responseLevel, blue: responseLevel })
    .optional(),
});
export type EventType = z.infer<typeof eventType>;
