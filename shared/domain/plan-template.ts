import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { localText } from './common.ts';
import { internal, open } from './field-class.ts';
import { hand } from './hand.ts';
import { INCIDENT_KINDS } from './incident.ts';

export type TemplateId = Brand<string, 'TemplateId'>;

/** Levels of a response (响应等级), I the gravest. No warning colour and no grade of an event: those are fields of their own. */
export const RESPONSE_LEVELS = ['I', 'II', 'III', 'IV'] as const;
export type ResponseLevel = (typeof RESPONSE_LEVELS)[number];

export const responseLevel = z.enum(RESPONSE_LEVELS);

/** One value for each level; null: nothing at that level. */
const perLevel = <T extends z.ZodType>(value: T) =>
  z.strictObject({ I: value.nullable(), II: value.nullable(), III: value.nullable(), IV: value.nullable() });

/** FS: may begin when the other is done. SS: may begin when the other begins. */
export const TASK_LINKS = ['FS', 'SS'] as const;

export const templateTask = z.strictObject({
  id: z.string().min(1).max(24),
  name: localText,
  /** Who answers for it. `LPD-LDR`, `GDD-LDR`: the leader of the district of the incident. */
  post: z.string().min(1).max(64),
  /** Minutes from activation to the deadline; null: no task at that level. */
  due: perLevel(z.int().min(0).max(100_000)),
  after: z.array(z.strictObject({ task: z.string().max(24), link: z.enum(TASK_LINKS) })).max(20),
  /** Kinds of units or goods; `count: null`: sized by persons. */
  needs: z.array(z.strictObject({ kind: z.string().max(64), count: z.int().min(1).max(100_000).nullable() })).max(20),
  /** A grave order: needs a second person. */
  isGrave: z.boolean(),
});
export type TemplateTask = z.infer<typeof templateTask>;

/** A plan template (数字预案): data, edited in the console, the same at every seat. Shipped ones: `resources/plans`. */
export const planTemplate = z.strictObject({
  name: open(localText),
  /** Event type, e.g. `rainstorm_flood`. */
  eventType: open(z.string().min(1).max(64)),
  /** Incidents that it fits. */
  kinds: open(z.array(z.enum(INCIDENT_KINDS)).min(1).max(16)),
  /** Which clocks its reports run by (`resources/plans/report-sets.json`). */
  reportSet: open(z.string().min(1).max(40)),
  /** When a level is proposed, in words; a person activates it. */
  triggers: open(perLevel(localText)),
  objectives: open(z.array(localText).max(20)),
  tasks: open(z.array(templateTask).min(1).max(200)),
  /** Questions that the command will have to answer, with the usual options. */
  questions: open(
    z
      .array(
        z.strictObject({
          id: z.string().max(24),
          question: localText,
          options: z.array(localText).min(1).max(6),
          hint: localText.optional(),
        }),
      )
      .max(20),
  ),
  checklists: open(z.array(z.strictObject({ title: localText, items: z.array(localText).max(40) })).max(20)),
  /** All must hold before the response ends. */
  standDown: open(z.array(localText).max(20)),
  enabled: open(z.boolean()),
  version: open(z.int().min(1)),
  changedBy: internal(hand.optional()),
  why: internal(z.string().max(500).optional()),
});
export type PlanTemplate = z.infer<typeof planTemplate>;
