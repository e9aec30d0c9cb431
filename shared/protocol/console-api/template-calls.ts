import * as z from 'zod';
import { entityId } from '../../domain/common.ts';
import type { DecisionOption } from '../../domain/decision.ts';
import { planTemplate, responseLevel, type ResponseLevel } from '../../domain/plan-template.ts';
import { call } from './call.ts';
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

export const templateCalls = {
  /** Refused with `template-post-unknown`, `template-cycle` (the tasks of it), `template-task-twice`, `template-need-unknown` …, `template-moved`. */
  putTemplate: call<Queued & { readonly id: string }>()(
    z.object({
      id: entityId.optional(),
      template: planTemplate.omit({ version: true, changedBy: true }),
      /** The version that was seen; 0: none. */
      after: z.int().min(0),
    }),
  ),
  enableTemplate: call<Queued>()(z.object({ id: entityId, enabled: z.boolean(), after: z.int().min(0) })),
  matchTemplates: call<readonly TemplateMatch[]>()(z.object({ incident: entityId })),
  /** What activating it would order: its tasks at that level with posts resolved and deadlines from now. */
  responseOption: call<DecisionOption>()(z.object({ template: entityId, level: responseLevel, incident: entityId })),
};
