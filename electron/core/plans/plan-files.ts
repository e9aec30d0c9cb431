import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { localText } from '../../../shared/domain/common.ts';
import { eventType, needKind, planPost } from '../../../shared/domain/plan-book.ts';
import { planTemplate, type PlanTemplate } from '../../../shared/domain/plan-template.ts';
import { checkTemplate, type TemplateKnown } from '../../../shared/domain/template-check.ts';
import type { Param, Problem } from '../../../shared/kit/problem.ts';
import type { PlanBook } from '../../../shared/protocol/console-api/template-calls.ts';

const FOLDER = 'plans';
const TEMPLATES = 'templates';

/** Who changed it and when belongs to the city's own. */
const shipped = planTemplate.omit({ changedBy: true });
const sets = z.object({ sets: z.array(z.object({ id: z.string(), name: localText })) });

type Fault = PlanBook['faults'][number];

export interface PlanFiles extends Omit<PlanBook, 'shipped'> {
  readonly templates: ReadonlyMap<string, PlanTemplate>;
}

/**
 * What comes with the console for plans (TM3): a file that cannot be read, or a template in it that makes no sense, is named with
 * its reason; the others work, and so does the console.
 */
export function readPlanFiles(resources: string): PlanFiles {
  const faults: Fault[] = [];
  const folder = join(resources, FOLDER);
  const list = <T extends z.ZodType>(file: string, schema: T): z.output<T> | null => {
    try {
      return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    } catch (error) {
      faults.push(fault(`${FOLDER}/${file}`, 'plan-file-unreadable', {}, messageOf(error)));
      return null;
    }
  };
  const book = {
    posts: list('posts.json', z.array(planPost)) ?? [],
    kinds: list('need-kinds.json', z.array(needKind)) ?? [],
    eventTypes: list('event-types.json', z.array(eventType)) ?? [],
    reportSets: list('report-sets.json', sets)?.sets.map(({ id, name }) => ({ id, name })) ?? [],
  };
  const templates = new Map<string, PlanTemplate>();
  for (const file of filesIn(join(folder, TEMPLATES))) {
    const template = list(join(TEMPLATES, file), shipped);
    if (!template) continue;
    const wrong = checkTemplate(template, knownOf(book));
    if (wrong) faults.push(fault(`${FOLDER}/${TEMPLATES}/${file}`, wrong.code, wrong.params));
    else templates.set(file.slice(0, -'.json'.length), template);
  }
  return { ...book, templates, faults };
}

/** The words that a template may use here. */
export function knownOf({ posts, kinds, eventTypes, reportSets }: Omit<PlanBook, 'faults' | 'shipped'>): TemplateKnown {
  return {
    posts,
    kinds: kinds.map(({ kind }) => kind),
    eventTypes: eventTypes.map(({ code }) => code),
    reportSets: reportSets.map(({ id }) => id),
  };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort();
  } catch {
    // A city without shipped templates writes its own.
    return [];
  }
}

function fault(file: string, code: string, params: Readonly<Record<string, Param>>, detail?: string): Fault {
  const problem: Problem = { code, origin: 'plans', params, ...(detail !== undefined && { detail }) };
  return { file: file.replaceAll('\\', '/'), problem };
}

/** The first fault by place, not by value. */
function messageOf(error: unknown): string {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  if (issue) return `${issue.path.map(String).join('.')}: ${issue.message}`.slice(0, 300);
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
