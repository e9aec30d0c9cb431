import * as z from 'zod';
import { rule, type Rule } from '../../domain/rule.ts';
import { checkRule } from '../../domain/rule-check.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { CommandType, PatchOf } from './command-type.ts';

/** A rule as an officer words it; version and hand are added when it is decided. */
const ruleWords = rule.omit({ version: true, changedBy: true });

/** `after`: the version that he saw; 0 when there was none. A shipped rule has versions too. */
export const ruleText = z.strictObject({ rule: ruleWords, after: z.int().min(0) });

export const ruleSwitch = z.strictObject({ enabled: z.boolean() });

/** Optional fields that a rule may lose again. */
const OPTIONAL = ['scale', 'usual', 'eventCode', 'instruction', 'why'] as const;

export const ruleCommands = {
  /** Makes a rule, or words it anew: the city's own win over the shipped ones of the same id. */
  'rule.put': {
    topic: 'rule',
    payload: ruleText,
    creates: false,
    orCreates: {},
    commutes: false,
    apply(world, { rule: words, after }, { entityId, actor, issuedAt }) {
      const fault = checkRule(words);
      if (fault) {
        throw new ProblemError({ code: fault.code, origin: 'commands', ...(fault.params && { params: fault.params }) });
      }
      const before = world.find('rule', entityId);
      const version = Math.max(before?.version ?? 0, after) + 1;
      const changedBy = { officer: actor.officer, post: actor.post, at: issuedAt };
      const data: Rule = { ...words, version, changedBy };
      if (!before) return [{ op: 'put', topic: 'rule', id: entityId, data }];
      const gone = OPTIONAL.filter((field) => before[field] !== undefined && data[field] === undefined);
      const patch: PatchOf<Rule> = { ...data, ...Object.fromEntries(gone.map((field) => [field, null])) };
      return [{ op: 'patch', topic: 'rule', id: entityId, data: patch }];
    },
  } satisfies CommandType<'rule', typeof ruleText>,
  'rule.enable': {
    topic: 'rule',
    payload: ruleSwitch,
    creates: false,
    commutes: false,
    apply(world, { enabled }, { entityId, actor, issuedAt }) {
      const before = world.find('rule', entityId);
      if (!before) throw new ProblemError({ code: 'unknown-entity', origin: 'commands' });
      const changedBy = { officer: actor.officer, post: actor.post, at: issuedAt };
      const data = { enabled, version: before.version + 1, changedBy };
      return [{ op: 'patch', topic: 'rule', id: entityId, data }];
    },
  } satisfies CommandType<'rule', typeof ruleSwitch>,
};
