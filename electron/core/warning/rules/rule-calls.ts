import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { checkRule } from '../../../../shared/domain/rule-check.ts';
import { ProblemError, type Param } from '../../../../shared/kit/problem.ts';
import type { RuleDraft, RulePreview } from '../../../../shared/protocol/console-api/rule-calls.ts';
import type { CallHandlers } from '../../api/call-handlers.ts';
import type { Ids, Log } from '../../kernel/ports.ts';
import type { CommandDesk } from '../../sync/command-desk.ts';
import type { ActingSeat } from '../../sync/seat.ts';
import type { WatchedRule } from './finding.ts';
import type { Previewer } from './preview.ts';
import type { RuleBook } from './rule-book.ts';

export interface RuleCallParts {
  readonly ids: Ids;
  readonly desk: Pick<CommandDesk, 'give'>;
  readonly seat: ActingSeat;
  readonly book: RuleBook;
  readonly previewer: Pick<Previewer, 'preview' | 'cancel'>;
  /** Codes; empty when nobody knows them, then any is taken. */
  readonly departments: readonly string[];
  readonly feed: () => string | null;
}

type RuleCalls = Pick<CallHandlers, 'previewRule' | 'cancelPreview' | 'putRule' | 'enableRule' | 'overruleWarning'>;

/** What an officer does to rules, and to what they raised. */
export function ruleCalls({ ids, desk, seat, book, previewer, departments, feed }: RuleCallParts): RuleCalls {
  function check(rule: RuleDraft): void {
    const fault = checkRule(rule);
    if (fault) throw refusal(fault.code, fault.params);
    const stranger = departments.length > 0 && rule.departments.find((code) => !departments.includes(code));
    if (stranger) throw refusal('rule-department-unknown', { department: stranger });
  }

  function cityFeed(): string {
    const found = feed();
    if (found === null) throw refusal('no-feed');
    return found;
  }

  function known(id: string): NonNullable<ReturnType<RuleBook['get']>> {
    return book.get(id) ?? refuse('entity-unknown', { id });
  }

  return {
    previewRule({ id, rule, asker }) {
      check(rule);
      return previewer.preview(watched(id ?? 'preview', rule), asker);
    },
    cancelPreview({ asker }) {
      previewer.cancel(asker);
      return null;
    },
    async putRule({ id, rule, after }) {
      // Before a preview of some seconds: who may not act waits for nothing.
      void seat.actor;
      check(rule);
      const before = id === undefined ? undefined : book.get(id);
      const version = before?.rule.version ?? 0;
      if (after !== undefined && after !== version) throw refusal('rule-moved-on', { version });
      if (rule.enabled) refuseSenseless(await previewer.preview(watched(id ?? 'preview', rule)));
      const entityId = id ?? `rule:${ids.next()}`;
      const expectedRev = before?.rev ?? null;
      const payload = { rule, after: version };
      return { ...desk.give({ type: 'rule.put', entityId, payload, expectedRev, feed: cityFeed() }), id: entityId };
    },
    enableRule({ id, enabled }) {
      const { rule, rev } = known(id);
      if (rev !== null) return desk.give({ type: 'rule.enable', entityId: id, payload: { enabled } });
      // A shipped rule becomes the city's own with its first change.
      const { version, changedBy: _, ...words } = rule;
      const payload = { rule: { ...words, enabled }, after: version };
      return desk.give({ type: 'rule.put', entityId: id, payload, expectedRev: null, feed: cityFeed() });
    },
    overruleWarning: ({ id, level, reason }) =>
      desk.give({ type: 'alert.overrule', entityId: id, payload: { level, reason } }),
  };
}

/** What always fires is no warning, and what looks at nothing is none either; both can be kept switched off. */
function refuseSenseless({ refused, overSamples, samples, firedSubjects, subjects, count }: RulePreview): void {
  if (refused === null) return;
  throw refusal(refused, { count, over: overSamples, samples, firedSubjects, subjects });
}

function watched(id: string, rule: RuleDraft): WatchedRule {
  return { ...rule, id, version: 1 };
}

function refuse(code: string, params?: Readonly<Record<string, Param>>): never {
  throw refusal(code, params);
}

function refusal(code: string, params?: Readonly<Record<string, Param>>): ProblemError {
  return new ProblemError({ code, origin: 'rules', ...(params && { params }) });
}

const departmentsFile = z.array(z.object({ code: z.string() }));

/** None, said in the log, when the file is not what it should be. */
export function readDepartments(resources: string, log: Log): string[] {
  try {
    const text = readFileSync(join(resources, 'demo-city', 'departments.json'), 'utf8');
    return departmentsFile.parse(JSON.parse(text)).map(({ code }) => code);
  } catch (error) {
    log.warn('departments not read', { error: String(error) });
    return [];
  }
}
