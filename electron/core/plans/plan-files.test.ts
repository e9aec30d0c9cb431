import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanTemplate } from '../../../shared/domain/plan-template.ts';
import { tightDeadlines } from '../../../shared/domain/template-check.ts';
import { readPlanFiles } from './plan-files.ts';

const SHIPPED = join(import.meta.dirname, '../../../resources');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianzhi-plans-'));
  cpSync(join(SHIPPED, 'plans'), join(folder, 'plans'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function change(id: string, edit: (template: PlanTemplate) => unknown): void {
  const file = join(folder, 'plans/templates', `${id}.json`);
  writeFileSync(file, JSON.stringify(edit(JSON.parse(readFileSync(file, 'utf8')) as PlanTemplate)));
}

/** Every text of a template, so that none is in one language only. */
function textsOf(value: unknown): { readonly zh?: string; readonly en?: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value || 'en' in value) return [value as { readonly zh?: string; readonly en?: string }];
  return Object.values(value).flatMap(textsOf);
}

describe('plans that come with the console', () => {
  it('TM3: eight templates, sound, complete, in both languages', () => {
    const { templates, posts, kinds, eventTypes, faults } = readPlanFiles(SHIPPED);
    expect(faults.filter(({ file }) => file.includes('templates'))).toEqual([]);
    expect([...templates.keys()]).toEqual(['CL', 'EP', 'EQ', 'FI', 'MG', 'RF', 'TY', 'WF']);
    expect([posts.length, kinds.length, eventTypes.length]).toEqual([93, 141, 36]);
    for (const [id, template] of templates) {
      const { triggers, objectives, questions, checklists, standDown, tasks } = template;
      expect(
        Object.values(triggers).every((text) => text !== null),
        id,
      ).toBe(true);
      const parts = [objectives, questions, checklists, standDown];
      expect(
        parts.every((part) => part.length > 0),
        id,
      ).toBe(true);
      expect(tasks.length, id).toBeGreaterThanOrEqual(14);
      for (const text of textsOf(template))
        expect(Boolean(text.zh && text.en), `${id}: ${JSON.stringify(text)}`).toBe(true);
      expect(tightDeadlines(template), id).toEqual([]);
    }
    const grave = [...templates.values()].flatMap(({ tasks }) => tasks.filter(({ isGrave }) => isGrave));
    expect(grave.map(({ id }) => id)).toEqual(['EP-11', 'MG-13', 'RF-20']);
  });

  it('TM3: a template with an unknown post or a circle is named with its reason, and the others work', () => {
    change('RF', ({ tasks: [first, ...rest], ...words }) => ({
      ...words,
      tasks: [{ ...first, post: 'NOBODY' }, ...rest],
    }));
    change('TY', ({ tasks: [first, ...rest], ...words }) => ({
      ...words,
      tasks: [{ ...first, after: [{ task: 'TY-18', link: 'FS' }] }, ...rest],
    }));
    change('WF', ({ name: _, ...words }) => words);
    writeFileSync(join(folder, 'plans/templates/XX.json'), '{"name": {');
    const { templates, faults } = readPlanFiles(folder);
    expect([...templates.keys()]).toEqual(['CL', 'EP', 'EQ', 'FI', 'MG']);
    expect(faults.filter(({ file }) => file.includes('templates'))).toMatchObject([
      { file: 'plans/templates/RF.json', problem: { code: 'template-post-unknown', params: { task: 'RF-01', post: 'NOBODY' } } },
      { file: 'plans/templates/TY.json', problem: { code: 'template-cycle', params: { tasks: 'TY-01 → TY-02 → TY-18 → TY-01' } } },
      { file: 'plans/templates/WF.json', problem: { code: 'plan-file-unreadable' } },
      { file: 'plans/templates/XX.json', problem: { code: 'plan-file-unreadable' } },
    ]); // prettier-ignore
  });

  it('TM3: without the list of posts templates are taken, and the list is named', () => {
    rmSync(join(folder, 'plans/posts.json'));
    const { templates, faults } = readPlanFiles(folder);
    expect(templates.size).toBe(8);
    expect(faults.map(({ file }) => file)).toContain('plans/posts.json');
  });
});
