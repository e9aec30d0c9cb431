import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { rule, type Rule } from '../../../../shared/domain/rule.ts';
import { checkRule } from '../../../../shared/domain/rule-check.ts';
import type { RuleFaultLine } from '../../../../shared/protocol/console-api/rule-calls.ts';

const FILE = 'demo-city/rules.json';

const rulesFile = z.object({ version: z.literal(1), rules: z.record(z.string().min(1).max(80), z.unknown()) });
/** Who changed it and when belongs to the city's own. */
const shipped = rule.omit({ changedBy: true });

export interface ShippedRules {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly faults: readonly RuleFaultLine[];
}

/**
 * The rules that come with the console. A file that cannot be read, or a rule in it that makes no sense, is named; the others work,
 * and so does the console.
 */
export function readShippedRules(resources: string): ShippedRules {
  let listed: Readonly<Record<string, unknown>>;
  try {
    listed = rulesFile.parse(JSON.parse(readFileSync(join(resources, FILE), 'utf8'))).rules;
  } catch (error) {
    return { rules: new Map(), faults: [fault(null, 'rules-file-unreadable', messageOf(error))] };
  }
  const rules = new Map<string, Rule>();
  const faults: RuleFaultLine[] = [];
  for (const [id, value] of Object.entries(listed)) {
    const parsed = shipped.safeParse(value);
    const wrong = parsed.success ? checkRule(parsed.data) : null;
    if (!parsed.success) faults.push(fault(id, 'rule-unreadable', messageOf(parsed.error)));
    else if (wrong) faults.push(fault(id, wrong.code, wrong.field));
    else rules.set(id, parsed.data);
  }
  return { rules, faults };
}

function fault(id: string | null, code: string, detail: string): RuleFaultLine {
  return { id: `fault:${id ?? FILE}`, form: 'fault', file: FILE, rule: id, code, detail };
}

/** The first fault by place, not by value. */
function messageOf(error: unknown): string {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  if (issue) return `${issue.path.map(String).join('.')}: ${issue.message}`.slice(0, 300);
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
