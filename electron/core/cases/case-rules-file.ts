import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { answerTemplates, caseClocks, caseRouting, type CaseRules } from '../../../shared/domain/case-rules.ts';
import type { Log } from '../kernel/ports.ts';

/** The rules of `resources/cases`; null when one of the files cannot be read, and the log says which. Clocks are then not known. */
export function readCaseRules(resources: string, log: Log): CaseRules | null {
  try {
    return {
      clocks: read(resources, 'case-clocks.json', caseClocks),
      routing: read(resources, 'case-routing.json', caseRouting),
      templates: read(resources, 'answer-templates.json', answerTemplates).templates,
    };
  } catch (error) {
    log.error('rules of citizen cases not read', { error: String(error) });
    return null;
  }
}

function read<S extends z.ZodType>(resources: string, name: string, schema: S): z.output<S> {
  const file = join(resources, 'cases', name);
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
