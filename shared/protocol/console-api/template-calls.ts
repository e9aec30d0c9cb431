import * as z from 'zod';
import { entityId } from '../../domain/common.ts';
import type { DecisionOption } from '../../domain/decision.ts';
import { planTemplate, responseLevel, type PlanTemplate, type ResponseLevel } from '../../domain/plan-template.ts';
import { call } from './call.ts';
import type { EventType, NeedKind, PlanPost } from '../../domain/plan-book.ts';
import type { LocalText } from '../../domain/common.ts';
import type { Problem } from '../../kit/problem.ts';
import type { Queued } from './queued.ts';
import type { EntityRow } from './rows.ts';

/** A plan template as it stands here: the city's own, or a shipped one that nobody changed. */
export interface TemplateRow extends EntityRow<'template'> {
  readonly isShipped: boolean;
}

/** A template that fits an incident, and the level that its grade proposes; a person activates it. */
export interface TemplateMatch {
  readonly template: string;
  readonly level: ResponseLevel;
  readonly because: readonly ('kind' | 'level' | 'warning')[];
}

/** What a template can name, and which shipped files could not be taken, with the reason. */
export interface PlanBook {
  readonly posts: readonly PlanPost[];
  readonly kinds: readonly NeedKind[];
  readonly eventTypes: readonly EventType[];
  readonly reportSets: readonly { readonly id: string; readonly name: LocalText }[];
  /** The shipped templates by id, also where the city has its own: what it changed can be compared. */
  readonly shipped: Readonly<Record<string, PlanTemplate>>;
  readonly faults: readonly { readonly file: string; readonly problem: Problem }[];
}

/** Why something was changed: never empty. */
const why = z.string().trim().min(1).max(500);

export const templateCalls = {
  planBook: call<PlanBook>()(z.object({})),
  /** Refused with `template-post-unknown`, `template-cycle` (the tasks of it), `template-task-twice`, `template-need-unknown` …, `template-moved-on`. */
  putTemplate: call<Queued & { readonly id: string }>()(
    z.object({
      id: entityId.optional(),
      template: planTemplate.omit({ version: true, changedBy: true }).extend({ why }),
      /** The version that was seen; 0: none. */
      after: z.int().min(0),
    }),
  ),
  enableTemplate: call<Queued>()(z.object({ id: entityId, enabled: z.boolean(), after: z.int().min(0), why })),
  matchTemplates: call<readonly TemplateMatch[]>()(z.object({ incident: entityId })),
  /** What activating it would order: its tasks at that level with posts resolved and deadlines from now. */
  responseOption: call<DecisionOption>()(z.object({ template: entityId, level: responseLevel, incident: entityId })),
};
