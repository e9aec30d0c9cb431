import * as z from 'zod';
import { planTemplate, type PlanTemplate } from '../../domain/plan-template.ts';
import { checkTemplate } from '../../domain/template-check.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { CommandType, PatchOf } from './command-type.ts';

/** A template as an officer words it; version and hand are added when it is decided. */
const templateWords = planTemplate.omit({ version: true, changedBy: true });

/** `after`: the version that he saw; 0 when there was none. A shipped template has versions too. */
export const templateText = z.strictObject({ template: templateWords, after: z.int().min(0) });

export const templateSwitch = z.strictObject({ enabled: z.boolean(), why: planTemplate.shape.why });

export const templateCommands = {
  /** Makes a template, or words it anew: the city's own win over the shipped ones of the same id. */
  'template.word': {
    topic: 'template',
    payload: templateText,
    creates: false,
    orCreates: {},
    commutes: false,
    apply(world, { template: words, after }, { entityId, actor, issuedAt }) {
      const fault = checkTemplate(words);
      if (fault) throw new ProblemError({ code: fault.code, origin: 'commands', params: fault.params });
      const before = world.find('template', entityId);
      const version = Math.max(before?.version ?? 0, after) + 1;
      const changedBy = { officer: actor.officer, post: actor.post, at: issuedAt };
      const data: PlanTemplate = { ...words, version, changedBy };
      if (!before) return [{ op: 'put', topic: 'template', id: entityId, data }];
      const isWhyGone = before.why !== undefined && data.why === undefined;
      const patch: PatchOf<PlanTemplate> = { ...data, ...(isWhyGone && { why: null }) };
      return [{ op: 'patch', topic: 'template', id: entityId, data: patch }];
    },
  } satisfies CommandType<'template', typeof templateText>,
  'template.switch': {
    topic: 'template',
    payload: templateSwitch,
    creates: false,
    commutes: false,
    apply(world, { enabled, why }, { entityId, actor, issuedAt }) {
      const before = world.find('template', entityId);
      if (!before) throw new ProblemError({ code: 'unknown-entity', origin: 'commands' });
      const changedBy = { officer: actor.officer, post: actor.post, at: issuedAt };
      const said = why ?? null;
      const isWhySame = said === null && before.why === undefined;
      const data: PatchOf<PlanTemplate> = {
        enabled,
        version: before.version + 1,
        changedBy,
        ...(!isWhySame && { why: said }),
      };
      return [{ op: 'patch', topic: 'template', id: entityId, data }];
    },
  } satisfies CommandType<'template', typeof templateSwitch>,
};
